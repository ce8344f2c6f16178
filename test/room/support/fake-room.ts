import { Room } from '../../../src/room/room.js';
import type { RoomOptions, TokenResponse } from '../../../src/room/model/room-options.js';
import { FakeIm } from './fake-im.js';

let applications = 1_400_100_000;

export interface FakeRoom {
  readonly room: Room;
  readonly im: FakeIm;
  readonly tokens: { count: number };
}

/** A room on a fake service, of an application of its own so that tests do not meet. */
export function fakeRoom(token: Partial<TokenResponse> = {}, options: Partial<RoomOptions> = {}): FakeRoom {
  const im = new FakeIm();
  const tokens = { count: 0 };
  const sdkAppId = ++applications;
  const room = new Room({
    groupId: 'show',
    tokenProvider: () => {
      tokens.count++;
      return Promise.resolve({
        sdkAppId,
        userId: 'ana',
        userSig: 'secret-signature',
        expiresAt: Date.now() / 1000 + 3600,
        nick: 'Ana',
        ...token,
      });
    },
    createClient: im.createClient,
    ...options,
  });
  return { room, im, tokens };
}
