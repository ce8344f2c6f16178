import { Room } from '../../../src/room/room.js';
import type { RoomOptions, TokenResponse } from '../../../src/room/model/room-options.js';
import { FakeIm } from './fake-im.js';

/** Pages of the browser tests run at the same time and share the locks of the tabs of a user. */
let applications = 1_401_000_000 + Math.floor(Math.random() * 90_000_000);

export interface FakeRoom {
  readonly room: Room;
  readonly im: FakeIm;
  readonly tokens: { count: number };
}

/** A room on a fake service, with an application and hidden users of its own, so that tests do not affect each other. */
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
    hiddenUsersStore: { load: () => [], save: () => undefined }, // pages of the tests share localStorage
    ...options,
  });
  return { room, im, tokens };
}
