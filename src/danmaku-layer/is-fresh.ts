import type { ChatMessage } from '../room/chat-message.js';

/** How much older than the latest of its batch a message may be, ms. */
const BEHIND_MS = 20_000;
/** How old a message may be by this machine's clock, which may be wrong, ms. */
const OLD_MS = 600_000;

/**
 * Says which messages of a batch are of now: a room's history comes in one batch too, and belongs into the log only.
 */
export function isFresh(messages: readonly ChatMessage[], now: number): (message: ChatMessage) => boolean {
  const latest = messages.reduce((time, message) => Math.max(time, message.time), 0);
  return ({ time, status }) => status === 'sending' || (time > latest - BEHIND_MS && time > now - OLD_MS);
}
