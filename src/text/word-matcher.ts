// Finds listed words in a text in one pass, whatever their number (Aho-Corasick automaton over folded text). No regular
// expressions from users. The time is linear in the text: only the number of different lengths of words multiplies it.
import {
  type FoldedUnit,
  GAP_SPACE,
  GAP_LINE_BREAK,
  GAP_JOINING,
  GAP_APOSTROPHE,
  GAP_STOP,
  LETTER,
  foldText,
} from './fold-text.js';

/** A part of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The position of a word in a text. */
export interface WordMatch extends TextRange {
  readonly word: string;
}

interface State {
  readonly next: Map<string, State>;
  fail: State | undefined;
  /** The nearest state along `fail` at which a word ends. */
  ending: State | undefined;
  word: Pattern | undefined;
}

interface Pattern {
  readonly length: number;
  /** Whether the word has a letter or a digit. */
  readonly hasLetters: boolean;
  /** All entries with these letters. */
  readonly entries: Entry[];
}

interface Entry {
  readonly word: string;
  /** Positions before which the listed word itself has a gap, and the gaps. */
  readonly gaps: ReadonlyMap<number, number>;
}

/** Written without spaces between words, or with endings attached: a word may stand inside a longer run. */
const NO_WORD_BOUNDARIES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const HAN = /\p{Script=Han}/u;
const DIGIT = /\p{N}/u;
/** Shorter words that are split into pieces are more often innocent words ("plan b. ad") than one hidden word. */
const MIN_SPLIT_LENGTH = 5;
/** Shorter words beside a digit are more often part of a code ("3XX") than a word. */
const MIN_LENGTH_BESIDE_DIGIT = 4;
/** An abbreviated word after an apostrophe: 's, 'm, 'll, 're. */
const MAX_CONTRACTION = 2;
/** A ligature is one cluster of several units, at most 18. */
const MAX_CLUSTER_UNITS = 18;
/** Letters that are words of their own in Latin and Cyrillic languages: "a hole", "и мя". */
const ONE_LETTER_WORD = /[aeiouyаеиоуэюявкс]/;

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
    if (state.word) state.word.entries.push(...pattern.entries);
    else state.word = pattern;
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

/** How many of the first n units have a property, for every n. */
type Counts = Uint32Array;

const countIn = (counts: Counts, from: number, to: number): number => (counts[to] ?? 0) - (counts[from] ?? 0);

/** More than white space within a line and joining symbols. */
const isStop = (gap: number): boolean => (gap & (GAP_STOP | GAP_LINE_BREAK)) !== 0;
/** A gap that two words or two sentences have between them. */
const isParting = (gap: number): boolean => (gap & ~GAP_JOINING) !== 0;
const isSentenceEnd = (gap: number): boolean => (gap & GAP_STOP) !== 0 && (gap & (GAP_SPACE | GAP_LINE_BREAK)) !== 0;

/** A folded text with counts of its properties, so that any range is judged in constant time. */
class FoldedText {
  readonly #clusters: Counts;
  readonly #gaps: Counts;
  readonly #partings: Counts;
  readonly #stops: Counts;
  readonly #sentenceEnds: Counts;
  readonly #apostrophes: Counts;
  /** The second cluster of each piece between two gaps: as many as there are pieces of several letters. */
  readonly #seconds: Counts;
  readonly #withoutBoundaries: Counts;
  readonly #han: Counts;
  /** Whether a word may start at a unit, or end before it: 0 no, 1 only because of a digit, 2 yes. */
  readonly #starts: Uint8Array;
  readonly #ends: Uint8Array;

  constructor(readonly units: readonly FoldedUnit[]) {
    const startsCluster = (index: number) => units[index]?.start !== units[index - 1]?.start;
    let isFirstOfPiece = false;
    this.#clusters = this.#counts((_unit, index) => startsCluster(index));
    this.#gaps = this.#counts(({ gap }) => gap !== 0);
    this.#partings = this.#counts(({ gap }) => isParting(gap));
    this.#stops = this.#counts(({ gap }) => isStop(gap));
    this.#sentenceEnds = this.#counts(({ gap }) => isSentenceEnd(gap));
    this.#apostrophes = this.#counts(({ gap }) => (gap & GAP_APOSTROPHE) !== 0);
    this.#seconds = this.#counts(({ gap }, index) => {
      if (gap === 0 && !startsCluster(index)) return false;
      const isSecond = gap === 0 && isFirstOfPiece;
      isFirstOfPiece = gap !== 0;
      return isSecond;
    });
    this.#withoutBoundaries = this.#counts(({ text }) => NO_WORD_BOUNDARIES.test(text));
    this.#han = this.#counts(({ text }) => HAN.test(text));
    const letters = this.#counts(({ text }) => LETTER.test(text));
    const digits = this.#counts(({ text }) => DIGIT.test(text));
    this.#starts = new Uint8Array(units.length + 1).fill(2);
    this.#ends = new Uint8Array(units.length + 1).fill(2);
    for (let index = 1; index < units.length; index++) {
      const gap = units[index]?.gap ?? 0;
      if (gap === GAP_APOSTROPHE) {
        if (this.#isContraction(index)) this.#starts[index] = 0;
        if (this.#isPieceOfOne(index - 1)) this.#ends[index] = 0; // the elided article of the next word
      }
      if (gap !== 0 || countIn(this.#withoutBoundaries, index - 1, index + 1) > 0) continue;
      const isDigitEdge = countIn(digits, index - 1, index + 1) === 1;
      if (countIn(letters, index - 1, index) > 0) this.#starts[index] = isDigitEdge ? 1 : 0;
      if (countIn(letters, index, index + 1) > 0)
        this.#ends[index] = !isDigitEdge ? 0 : countIn(letters, index - 1, index) > 0 ? 1 : 2; // "c++11"
    }
  }

  /** The entry that the units from `first` to `last` read as; undefined when they are pieces of other words. */
  entryAt(first: number, last: number, { entries, hasLetters }: Pattern): Entry | undefined {
    const entry = entries[0];
    if (!hasLetters) return entry;
    const end = last + 1;
    const starts = this.#starts[first] ?? 0;
    const ends = this.#ends[end] ?? 0;
    const edge = starts < ends ? starts : ends;
    if (edge === 0) return undefined;
    const letters = countIn(this.#clusters, first, end);
    if (edge === 1 && letters < MIN_LENGTH_BESIDE_DIGIT) return undefined;
    const gaps = countIn(this.#gaps, first + 1, end);
    if (gaps === 0) return entry;
    const stops = countIn(this.#stops, first + 1, end);
    const isHan = countIn(this.#han, first, end) === end - first;
    const isSpaced = countIn(this.#withoutBoundaries, first, end) === 0;
    const written = entries.find(({ gaps: own }) => this.#hasOnly(own, first, gaps, isSpaced ? isSentenceEnd : isStop));
    // Korean has spaces between words: what is attached to the letter before is another word.
    if (written && (isSpaced || isHan || this.units[first]?.gap !== 0)) return written;
    const isHidden = isSpaced
      ? this.#isSplitWord(first, end, letters, gaps)
      : countIn(this.#partings, first + 1, end) === 0 ||
        (stops === 0 && isHan) ||
        (this.#isApart(first, end) && (stops === 0 || gaps === letters - 1));
    return isHidden ? entry : undefined;
  }

  /** Whether the pieces of a word with spaces between words are one word that somebody split, and not several words. */
  #isSplitWord(first: number, end: number, letters: number, gaps: number): boolean {
    if (gaps === letters - 1)
      return letters > 3 || (letters === 3 && !this.#isPieceOfOne(first - 1) && !this.#isPieceOfOne(end));
    if (letters < MIN_SPLIT_LENGTH) return false;
    if (countIn(this.#partings, first + 1, end) === 0 || (gaps >= 3 && gaps * 2 >= letters - 1)) return true;
    return (
      this.#longPieces(first, end) <= 1 &&
      countIn(this.#sentenceEnds, first + 1, end) === 0 &&
      countIn(this.#apostrophes, first + 1, end) === 0 &&
      !(gaps === 1 && this.#hasOneLetterWord(first, end - 1))
    );
  }

  /** Whether there are gaps on both sides. */
  #isApart(first: number, end: number): boolean {
    return this.units[first]?.gap !== 0 && this.units[end]?.gap !== 0;
  }

  #counts(has: (unit: FoldedUnit, index: number) => boolean): Counts {
    const counts = new Uint32Array(this.units.length + 1);
    this.units.forEach((unit, index) => (counts[index + 1] = (counts[index] ?? 0) + (has(unit, index) ? 1 : 0)));
    return counts;
  }

  /** Whether the text has gaps only where the entry has one: a hyphen for a hyphen, no end of a phrase for a space. */
  #hasOnly(
    own: ReadonlyMap<number, number>,
    first: number,
    gaps: number,
    endsPhrase: (gap: number) => boolean,
  ): boolean {
    let found = 0;
    for (const [index, kind] of own) {
      const gap = this.units[first + index]?.gap ?? 0;
      if (gap !== 0 && (kind === GAP_JOINING ? !isParting(gap) : !endsPhrase(gap))) found += 1;
    }
    return found === gaps;
  }

  /** Whether the piece that starts at a unit has at most two letters. */
  #isContraction(first: number): boolean {
    for (let end = first + 1; end <= first + MAX_CLUSTER_UNITS * MAX_CONTRACTION; end++)
      if (this.units[end]?.gap !== 0) return countIn(this.#clusters, first, end) <= MAX_CONTRACTION;
    return false;
  }

  /** Whether a unit is a letter that stands alone. */
  #isPieceOfOne(index: number): boolean {
    const unit = this.units[index];
    return unit !== undefined && unit.gap !== 0 && this.units[index + 1]?.gap !== 0;
  }

  /** Pieces of more than one letter. */
  #longPieces(first: number, end: number): number {
    const startsInPiece = this.units[first]?.gap === 0 && this.units[first + 1]?.gap === 0;
    return countIn(this.#seconds, first + (startsInPiece ? 2 : 0), end) + (startsInPiece ? 1 : 0);
  }

  #hasOneLetterWord(first: number, last: number): boolean {
    return [first, last].some(
      (index) => this.#isPieceOfOne(index) && ONE_LETTER_WORD.test(this.units[index]?.text ?? ''),
    );
  }
}

/** The units of a listed word and its pattern; undefined for a word without anything visible. */
function readEntry(
  word: string,
): readonly [units: readonly FoldedUnit[], pattern: Pattern, isWritten: boolean] | undefined {
  const written = foldText(word, true);
  if (written.length === 0) return undefined;
  const hasLetters = written.some(({ text }) => LETTER.test(text));
  // A hyphen between letters only divides them. All other symbols are found as they are written.
  const hasSymbols = written.some(
    ({ text, gap }, index) =>
      !LETTER.test(text) &&
      (text !== '-' ||
        gap !== 0 ||
        written[index + 1]?.gap !== 0 ||
        !LETTER.test(written[index - 1]?.text ?? '') ||
        !LETTER.test(written[index + 1]?.text ?? '')),
  );
  const units = hasSymbols ? written : foldText(word);
  const gaps = new Map(units.flatMap(({ gap }, index) => (index > 0 && gap !== 0 ? [[index, gap]] : [])));
  return [units, { length: units.length, hasLetters, entries: [{ word, gaps }] }, hasSymbols];
}

/** A set of words that texts are searched for. Words are plain text; nothing in them is a pattern. */
export class WordMatcher {
  readonly #letters: State;
  readonly #symbols: State | undefined;
  readonly #linkRanges: (text: string) => readonly TextRange[];

  /**
   * `linkRanges` finds the links, which stay as they are. It is a parameter because a module that two lazy files import
   * is part of the first download.
   */
  constructor(words: Iterable<string>, linkRanges: (text: string) => readonly TextRange[] = () => []) {
    this.#linkRanges = linkRanges;
    const letters: [readonly FoldedUnit[], Pattern][] = [];
    const symbols: [readonly FoldedUnit[], Pattern][] = [];
    for (const word of words) {
      const entry = readEntry(word);
      if (entry) (entry[2] ? symbols : letters).push([entry[0], entry[1]]);
    }
    this.#letters = buildAutomaton(letters);
    this.#symbols = symbols.length > 0 ? buildAutomaton(symbols) : undefined;
  }

  /**
   * The listed words that a reader would see in the text, except in links; of those that end at the same letter, the
   * longest.
   */
  find(text: string): WordMatch[] {
    const searched = this.#withoutLinks(text);
    const matches = this.#search(this.#letters, new FoldedText(foldText(searched)));
    if (!this.#symbols) return matches;
    return matches.concat(this.#search(this.#symbols, new FoldedText(foldText(searched, true))));
  }

  /** The ranges that `mask` replaces by one character each, in order. */
  maskRanges(text: string): TextRange[] {
    const matches = this.find(text);
    if (matches.length === 0) return [];
    const hidden = new Uint8Array(text.length);
    for (const { start, end } of matches) hidden.fill(1, start, end);
    let position = 0;
    return foldText(text, true).filter(({ start, end }) => {
      if (start < position) return false; // a second letter out of the same character
      position = end;
      return hidden[start] === 1;
    });
  }

  /** The text with the listed words covered, letter by letter; spaces between the letters stay. */
  mask(text: string, character = '*'): string {
    let masked = '';
    let position = 0;
    for (const { start, end } of this.maskRanges(text)) {
      masked += text.slice(position, start) + character;
      position = end;
    }
    return masked + text.slice(position);
  }

  /** The same text with line breaks in place of its links. */
  #withoutLinks(text: string): string {
    let blanked = '';
    let from = 0;
    for (const { start, end } of this.#linkRanges(text)) {
      blanked += text.slice(from, start) + '\n'.repeat(end - start);
      from = end;
    }
    return blanked + text.slice(from);
  }

  #search(root: State, stretches: FoldedText): WordMatch[] {
    const { units } = stretches;
    const matches: WordMatch[] = [];
    let state: State = root;
    units.forEach(({ text, end }, last) => {
      while (state !== root && !state.next.has(text)) state = state.fail ?? root;
      state = state.next.get(text) ?? root;
      for (let found = state.word ? state : state.ending; found; found = found.ending) {
        if (!found.word) continue;
        const first = last - found.word.length + 1;
        const entry = stretches.entryAt(first, last, found.word);
        if (!entry) continue;
        matches.push({ word: entry.word, start: units[first]?.start ?? 0, end });
        break; // all other words that end here lie within this one
      }
    });
    return matches;
  }
}
