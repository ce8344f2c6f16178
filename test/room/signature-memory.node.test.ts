// The signature of a token must not stay in memory after the room is closed: a heap snapshot is searched for it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { setFlagsFromString, getHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ImClientFactory } from '../../src/im/im-client.js';
import { Room } from '../../src/room/room.js';
import { FakeIm } from './support/fake-im.js';

/** `text` is made after the snapshot was taken, so that it is not found there. */
async function heapContains(makeText: () => string): Promise<boolean> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  const snapshot = getHeapSnapshot();
  const text = makeText();
  let rest = '';
  for await (const chunk of snapshot) {
    const part = rest + String(chunk);
    if (part.includes(text)) return true;
    rest = part.slice(-text.length);
  }
  return false;
}

const bytes = randomBytes(24);
/** The signature as a new string; it has only letters, which a heap snapshot writes unchanged. */
const makeSignature = (): string => bytes.toString('hex').replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

describe('The signature of a token', () => {
  it('is in memory while the room is open, and gone when it is closed', async () => {
    const im = new FakeIm();
    const createClient: ImClientFactory = (listener, options) => {
      const client = im.createClient(listener, options);
      return Object.assign(client, {
        login: () => {
          listener.onConnection('connected');
          return Promise.resolve();
        },
      });
    };
    const room = new Room({
      groupId: 'show',
      createClient,
      tokenProvider: () =>
        Promise.resolve(
          JSON.parse(
            JSON.stringify({
              sdkAppId: 1_400_000_077,
              userId: 'ana',
              userSig: makeSignature(),
              expiresAt: Date.now() / 1000 + 3600,
            }),
          ) as { sdkAppId: number },
        ),
    });
    await room.connect();
    assert.equal(await heapContains(makeSignature), true);
    await room.disconnect();
    assert.equal(await heapContains(makeSignature), false);
    assert.equal(room.snapshot.status, 'closed');
  });
});
