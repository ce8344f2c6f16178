import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasVisibleText } from '../../src/elements/danmaku-layer/danmaku-input.js';
import { sanitizeLine, sanitizeText } from '../../src/text/sanitize-text.js';
import { superlinearity } from '../support/cpu-time.js';

describe('sanitizeText', () => {
  for (const text of [
    'hello',
    '你好，世界！',
    'שלום עולם',
    'مرحبا',
    'می‌خواهم',
    'ไทยแลนด์ที่นี่',
    'क्षत्रिय',
    'བཀྲ་ཤིས་བདེ་ལེགས',
    'café café',
    '👨‍👩‍👧‍👦 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇨🇳 👍🏽 1️⃣',
    'Ünïcödé',
    'Việt Nam ệ',
    'x\ny',
    '(╯°□°)╯︵ ┻━┻',
    'ﷺ',
    '<b>not markup</b>',
  ]) {
    it(`keeps "${text}" as it is`, () => assert.equal(sanitizeText(text), text));
  }

  it('removes bidi controls, so that no text is reversed', () =>
    assert.equal(sanitizeText('abc\u202Efdp.exe\u2066x\u2069'), 'abcfdp.exex'));
  it('removes zero-width characters', () => assert.equal(sanitizeText('ad\u200Bmin\uFEFF\u2060\u00AD'), 'admin'));
  it('keeps one of several joiners in a script that uses them', () =>
    assert.equal(sanitizeText('\u0645\u200D\u200D\u200C\u200D\u0645'), '\u0645\u200D\u0645'));
  for (const [name, character] of [
    ['a ZWNJ', '\u200C'],
    ['a ZWJ', '\u200D'],
    ['a variation selector', '\uFE0F'],
    ['a selector and a joiner', '\uFE0F\u200D'],
    ['a Mongolian selector', '\u180B'],
    ['an unassigned ignorable character', '\uFFF5'],
    ['a control of shorthand', '\u{1BCA1}'],
    ['an unassigned tag', '\u{E0085}'],
    ['a supplementary selector', '\u{E0123}'],
  ])
    it(`removes ${name} between Latin letters, where nobody sees it`, () =>
      assert.equal(sanitizeLine(`S${character}ami`), 'Sami'));
  for (const blank of ['\u{13441}', '\u{13442}', '\u{1D159}', '\uFFFC'])
    it(`recognises U+${blank.codePointAt(0)?.toString(16).toUpperCase()} as blank`, () =>
      assert.equal(sanitizeLine(`${blank}${blank}`), ''));
  for (const [name, chain] of [
    ['Hangul initials', '\u1100'],
    ['Khmer', '\u1780\u17D2'],
    ['Javanese', '\uA98F\uA9C0'],
    ['Balinese', '\u1B13\u1B44'],
    ['Tai Tham', '\u1A20\u1A60'],
    ['Chakma', '\u{11107}\u{11133}'],
    ['Devanagari', '\u0915\u094D'],
    ['emoji', '\u{1F469}\u200D'],
    ['Arabic number signs', '\u0600'],
    ['Malayalam dot reph', '\u0D4E'],
  ] as const)
    it(`cuts a chain of connected ${name} that no row can hold`, () => {
      const clean = sanitizeText(`x ${chain.repeat(600)} y`);
      const longest = Math.max(...clean.split(' ').map((part) => [...part].length));
      assert.ok(longest <= 16, `${longest}`);
      assert.match(clean, /^x .*y$/su);
    });
  it('keeps the visible character at the end of a chain of prepended signs', () => {
    assert.equal(sanitizeText(`${'\u0600'.repeat(600)}a`), `${'\u0600'.repeat(15)}a`);
    assert.equal(sanitizeText(`${'\u0600'.repeat(600)}😀b`), `${'\u0600'.repeat(15)}😀b`);
    assert.equal(sanitizeText('\u0600'.repeat(600)), '');
  });
  it('keeps a long Korean text of single jamo', () => {
    const text = '\uD55C\uAD6D\uC5B4\uC785\uB2C8\uB2E4'.normalize('NFD').repeat(9);
    assert.equal(sanitizeText(text), text);
  });
  it('removes control characters', () => assert.equal(sanitizeText('a\u0000b\u001B[31mc\u009Bd'), 'ab[31mcd'));
  it('removes hidden tag characters', () => assert.equal(sanitizeText('hi\u{E0041}\u{E0042}'), 'hi'));
  it('keeps five marks on one letter', () =>
    assert.equal(sanitizeText(`z${'\u0301'.repeat(50)}`), `z${'\u0301'.repeat(5)}`));
  it('makes lone surrogates visible', () => assert.equal(sanitizeText('a\uD800b'), 'a\uFFFDb'));
  it('recognises a text in which nothing is visible', () => {
    for (const text of ['\u3164\u2800\u200B \u115F\u0301', '\u{E0FFF}', '\uFFFF', '\uFDD0 ', '\u2065\uFFF0', '\u0600'])
      assert.equal(sanitizeText(text), '', JSON.stringify(text));
  });
  it('keeps private characters and characters that this Unicode version does not have', () => {
    for (const text of [
      '\uF8FF',
      '\uE001',
      '\u{F0000}',
      '\u{100001}',
      '\u{1FAEB}',
      '\u{1FAFF}\uFE0F',
      '\u0378',
      '\u{3FFFD}',
    ]) {
      assert.equal(sanitizeText(text), text);
      assert.equal(hasVisibleText(text), true, JSON.stringify(text));
    }
  });
  it('keeps eight lines and joins the rest to the last', () => {
    const text = sanitizeText(Array.from({ length: 100 }, (_, index) => `l${index}`).join('\r\n'));
    assert.equal(text.split('\n').length, 8);
    assert.ok(text.endsWith('l99'));
  });
  it('cuts a long text between code points', () => {
    const text = sanitizeText('😀'.repeat(5000));
    assert.ok(text.length <= 2000);
    assert.equal(text.match(/\p{Surrogate}/u), null);
    assert.ok(text.endsWith('…'));
  });
  it('keeps the longest emoji and the longest connected syllables whole', () => {
    for (const real of ['👨‍👩‍👧‍👦', '👩🏽‍❤️‍💋‍👨🏿', 'र्त्स्न्य', 'നിസ്സംഗത്വം']) assert.equal(sanitizeText(real), real);
  });
  it('makes one line of a name', () => assert.equal(sanitizeLine('A\nna\u2028B'), 'A na B'));
  it('takes a number of steps proportional to the length of hostile texts', () => {
    for (const unit of [
      '\u0301',
      '\u200D',
      'a\u200D',
      '\u{E0100}',
      '\n',
      '\u{1F3F4}\u{E0067}',
      ' \u200D',
      'a\u0301\u200D\u0301',
      'क्',
      'क\u093C\u094D\u200D',
      'क\u094D\u094D',
    ]) {
      const slow = superlinearity(sanitizeText, (length) => unit.repeat(length / unit.length), 400_000);
      assert.equal(slow, undefined, JSON.stringify(unit));
    }
  });
});
