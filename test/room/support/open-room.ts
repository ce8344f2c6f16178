import type { TestContext } from 'node:test';
import type { RoomOptions, TokenResponse } from '../../../src/room/model/room-options.js';
import { fakeRoom, type FakeRoom } from './fake-room.js';

/** A joined room on a fake service, which is left when the test ends. */
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
