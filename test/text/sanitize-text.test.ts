// The sanitiser consists of regular expressions, whose engines differ: WebKit's lookbehind finds no emoji.
import { expect } from 'chai';
import '../support/console-guard.js';
import { sanitizeText } from '../../src/text/sanitize-text.js';

const VIRAMA_OF_BRAHMI = '\u{11013}\u{11046}';

describe('sanitizeText in this browser', () => {
  const unchanged = {
    'a family': '👨\u200D👩\u200D👦',
    'a profession with a skin tone': '🧑🏿\u200D🚀',
    'an emoji with a variation selector and a joiner': '🏳\uFE0F\u200D🌈',
    'a flag of a region': '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    'a keycap': '7\uFE0F\u20E3',
    'Persian with a non-joiner': 'نمی\u200Cدانم',
    'a Sinhala conjunct': 'ක්\u200Dර',
    'a Brahmi letter with a joiner': '\u{11013}\u200D\u{11013}',
    'a rare form of a Han character': '辻\u{E0101}',
    'a Mongolian letter with a selector and a joiner': '\u1828\u180C\u200D',
  };
  for (const [name, text] of Object.entries(unchanged))
    it(`keeps ${name}`, () => expect(sanitizeText(`a ${text} b`)).to.equal(`a ${text} b`));

  const cleaned: Record<string, readonly [raw: string, clean: string]> = {
    'a joiner after a Latin letter': ['a\u200Db', 'ab'],
    'the second of two joiners': ['👩\u200D\u200D👦', '👩\u200D👦'],
    'a variation selector after a letter': ['x\uFE0Fy', 'xy'],
    'tags without a flag': ['x\u{E0067}\u{E007F}y', 'xy'],
    'a bidi mark before a joiner of Arabic': ['ا\u061C\u200Dب', 'اب'],
    'an isolate': ['\u2067abc\u2069', 'abc'],
  };
  for (const [name, [raw, clean]] of Object.entries(cleaned))
    it(`removes ${name}`, () => expect(sanitizeText(raw)).to.equal(clean));

  it('cuts a chain of connected letters beyond the BMP', () => {
    expect([...sanitizeText(VIRAMA_OF_BRAHMI.repeat(40))]).to.have.length(16);
    expect(sanitizeText(VIRAMA_OF_BRAHMI.repeat(8))).to.equal(VIRAMA_OF_BRAHMI.repeat(8));
  });
});
