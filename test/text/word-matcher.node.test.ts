import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WordMatcher } from '../../src/server/index.js';
import { superlinearity } from '../support/cpu-time.js';

const words = (text: string, ...list: string[]) => new WordMatcher(list).find(text).map((match) => match.word);
const finds = (word: string, text: string) => assert.deepEqual(words(text, word), [word], JSON.stringify(text));
const passes = (word: string, text: string) => assert.deepEqual(words(text, word), [], JSON.stringify(text));

describe('WordMatcher', () => {
  it('finds a word through spacing, punctuation, width, case, accents and invisible characters', () => {
    const tricks = [
      'badword',
      'BadWord',
      'b a d w o r d',
      'bad word',
      'b.a-d_w*o/r d',
      'b\u200ba\u200bd\ufeffword',
      'ba\u00addword',
      '\u202ebadword',
      'b\u0301a\u0302dw\u00f6rd',
      'ｂａｄｗｏｒｄ',
      'ＢＡＤ　ＷＯＲＤ',
      '𝐛𝐚𝐝𝐰𝐨𝐫𝐝',
      'ⓑⓐⓓⓦⓞⓡⓓ',
      'bad\nword',
      'b\u0000adword',
      'this badword, here',
      '(badword)',
      '你badword好',
      'badword123',
      `b${'\u0301'.repeat(200)}adword`,
    ];
    for (const text of tricks) finds('badword', text);
    finds('ass', 'a s s');
    finds('ass', 'you ass!');
    finds('groß', 'GROSS');
    finds('lodz', 'Łódź');
    finds('b a d', 'bad');
    finds('Bädwörd', 'badword');
  });

  it('finds words of scripts without spaces at any position', () => {
    for (const text of ['傻逼', '你是傻逼吗', '傻 逼', '傻\u200b逼', '傻，逼']) finds('傻逼', text);
    finds('바보', '너는바보야');
    finds('บ้า', 'คนบ้ามาก');
    passes('傻逼', '傻瓜逼近');
  });

  it('does not match innocent words', () => {
    for (const text of ['class', 'assume', 'grass is green', 'as shown', 'as soon as she', 'glass-house'])
      passes('ass', text);
    passes('bad', 'Plan B. Ad break!');
    passes('hell', 'hello, shell, othello');
    passes('anal', 'analysis');
    passes('badword', 'bad lands, words');
  });

  it('finds several words, nested words, and words of punctuation only', () => {
    assert.deepEqual(words('she sells his hers', 'he', 'she', 'his', 'hers').sort(), ['hers', 'his', 'she']);
    assert.deepEqual(words('傻逼了', '傻', '傻逼', '逼了').sort(), ['傻', '傻逼', '逼了'].sort());
    finds('🍆', 'look 🍆🍆'.replace('🍆🍆', '🍆'));
    finds('🖕', 'x🖕y');
    passes('🖕', 'x👍y');
  });

  it('does not treat a word as a pattern', () => {
    passes('a.*b', 'axxxb');
    finds('a.*b', 'a.*b');
    assert.deepEqual(words('anything', '', ' ', '\u200b'), []);
  });

  it('masks words letter by letter and keeps the rest', () => {
    const matcher = new WordMatcher(['badword', '傻逼', '🖕']);
    assert.equal(matcher.mask('Ein Bädwörd, ja'), 'Ein *******, ja');
    assert.equal(matcher.mask('b a d w o r d!'), '* * * * * * *!');
    assert.equal(matcher.mask('你是傻逼吗👨‍👩‍👧', '某'), '你是某某吗👨‍👩‍👧');
    assert.equal(matcher.mask('e\u0301 fine 🖕 \u{1f600}'), 'e\u0301 fine * \u{1f600}');
    const clean = 'Nothing\u200b to\u202e see \ud800 here';
    assert.equal(matcher.mask(clean), clean);
  });

  it('takes a number of steps proportional to the text', () => {
    const list = Array.from({ length: 200 }, (_, index) => 'a'.repeat(index + 1)).concat(
      Array.from({ length: 5000 }, (_, index) => `word${index}x`),
    );
    const matcher = new WordMatcher(list);
    for (const unit of ['a', 'a ', 'aab', 'a\u0301\u0323', '\u0301\u0323', '傻', '\u200b']) {
      const textOf = (length: number) => unit.repeat(length / unit.length);
      assert.equal(
        superlinearity((text) => matcher.find(text), textOf, 24_000),
        undefined,
        JSON.stringify(unit),
      );
    }
  });
});
