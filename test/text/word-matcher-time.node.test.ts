// Measures time, so it is a file of its own: mutation runs leave it out.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WordMatcher } from '../../src/server/index.js';
import { superlinearity } from '../support/cpu-time.js';

describe('WordMatcher', () => {
  it('takes a number of steps proportional to the text', () => {
    const list = Array.from({ length: 200 }, (_, index) => 'a'.repeat(index + 1)).concat(
      Array.from({ length: 5000 }, (_, index) => `word${index}x`),
    );
    const matcher = new WordMatcher(list);
    const units = [
      'a',
      'a ',
      'aab',
      'a\u0301\u0323',
      '\u0301\u0323',
      '傻',
      '\u200b',
      'a\u0640',
      '\u0640',
      "a'",
      '시 ',
      'ﷺ',
      'https://a ',
    ];
    for (const unit of units) {
      const textOf = (length: number) => unit.repeat(length / unit.length);
      assert.equal(
        superlinearity((text) => matcher.find(text), textOf, 24_000),
        undefined,
        JSON.stringify(unit),
      );
    }
  });
});
