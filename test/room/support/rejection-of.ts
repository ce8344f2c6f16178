import assert from 'node:assert/strict';
import { ChatError } from '../../../src/room/model/chat-error.js';

/** The ChatError with which `work` is rejected. */
export async function rejectionOf(work: Promise<unknown>): Promise<ChatError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ChatError, String(error));
    return error;
  }
  throw new Error('It did not fail.');
}
