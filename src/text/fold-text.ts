// Text as a reader sees it: width, case, accents, vowel signs and invisible characters are folded away, and each folded
// unit keeps its position in the original. One pass, no backtracking.

/** One letter, digit or symbol in its folded form, with its position. */
export interface FoldedUnit {
  /** Lower case, without accents. */
  readonly text: string;
  /** In UTF-16 units of the original. */
  readonly start: number;
  /** The end of the character, with the stretching strokes (kashida) after it. */
  end: number;
  /** What stands between this unit and the one before it: 0 for nothing, otherwise a sum of the `GAP_` flags. */
  readonly gap: number;
}

/** White space within a line; also the start of the text. */
export const GAP_SPACE = 1;
export const GAP_LINE_BREAK = 2;
/** A hyphen, an asterisk and other symbols that do not end a word or a sentence. */
export const GAP_JOINING = 4;
export const GAP_APOSTROPHE = 8;
/** Sentence punctuation, quotes, brackets, emoji and all other symbols. */
export const GAP_STOP = 16;

const LINE_BREAK = /[\n\v\f\r\x85\u2028\u2029]/;
const SPACE = /^[\s\x85\u2800]/;
const JOINING = /^[-‐‒−⁃_*#^+=|$@·•∙⋅・‧]$/;
const APOSTROPHE = /^['’‘ʼ`´]$/;

/** Letters that Unicode does not decompose into a base and an accent, and variants that readers do not distinguish. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
};
/** Spellings of one symbol in an entry and in a text. */
const SAME_SYMBOLS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‒': '-',
  '–': '-',
  '−': '-',
  '⁃': '-',
};
/** Letters that are complete without the marks on them: accents, vowel signs and points are left out in writing. */
const COMPLETE_LETTER =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Ethiopic}\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{N}]/u;
/** All marks except the voicing marks of kana, which make another letter. */
const MARKS = /(?![\u3099\u309A])\p{M}/gu;
/**
 * Marks that mean no more than an accent on a letter of any script, and nuktas. The other marks of Indic and Southeast
 * Asian scripts are vowels and stay.
 */
const ACCENTS =
  /(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Cyrillic}\p{Me}\u093C\u09BC\u0A3C\u0ABC\u0B3C\u0CBC]/gu;
/** Strokes that make an Arabic or N'Ko word longer. */
const STRETCHING = /^[\u0640\u07FA]/;
/** Beside these, control characters that are no white space. */
const INVISIBLE =
  /[\p{Cf}\u0640\u07FA\u115f\u1160\u17b4\u17b5\u3164\uffa0\u034f\u180b-\u180f\ufe00-\ufe0f\u{E0100}-\u{E01EF}]/u;
const CONTROL = /\p{Cc}/u;
const ASCII_LETTER = /^[a-z\d]$/i;
export const LETTER = /[\p{L}\p{N}\p{M}]/u;

/**
 * A base character with the marks on it. A pile of marks is cut up, because the time to put them in order is quadratic
 * in their number.
 */
const CLUSTER = /[^\p{M}\uFF9E\uFF9F][\p{M}\uFF9E\uFF9F]{0,31}|[\p{M}\uFF9E\uFF9F]{1,32}/gu;

/** The folded form of one cluster; '' for a separator, undefined for what cannot be seen. */
function fold(cluster: string): string | undefined {
  if (ASCII_LETTER.test(cluster)) return cluster.toLowerCase();
  const plain = cluster.normalize('NFKD');
  const marks = COMPLETE_LETTER.test(plain) ? MARKS : ACCENTS;
  const bare = plain.replace(marks, '').normalize('NFC').toLowerCase();
  let folded = '';
  let isVisible = false;
  for (const character of bare) {
    if (INVISIBLE.test(character) || (CONTROL.test(character) && !SPACE.test(character))) continue;
    isVisible = true;
    // One of the apostrophes is a letter to Unicode.
    if (LETTER.test(character) && !APOSTROPHE.test(character)) folded += WHOLE_LETTERS[character] ?? character;
  }
  return isVisible ? folded : undefined;
}

function foldSymbol(cluster: string): string {
  // An acute accent by itself is a space with a mark in the normal form.
  const symbol = Object.hasOwn(SAME_SYMBOLS, cluster) ? cluster : cluster.normalize('NFKC').replace(ACCENTS, '').trim();
  return SAME_SYMBOLS[symbol] ?? symbol;
}

function gapOf(cluster: string): number {
  if (LINE_BREAK.test(cluster)) return GAP_LINE_BREAK;
  if (SPACE.test(cluster)) return GAP_SPACE;
  if (APOSTROPHE.test(cluster)) return GAP_APOSTROPHE;
  const plain = cluster.normalize('NFKC').replace(ACCENTS, '');
  return JOINING.test(plain) ? GAP_JOINING : APOSTROPHE.test(plain) ? GAP_APOSTROPHE : GAP_STOP;
}

/**
 * Folds a text. With `keepSymbols`, symbols and punctuation are units too and only white space separates: for words
 * such as an emoji or "c++".
 */
export function foldText(text: string, keepSymbols = false): FoldedUnit[] {
  const units: FoldedUnit[] = [];
  let gap = GAP_SPACE;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    let folded = fold(cluster);
    if (folded === undefined) {
      const last = units.at(-1);
      if (last?.end === index && STRETCHING.test(cluster))
        for (let at = units.length - 1; units[at]?.start === last.start; at--)
          (units[at] as FoldedUnit).end = index + cluster.length;
      continue;
    }
    if (folded === '' && keepSymbols) folded = foldSymbol(cluster);
    if (folded === '') {
      gap |= gapOf(cluster);
      continue;
    }
    for (const character of folded) {
      units.push({ text: character, start: index, end: index + cluster.length, gap });
      gap = 0;
    }
  }
  return units;
}
