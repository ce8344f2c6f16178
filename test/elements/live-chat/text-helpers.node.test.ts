import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AUTHOR_HUES, authorHue, initials } from '../../../src/elements/live-chat/message-list/message-row.js';
import { countGraphemes } from '../../../src/elements/live-chat/composer/composer-controller.js';
import { EMOJI_GROUPS } from '../../../src/elements/live-chat/panels/emoji-data.js';
import { en } from '../../../src/elements/shared/terms/en.lazy.js';
import { fetchTerms, findTerms, formatTerm } from '../../../src/elements/shared/terms/terms.js';
import { zhTw } from '../../../src/elements/shared/terms/zh-tw.lazy.js';

describe('countGraphemes', () => {
  it('counts as a reader does', () => {
    for (const [text, count] of [
      ['', 0],
      ['abc', 3],
      ['é', 1],
      ['e\u0301', 1],
      ['👩‍👩‍👧‍👦', 1],
      ['🇨🇳🇯🇵', 2],
      ['你好吗', 3],
      ['a\r\nb', 3],
      ['👍🏽', 1],
    ] as const) {
      assert.equal(countGraphemes(text), count, JSON.stringify(text));
    }
  });
});

describe('initials', () => {
  it('returns what represents a name', () => {
    for (const [nick, letters] of [
      ['Ana María', 'AM'],
      ['ana', 'A'],
      ['小明', '小'],
      ['山田 太郎', '山'],
      ['_x_', 'X'],
      ['👑 Queen', 'Q'],
      ['***', '*'],
      ['', ''],
    ] as const) {
      assert.equal(initials(nick), letters, nick);
    }
  });
});

describe('authorHue', () => {
  it('is constant, in range, and distributed over all hues', () => {
    const counts = new Array<number>(AUTHOR_HUES).fill(0);
    for (let user = 0; user < 8000; user++) {
      const hue = authorHue(`user-${user}`);
      assert.equal(hue, authorHue(`user-${user}`));
      counts[hue] = (counts[hue] ?? NaN) + 1;
    }
    for (const count of counts) assert.ok(count > 700 && count < 1300, counts.join(' '));
  });
});

describe('terms', () => {
  it('are undefined until those of the language are loaded', async () => {
    assert.equal(findTerms('zh-HK'), undefined);
    await fetchTerms('zh-HK');
    assert.equal(findTerms('zh-HK'), zhTw);
    assert.equal(fetchTerms('zh-HK'), undefined);
  });

  it('choose the plural, format numbers, and do not parse their arguments', () => {
    const write = (value: number): string => `<${value}>`;
    assert.equal(formatTerm(en.newMessages, 'en', { count: 1 }, write), '<1> new message');
    assert.equal(formatTerm(en.newMessages, 'en', { count: 5 }, write), '<5> new messages');
    assert.equal(formatTerm(en.says, 'en', { name: '{text}', text: '$& {name}' }, write), '{text}: $& {name}');
    assert.equal(formatTerm('{missing}!', 'en', {}, write), '!');
  });
});

describe('the emoji of the panel', () => {
  it('have names in both languages, and none occurs twice', () => {
    const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);
    assert.ok(all.length > 100);
    for (const { char, english, chinese } of all)
      assert.ok(char && english && chinese, `${char} ${english} ${chinese}`);
    assert.equal(new Set(all.map(({ char }) => char)).size, all.length);
  });
});
