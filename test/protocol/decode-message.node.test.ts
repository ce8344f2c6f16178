import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type DecodedMessage, decodeMessage } from '../../src/protocol/decode-message.js';
import { messageOf, type SentMessage } from './support/im-message.js';

interface Golden {
  readonly app: string;
  readonly cases: readonly { readonly says: string; readonly message: SentMessage; readonly reads: DecodedMessage }[];
}

const FOLDER = new URL('./golden/', import.meta.url);

for (const file of readdirSync(FOLDER)) {
  const golden = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Golden;
  describe(`readMessage, ${golden.app}`, () => {
    for (const { says, message, reads } of golden.cases) {
      test(`reads ${says}`, () => assert.deepEqual(decodeMessage(messageOf(message)), reads));
    }
  });
}

describe('readMessage, bounds', () => {
  const custom = (data: string) => decodeMessage(messageOf({ sender: 'u1', kind: 'custom', data }));

  test('leaves what is longer than the service delivers unparsed', () => {
    const data = JSON.stringify({ userAction: 3, actionParam: 'x'.repeat(13_000) });
    assert.deepEqual(custom(data), { kind: 'custom', data });
  });

  test('leaves what nests too deeply unparsed, and counts no bracket inside a string', () => {
    const deep = `{"userAction":3,"actionParam":${'['.repeat(20)}${']'.repeat(20)}}`;
    assert.deepEqual(custom(deep), { kind: 'custom', data: deep });
    assert.deepEqual(custom(`{"userAction":3,"actionParam":"\\"${'['.repeat(20)}"}`), { kind: 'like', count: 1 });
  });

  test('reads nothing through a prototype', () => {
    const data = '{"__proto__":{"userAction":3,"cmd":"CustomCmdMsg","businessID":"TUIGift_like","data":{}}}';
    assert.deepEqual(custom(data), { kind: 'custom', data });
    assert.equal(({} as Record<string, unknown>)['userAction'], undefined);
  });
});
