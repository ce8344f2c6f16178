import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeeperThan, UntrustedJson } from '../../src/protocol/untrusted-json.js';

const nested = (depth: number) => '{"a":'.repeat(depth - 1) + '{}' + '}'.repeat(depth - 1);

describe('isDeeperThan', () => {
  it('counts nested objects and arrays exactly', () => {
    for (const depth of [1, 4, 8]) {
      assert.equal(isDeeperThan(nested(depth), depth), false, `${depth}`);
      assert.equal(isDeeperThan(nested(depth + 1), depth), true, `${depth + 1}`);
    }
    assert.equal(isDeeperThan('[[]]', 1), true);
    assert.equal(isDeeperThan('[[],[],{}]', 2), false);
  });

  it('does not count brackets inside strings, also behind an escaped quote or backslash', () => {
    assert.equal(isDeeperThan('{"a":"[[[["}', 1), false);
    assert.equal(isDeeperThan(String.raw`{"a":"\"[[[["}`, 1), false);
    assert.equal(isDeeperThan(String.raw`{"a":"\\","b":[[]]}`, 2), true);
  });
});

describe('UntrustedJson', () => {
  it('reads objects up to eight levels and 12 KB', () => {
    assert.ok(UntrustedJson.parse(nested(8)));
    assert.equal(UntrustedJson.parse(nested(9)), undefined);
    const text = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`;
    assert.ok(UntrustedJson.parse(text(12 * 1024)));
    assert.equal(UntrustedJson.parse(text(12 * 1024 + 1)), undefined);
  });

  it('reads own fields only', () => {
    const json = UntrustedJson.parse('{"a":1}');
    for (const key of ['constructor', '__proto__', 'toString']) {
      assert.equal(json?.has(key), false);
      assert.equal(json?.get(key), undefined);
    }
  });
});
