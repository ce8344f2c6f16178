import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editJson, type FindEdits } from '../../../src/server/webhook/text-edits.js';
import { WordMatcher } from '../../../src/server/index.js';

const matcher = new WordMatcher(['badword', '傻逼']);
const cover =
  (text: string): FindEdits =>
  (value) =>
    matcher.maskRanges(value).map(({ start, end }) => ({ start, end, text }));
const masked = (json: string, text = '*') => editJson(json, cover(text));

describe('edits in JSON', () => {
  it('change the words and leave all other bytes as they were', () => {
    for (const [before, after] of [
      ['{"id":1610521604143693812,"text":"badword"}', '{"id":1610521604143693812,"text":"*******"}'],
      ['{"price":1.10,"e":1E5,"z":-0,"t":"badword"}', '{"price":1.10,"e":1E5,"z":-0,"t":"*******"}'],
      ['{"a":"badword","a":"ok","a":"badword"}', '{"a":"*******","a":"ok","a":"*******"}'],
      [' {\n\t"a" : "badword" ,\r\n "b":[ ] } ', ' {\n\t"a" : "*******" ,\r\n "b":[ ] } '],
      [String.raw`["\u00e9\/ badword \u00E9\/\n\"badword\""]`, String.raw`["\u00e9\/ ******* \u00E9\/\n\"*******\""]`],
      [String.raw`["\u0062adword \ud83d\ude00 \u50bb逼"]`, String.raw`["******* \ud83d\ude00 **"]`],
      [
        '{"badword":"badword","badword" :1,"x":{"badword"\n:"y"}}',
        '{"badword":"*******","badword" :1,"x":{"badword"\n:"y"}}',
      ],
      [String.raw`{"\"":"badword","\\":"\\","b":"badword\\"}`, String.raw`{"\"":"*******","\\":"\\","b":"*******\\"}`],
      [
        String.raw`{"nested":"{\"id\":12345678901234567890,\"t\":\"badword\"}"}`,
        String.raw`{"nested":"{\"id\":12345678901234567890,\"t\":\"*******\"}"}`,
      ],
      ['["https://example.org/badword","badword"]', '["https://example.org/badword","*******"]'],
      ['{"__proto__":"badword"}', '{"__proto__":"*******"}'],
      ['{not JSON: badword', '{not JSON: *******'],
      ['"badword"', '"*******"'],
    ] as const)
      assert.equal(masked(before), after);
  });

  it('escape what they put in', () => assert.equal(masked('["badword"]', '"'), `["${'\\"'.repeat(7)}"]`));

  it('reach strings at any depth', () => {
    const nested = (text: string) => `${'[{"a":'.repeat(500)}"${text}"${'}]'.repeat(500)}`;
    assert.equal(masked(nested('badword')), nested('*******'));
  });

  it('take time in proportion to the length', () => {
    for (const unit of ['"badword",', '"",', '"\\"",', '"a" ,', '[],']) {
      const text = `[${unit.repeat(5000)}1]`;
      const started = performance.now();
      editJson(text, () => []);
      assert.ok(performance.now() - started < 1000, unit);
    }
  });
});
