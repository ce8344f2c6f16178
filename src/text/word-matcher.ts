// Folds a text to what a reader sees: without differences of width, case, accents and invisible characters. Each folded
// unit keeps its position in the original. One pass, no backtracking.

/** One letter or digit, and its position in the original text. */
interface FoldedUnit {
  /** Lower case, without accents. */
  readonly text: string;
  /** In UTF-16 units of the original. */
  readonly start: number;
  readonly end: number;
  /** There is a space, punctuation or a symbol between this unit and the previous one, or no previous one. */
  readonly afterGap: boolean;
}

/** Letters that Unicode does not decompose into a base and an accent. */
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
/** Accents of Latin, Greek and Cyrillic, and variation selectors. Marks of other scripts change the meaning and stay. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/g;
/** Invisible characters; control characters that are not white space are invisible, too. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u17b4\u17b5\u3164\uffa0\u034f\u180b-\u180f\ufe00-\ufe0f]/u;
const CONTROL = /\p{Cc}/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** A base character with its marks. At most 32 marks: normalising them takes quadratic time. */
const CLUSTER = /\P{M}\p{M}{0,31}|\p{M}{1,32}/gu;

/** The folded cluster; '' for a separator, undefined for an invisible one. */
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
 * Folds a text. With `keepSymbols`, symbols and punctuation are units too, and only white space separates: for listed
 * words such as an emoji.
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

// Finds listed words in a text in one pass, whatever their number: the Aho-Corasick automaton over folded text. Listed
// words are never used as regular expressions. The time is linear in the length of the text, multiplied at most by the
// number of different lengths of words.

/** The position of a word, in UTF-16 units of the text. */
export interface WordMatch {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

interface State {
  readonly next: Map<string, State>;
  fail: State | undefined;
  /** The nearest state along `fail` at which a word ends. */
  ending: State | undefined;
  word: Pattern | undefined;
}

interface Pattern {
  readonly word: string;
  readonly length: number;
  /** Indexes of units before which the listed word itself has a gap. */
  readonly gaps: ReadonlySet<number>;
}

/** Scripts without spaces between words, or with suffixes: a word may be part of a longer run of letters. */
const NO_WORD_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const DIGIT = /\p{N}/u;
/** A shorter word split into several parts is more often two harmless words ("plan b. ad") than one hidden word. */
const MIN_SPLIT_LENGTH = 5;

const newState = (): State => ({ next: new Map(), fail: undefined, ending: undefined, word: undefined });

function buildAutomaton(patterns: readonly (readonly [readonly FoldedUnit[], Pattern])[]): State {
  const root = newState();
  for (const [units, pattern] of patterns) {
    let state = root;
    for (const { text } of units) {
      let next = state.next.get(text);
      if (!next) state.next.set(text, (next = newState()));
      state = next;
    }
    state.word ??= pattern;
  }
  const queue: State[] = [root];
  for (const state of queue) {
    for (const [text, next] of state.next) {
      let fail = state.fail;
      while (fail && !fail.next.has(text)) fail = fail.fail;
      next.fail = fail?.next.get(text) ?? root;
      next.ending = next.fail.word ? next.fail : next.fail.ending;
      queue.push(next);
    }
  }
  return root;
}

/** A folded text with prefix sums, so that any part of it can be checked in constant time. */
class FoldedText {
  readonly #gaps: Uint32Array;
  readonly #unspaced: Uint32Array;
  /** 1 where a word may begin, or the previous one may end. */
  readonly #boundaries: Uint8Array;

  constructor(readonly units: readonly FoldedUnit[]) {
    this.#gaps = new Uint32Array(units.length + 1);
    this.#unspaced = new Uint32Array(units.length + 1);
    this.#boundaries = new Uint8Array(units.length + 1).fill(1);
    let wasUnspaced = true;
    let wasDigit = false;
    units.forEach(({ text, afterGap }, index) => {
      const isUnspaced = NO_WORD_SPACES.test(text);
      const isDigit = DIGIT.test(text);
      this.#gaps[index + 1] = (this.#gaps[index] ?? 0) + (afterGap ? 1 : 0);
      this.#unspaced[index + 1] = (this.#unspaced[index] ?? 0) + (isUnspaced ? 1 : 0);
      this.#boundaries[index] = afterGap || isUnspaced || wasUnspaced || isDigit !== wasDigit ? 1 : 0;
      wasUnspaced = isUnspaced;
      wasDigit = isDigit;
    });
  }

  /** True when a reader sees the units from `first` to `last` as the word, and not as a part of other words. */
  isWholeWord(first: number, last: number, { gaps, length }: Pattern): boolean {
    if (!this.#boundaries[first] || !this.#boundaries[last + 1]) return false;
    const allGaps = this.#count(this.#gaps, first + 1, last + 1);
    if (
      allGaps === 0 ||
      allGaps === length - 1 ||
      length >= MIN_SPLIT_LENGTH ||
      this.#count(this.#unspaced, first, last + 1) > 0
    )
      return true;
    let listedGaps = 0;
    for (const gap of gaps) if (gap > 0 && this.units[first + gap]?.afterGap) listedGaps += 1;
    return allGaps === listedGaps;
  }

  #count(sums: Uint32Array, from: number, to: number): number {
    return (sums[to] ?? 0) - (sums[from] ?? 0);
  }
}

/** Finds a set of words. The words are plain text, not patterns. */
export class WordMatcher {
  readonly #letters: State;
  readonly #symbols: State | undefined;

  constructor(words: Iterable<string>) {
    const letters: [FoldedUnit[], Pattern][] = [];
    const symbols: [FoldedUnit[], Pattern][] = [];
    for (const word of words) {
      const units = foldText(word);
      const [into, used] = units.length > 0 ? [letters, units] : [symbols, foldText(word, true)];
      const gaps = new Set(used.flatMap((unit, index) => (unit.afterGap ? [index] : [])));
      if (used.length > 0) into.push([used, { word, length: used.length, gaps }]);
    }
    this.#letters = buildAutomaton(letters);
    this.#symbols = symbols.length > 0 ? buildAutomaton(symbols) : undefined;
  }

  /** The listed words that a reader sees in the text; of those that end at the same letter, the longest. */
  find(text: string): WordMatch[] {
    const folded = new FoldedText(foldText(text));
    const matches = this.#search(this.#letters, folded.units, (first, last, pattern) =>
      folded.isWholeWord(first, last, pattern),
    );
    if (!this.#symbols) return matches;
    return matches.concat(this.#search(this.#symbols, foldText(text, true), () => true));
  }

  /** The text with each letter of the listed words replaced; spaces between the letters stay. */
  mask(text: string, character = '*'): string {
    const matches = this.find(text);
    if (matches.length === 0) return text;
    const hidden = new Uint8Array(text.length);
    for (const { start, end } of matches) hidden.fill(1, start, end);
    let masked = '';
    let position = 0;
    for (const { start, end } of foldText(text, true)) {
      if (start < position) continue; // a second letter of the same character
      masked += text.slice(position, start) + (hidden[start] === 1 ? character : text.slice(start, end));
      position = end;
    }
    return masked + text.slice(position);
  }

  #search(
    root: State,
    units: readonly FoldedUnit[],
    accept: (first: number, last: number, pattern: Pattern) => boolean,
  ): WordMatch[] {
    const matches: WordMatch[] = [];
    let state: State = root;
    units.forEach(({ text, end }, last) => {
      while (state !== root && !state.next.has(text)) state = state.fail ?? root;
      state = state.next.get(text) ?? root;
      for (let found = state.word ? state : state.ending; found; found = found.ending) {
        if (!found.word) continue;
        const first = last - found.word.length + 1;
        if (!accept(first, last, found.word)) continue;
        matches.push({ word: found.word.word, start: units[first]?.start ?? 0, end });
        break; // other words that end here are part of this one
      }
    });
    return matches;
  }
}
