// The numbers of the text functions: the last value that is allowed, and the first that is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sanitizeLine, sanitizeText } from '../../src/text/sanitize-text.js';
import { foldCase, hasAt, linkRanges, segmentsOf } from '../../src/text/segments.js';
import { parseLinkUrl } from '../../src/text/safe-url.js';

describe('the length of a text', () => {
  it('is at most 2000 UTF-16 units, the last of them an ellipsis when it was cut', () => {
    assert.equal(sanitizeText('x'.repeat(2000)), 'x'.repeat(2000));
    assert.equal(sanitizeText('x'.repeat(2001)), `${'x'.repeat(1999)}…`);
  });

  it('is one less where a character would be cut in two', () => {
    assert.equal(sanitizeText(`${'x'.repeat(1998)}😀xx`), `${'x'.repeat(1998)}…`);
    assert.equal(sanitizeText(`${'x'.repeat(1997)}😀xx`), `${'x'.repeat(1997)}😀…`);
    assert.equal(sanitizeText('abc\u{10FFFF}de', 5), 'abc…');
    assert.equal(sanitizeText('abcd\uE000e', 5), 'abcd…');
    assert.equal(sanitizeText('abc\uD7FFde', 5), 'abc\uD7FF…');
  });

  it('of a name is at most 64', () => {
    assert.equal(sanitizeLine('x'.repeat(64)), 'x'.repeat(64));
    assert.equal(sanitizeLine('x'.repeat(65)), `${'x'.repeat(63)}…`);
    assert.equal(sanitizeLine('x'.repeat(9), 9), 'x'.repeat(9));
  });

  it('is measured after four times as many characters were read', () => {
    assert.equal(sanitizeText(`${'\u200b'.repeat(39)}x`, 10), 'x');
    assert.equal(sanitizeText(`${'\u200b'.repeat(40)}x`, 10), '');
  });
});

describe('the lines of a text', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `l${index + 1}`);

  it('are at most eight: the others are joined to the eighth', () => {
    assert.equal(sanitizeText(lines(8).join('\n')), lines(8).join('\n'));
    assert.equal(sanitizeText(lines(10).join('\n')), [...lines(7), 'l8 l9 l10'].join('\n'));
  });

  it('have at most one empty line between them', () => {
    assert.equal(sanitizeText('a\n\nb'), 'a\n\nb');
    assert.equal(sanitizeText('a\n\n\n\nb\n\n\nc'), 'a\n\nb\n\nc');
    assert.equal(sanitizeText('a\r\nb\rc\u2028d\u0085e'), 'a\nb\nc\nd\ne');
  });

  it('of a name are joined, without empty ones', () => assert.equal(sanitizeLine('a \n\n b\n c'), 'a b c'));
});

describe('the edges of a text', () => {
  it('have no white space and no joiners', () => {
    assert.equal(sanitizeText('  a b  '), 'a b');
    assert.equal(sanitizeText('\u00a0\u200d\n\u3000م b\u00a0\u200c\n'), 'م b');
    assert.equal(sanitizeText('\u00a0'), '');
    assert.equal(sanitizeText('\u200d\u200d'), '');
  });
});

describe('connected characters', () => {
  const initial = '\u1100';

  it('are at most 16 in one cluster, and five marks on one letter', () => {
    for (const count of [1, 15, 16]) assert.equal(sanitizeText(initial.repeat(count)), initial.repeat(count));
    for (const count of [17, 18, 600]) assert.equal(sanitizeText(initial.repeat(count)), initial.repeat(16));
    for (const [count, kept] of [
      [5, 5],
      [6, 5],
      [60, 5],
    ] as const)
      assert.equal(sanitizeText(`a${'\u0301'.repeat(count)}`), `a${'\u0301'.repeat(kept)}`);
    assert.equal(sanitizeText('क्'.repeat(8)), 'क्'.repeat(8));
    assert.equal([...sanitizeText('क्'.repeat(9))].length, 16);
  });

  it('do not join two words: a space ends a cluster', () => {
    const text = `${initial.repeat(16)} ${initial.repeat(16)}`;
    assert.equal(sanitizeText(text), text);
    assert.equal(sanitizeText(`${initial.repeat(17)} ${initial.repeat(17)}`), text);
  });

  // Beyond the scripts of sanitize-text.node.test.ts: every stacker and virama of Unicode, with a letter of its script.
  for (const [name, letter, virama] of [
    ['Bengali', 'ক', '\u09CD'],
    ['Gurmukhi', 'ਕ', '\u0A4D'],
    ['Gujarati', 'ક', '\u0ACD'],
    ['Oriya', 'କ', '\u0B4D'],
    ['Tamil', 'க', '\u0BCD'],
    ['Telugu', 'క', '\u0C4D'],
    ['Kannada', 'ಕ', '\u0CCD'],
    ['Malayalam', 'ക', '\u0D4D'],
    ['Sinhala', 'ක', '\u0DCA'],
    ['Tibetan', 'ཀ', '\u0F84'],
    ['Myanmar', 'က', '\u1039'],
    ['Tagalog', '\u1703', '\u1714'],
    ['Sundanese', '\u1B8A', '\u1BAB'],
    ['Batak', '\u1BC0', '\u1BF2'],
    ['Syloti Nagri', '\uA807', '\uA806'],
    ['Saurashtra', '\uA892', '\uA8C4'],
    ['Rejang', '\uA930', '\uA953'],
    ['Meetei Mayek', '\uABC0', '\uABED'],
    ['Kharoshthi', '\u{10A10}', '\u{10A3F}'],
    ['Brahmi', '\u{11013}', '\u{11046}'],
    ['Kaithi', '\u{1108D}', '\u{110B9}'],
    ['Sharada', '\u{11191}', '\u{111C0}'],
    ['Khojki', '\u{11208}', '\u{11235}'],
    ['Grantha', '\u{11315}', '\u{1134D}'],
    ['Newa', '\u{1140E}', '\u{11442}'],
    ['Tirhuta', '\u{1148F}', '\u{114C2}'],
    ['Siddham', '\u{1158E}', '\u{115BF}'],
    ['Modi', '\u{1160E}', '\u{1163F}'],
    ['Masaram Gondi', '\u{11D0C}', '\u{11D45}'],
    ['Zanabazar Square', '\u{11A0B}', '\u{11A47}'],
    ['Soyombo', '\u{11A5C}', '\u{11A99}'],
    ['Bhaiksuki', '\u{11C0E}', '\u{11C3F}'],
    ['Kawi', '\u{11F12}', '\u{11F42}'],
  ] as const)
    it(`are cut in ${name}, too`, () => {
      const clean = sanitizeText(`x ${`${letter}${virama}`.repeat(300)} y`);
      assert.match(clean, /^x .+ y$/su);
      assert.ok([...clean].length <= 16 + 4, `${[...clean].length} characters`);
    });

  for (const [name, sign] of [
    ['Arabic signs', '\u0605'],
    ['the end of ayah', '\u06DD'],
    ['the Syriac abbreviation mark', '\u070F'],
    ['the disputed end of ayah', '\u08E2'],
    ['the Kaithi number sign', '\u{110BD}'],
  ] as const)
    it(`are cut when they are prepended signs: ${name}`, () => {
      const clean = sanitizeText(`x ${sign.repeat(300)}a y`);
      assert.ok([...clean].length <= 16 + 4, `${[...clean].length} characters`);
      assert.ok(clean.endsWith('a y'));
    });
});

describe('the links of a text', () => {
  it('are at most ten', () => {
    const text = Array.from({ length: 12 }, (_, index) => `https://example.org/${index}`).join(' ');
    const segments = segmentsOf(text);
    assert.equal(segments.filter(({ kind }) => kind === 'link').length, 10);
    assert.equal(segments.map((each) => each.text).join(''), text);
    assert.equal(linkRanges(text).length, 10);
  });

  it('have at most 1024 characters', () => {
    const start = 'https://example.org/';
    const whole = start + 'a'.repeat(1024 - start.length);
    const [link, ...rest] = segmentsOf(whole);
    assert.ok(link?.kind === 'link' && link.text === whole && rest.length === 0);
    assert.ok(parseLinkUrl(whole));
    assert.equal(parseLinkUrl(`${whole}a`), undefined);
    for (const segment of segmentsOf(`${whole}aaa`)) assert.ok(segment.text.length <= 1024);
  });

  it('have a host and a web scheme', () => {
    for (const url of ['http://a.example/', 'HTTPS://a.example/x']) assert.ok(parseLinkUrl(url), url);
    for (const url of ['https://', 'ftp://a.example/', 'https://u@a.example/', 'https://u:p@a.example/', 'a.example'])
      assert.equal(parseLinkUrl(url), undefined, url);
  });

  it('begin and end at their positions', () => {
    assert.deepEqual(
      linkRanges('看 https://a.example/b, http://c.example').map(({ start, end }) => [start, end]),
      [
        [2, 21],
        [23, 39],
      ],
    );
    assert.deepEqual(linkRanges('https:// http:///'), []);
    assert.deepEqual(segmentsOf(''), []);
  });
});

describe('the mentions of a text', () => {
  const ana = { userId: 'ana', names: ['Ana', ''], isSelf: true };
  const anaMaria = { userId: 'maria', names: ['Ana Maria'], isSelf: false };
  const mentions = (text: string, users = [ana, anaMaria]) =>
    segmentsOf(text, users).flatMap((each) => (each.kind === 'mention' ? [each.userId] : []));

  it('are of the user with the longest name that fits, whatever the order', () => {
    assert.deepEqual(mentions('@Ana Maria @Ana Mara'), ['maria', 'ana']);
    assert.deepEqual(mentions('@Ana Maria @Ana Mara', [anaMaria, ana]), ['maria', 'ana']);
  });

  it('may stand at the start, after punctuation and after one another, and need a name', () => {
    assert.deepEqual(mentions('@Ana'), ['ana']);
    assert.deepEqual(mentions('(@Ana)@Ana'), ['ana', 'ana']);
    assert.deepEqual(mentions('@ @@Ana @'), ['ana']);
    assert.deepEqual(mentions('x@Ana 你@Ana _@Ana 1@Ana'), []);
    assert.deepEqual(mentions('@Ana1 @Ana_ @Anaя'), []);
    assert.deepEqual(mentions('@Ana! @Ana你'), ['ana', 'ana']);
  });

  it('are not looked for inside a link', () => {
    assert.deepEqual(mentions('https://example.org/@Ana @Ana'), ['ana']);
  });

  it('are the users of this text only', () => {
    assert.deepEqual(mentions('@Ana', []), []);
    assert.deepEqual([hasAt('a@b'), hasAt('＠'), hasAt('a')], [true, true, false]);
  });
});

describe('foldCase', () => {
  it('keeps the length of a text', () => {
    for (const [text, expected] of [
      ['ABC', 'abc'],
      ['ＡＢＣ', 'abc'],
      ['ß İ ŉ', 'ß İ ŉ'],
      ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ] as const) {
      assert.equal(foldCase(text), expected);
      assert.equal(foldCase(text).length, text.length);
    }
  });
});
