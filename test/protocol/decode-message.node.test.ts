import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type DecodedMessage, decodeMessage } from '../../src/protocol/decode-message.js';
import { imMessage, type SentMessage } from './support/im-message.js';

interface Golden {
  readonly app: string;
  readonly cases: readonly { readonly name: string; readonly message: SentMessage; readonly decoded: DecodedMessage }[];
}

const FOLDER = new URL('./golden/', import.meta.url);

for (const file of readdirSync(FOLDER)) {
  const golden = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Golden;
  describe(`decodeMessage, ${golden.app}`, () => {
    for (const { name, message, decoded } of golden.cases) {
      test(`decodes ${name}`, () => assert.deepEqual(decodeMessage(imMessage(message)), decoded));
    }
  });
}

describe('decodeMessage, bounds', () => {
  const custom = (data: string) => decodeMessage(imMessage({ sender: 'u1', kind: 'custom', data }));

  test('does not parse data that is longer than the service delivers', () => {
    const data = JSON.stringify({ userAction: 3, actionParam: 'x'.repeat(13_000) });
    assert.deepEqual(custom(data), { kind: 'custom', data });
  });

  test('does not parse data that is nested too deeply, and ignores brackets inside strings', () => {
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
