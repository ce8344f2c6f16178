// Text as a reader's eye takes it: width, case, accents and invisible characters folded away, with the way back to
// where
// each folded unit stood. One pass, no backtracking.

/** One letter or digit as it reads, and where it stood. */
export interface FoldedUnit {
  /** Lower case, without accents. */
  readonly text: string;
  /** In UTF-16 units of the original. */
  readonly start: number;
  readonly end: number;
  /** Space, punctuation or a symbol stood between this and the unit before it (or there is none before it). */
  readonly afterGap: boolean;
}

/** Letters that Unicode does not take apart into a base and an accent. */
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
};
/**
 * Accents of Latin, Greek and Cyrillic, and selectors of presentation. Marks of other scripts carry meaning and stay.
 */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/g;
/** Beside these, control characters that are no white space. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u17b4\u17b5\u3164\uffa0\u034f\u180b-\u180f\ufe00-\ufe0f]/u;
const CONTROL = /\p{Cc}/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;

/**
 * A base character with the marks on it; a pile of marks is cut up, because putting them in order costs the square of
 * their number.
 */
const CLUSTER = /\P{M}\p{M}{0,31}|\p{M}{1,32}/gu;

/** What one cluster reads as; '' for what separates, undefined for what cannot be seen. */
function fold(cluster: string): string | undefined {
  const bare = cluster.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
  let folded = '';
  let isVisible = false;
  for (const character of bare) {
    if (INVISIBLE.test(character) || (CONTROL.test(character) && !/\s/.test(character))) continue;
    isVisible = true;
    if (WORD.test(character)) folded += WHOLE_LETTERS[character] ?? character;
  }
  return isVisible ? folded : undefined;
}

/**
 * Folds a text. With `keepSymbols`, symbols and punctuation are units too and only white space separates: for words
 * such as an emoji.
 */
export function foldText(text: string, keepSymbols = false): FoldedUnit[] {
  const units: FoldedUnit[] = [];
  let afterGap = true;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    let folded = fold(cluster);
    if (folded === undefined) continue;
    if (folded === '' && keepSymbols) folded = cluster.normalize('NFKC').replace(ACCENTS, '').trim();
    if (folded === '') {
      afterGap = true;
      continue;
    }
    for (const character of folded) {
      units.push({ text: character, start: index, end: index + cluster.length, afterGap });
      afterGap = false;
    }
  }
  return units;
}
