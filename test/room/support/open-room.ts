import type { TestContext } from 'node:test';
import type { RoomOptions, TokenResponse } from '../../../src/room/model/room-options.js';
import { fakeRoom, type FakeRoom } from './fake-room.js';

/** A room on a fake service that is joined, and left when the test is through. */
export async function openRoom(
  test: TestContext,
  token: Partial<TokenResponse> = {},
  options: Partial<RoomOptions> = {},
): Promise<FakeRoom> {
  const made = fakeRoom(token, options);
  test.after(() => made.room.disconnect());
  await made.room.connect();
  return made;
}
