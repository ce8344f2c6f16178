import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { RoomOptions, TokenResponse } from '../../../src/room/model/room-options.js';
import { fakeRoom, type FakeRoom } from './fake-room.js';

/** A joined room on a fake service that has read the group and the mute, and which is left when the test ends. */
export async function openRoom(
  test: TestContext,
  token: Partial<TokenResponse> = {},
  options: Partial<RoomOptions> = {},
): Promise<FakeRoom> {
  const made = fakeRoom(token, options);
  test.after(() => made.room.disconnect());
  await made.room.connect();
  await setImmediate(); // the group and the mute are read
  return made;
}
