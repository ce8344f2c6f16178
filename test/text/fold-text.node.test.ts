// How a text is folded: which characters become units, where each stands, and what separates it from the one before.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  foldText,
  GAP_APOSTROPHE,
  GAP_JOINING,
  GAP_LINE_BREAK,
  GAP_SPACE,
  GAP_STOP,
} from '../../src/text/fold-text.js';
import { WordMatcher } from '../../src/text/word-matcher.js';

const folded = (text: string, keepSymbols = false) =>
  foldText(text, keepSymbols)
    .map((unit) => unit.text)
    .join('');
const gapBefore = (separator: string) => foldText(`a${separator}b`)[1]?.gap;

/** The lengths of all strings that are put into a normal form while `run` works. */
function normalizedLengths(test: TestContext, run: () => void): number[] {
  const lengths: number[] = [];
  const { normalize } = String.prototype;
  const mocked = test.mock.method(String.prototype, 'normalize', function (this: string, form?: string) {
    lengths.push([...this].length);
    return normalize.call(this, form);
  });
  run();
  mocked.mock.restore();
  return lengths;
}

describe('foldText', () => {
  it('gives each unit its position, in UTF-16 units', () => {
    assert.deepEqual(foldText('A é\u{1F600}ｂ'), [
      { text: 'a', start: 0, end: 1, gap: GAP_SPACE },
      { text: 'e', start: 2, end: 3, gap: GAP_SPACE },
      { text: 'b', start: 5, end: 6, gap: GAP_STOP },
    ]);
  });

  it('makes several units with the same position of one character that stands for several letters', () => {
    assert.deepEqual(
      foldText('ﬁß').map(({ text, start, end }) => [text, start, end]),
      [
        ['f', 0, 1],
        ['i', 0, 1],
        ['s', 1, 2],
        ['s', 1, 2],
      ],
    );
  });

  it('distinguishes what stands between two letters', () => {
    for (const separator of ['', '\u200b', '\u00ad', '\u0000', '\u{E0100}']) assert.equal(gapBefore(separator), 0);
    for (const separator of [' ', '\t', '\u3000', '\u2800', '  ']) assert.equal(gapBefore(separator), GAP_SPACE);
    for (const separator of ['\n', '\r', '\f', '\v', '\x85', '\u2028', '\u2029'])
      assert.equal(gapBefore(separator), GAP_LINE_BREAK, JSON.stringify(separator));
    for (const separator of [
      '-',
      '‐',
      '‒',
      '−',
      '⁃',
      '_',
      '*',
      '#',
      '^',
      '+',
      '=',
      '|',
      '$',
      '@',
      '·',
      '•',
      '・',
      '＊',
    ])
      assert.equal(gapBefore(separator), GAP_JOINING, separator);
    for (const separator of ["'", '’', '‘', 'ʼ', '`', '´', '＇'])
      assert.equal(gapBefore(separator), GAP_APOSTROPHE, separator);
    for (const separator of ['.', ',', '!', '“', '(', '—', '😀', '→', '。'])
      assert.equal(gapBefore(separator), GAP_STOP, separator);
    assert.equal(gapBefore('. \n'), GAP_STOP | GAP_SPACE | GAP_LINE_BREAK);
    assert.equal(gapBefore('-*'), GAP_JOINING);
  });

  it('treats the start of a text as a space, and forgets a gap after the next unit', () => {
    assert.deepEqual(
      foldText('a b.c').map(({ gap }) => gap),
      [GAP_SPACE, GAP_SPACE, GAP_STOP],
    );
    assert.deepEqual(
      foldText('.ab').map(({ gap }) => gap),
      [GAP_SPACE | GAP_STOP, 0],
    );
  });

  it('keeps symbols as units on demand, in one spelling', () => {
    assert.equal(folded('c++ <3', true), 'c++<3');
    assert.equal(folded('c++ <3'), 'c3');
    assert.equal(folded('‐‒–−⁃-', true), '------');
    assert.equal(folded('’‘ʼ´`“”', true), `'''''""`);
    assert.equal(folded('＄！', true), '$!');
    assert.deepEqual(
      foldText('+ +', true).map(({ gap }) => gap),
      [GAP_SPACE, GAP_SPACE],
    );
  });

  it('folds letters that have no base letter in Unicode', () => {
    assert.equal(folded('øđðłħŧıæœßþςىیک'), 'oddlhtiaeoessthσييك');
    assert.equal(folded('ÅÇÑŻ'), 'acnz');
    assert.equal(folded('İ'), 'i');
  });

  it('keeps the vowel signs and voicing marks that make another letter', () => {
    assert.equal(folded('कूल'), 'कूल');
    assert.equal(folded('が'), 'が');
    assert.equal(folded('か\u3099'), 'が');
    assert.equal(folded('बड़ा'), 'बडा');
    assert.equal(folded('ก่า'), 'ก่า');
  });

  it('adds the strokes that make a word longer to the letter before', () => {
    assert.deepEqual(
      foldText('كـــب').map(({ start, end }) => [start, end]),
      [
        [0, 4],
        [4, 5],
      ],
    );
    assert.deepEqual(
      foldText('ك ـب').map(({ start, end }) => [start, end]),
      [
        [0, 1],
        [3, 4],
      ],
    );
    assert.deepEqual(
      foldText('ﻻـ').map(({ end }) => end),
      [2, 2],
    );
  });

  it('puts at most 32 characters into a normal form at once, because that takes quadratic time', (test) => {
    const pile = '\u0301\u0316'.repeat(5000);
    for (const text of [`a${pile}b`, pile, `가${pile}`, `x${'\uFF9E'.repeat(9999)}`]) {
      const lengths = normalizedLengths(test, () => foldText(text, true));
      assert.ok(lengths.length > 100, 'it was folded piece by piece');
      assert.equal(Math.max(...lengths), 32);
    }
  });

  it('finds a word behind a pile of marks of any size', () => {
    for (const count of [1, 30, 31, 32, 33, 64, 5000])
      assert.equal(new WordMatcher(['badword']).find(`ba${'\u0301'.repeat(count)}dword`).length, 1, String(count));
  });
});
