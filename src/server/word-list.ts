import { linkRanges } from '../text/segments.js';
import { WordMatcher as TextWordMatcher } from '../text/word-matcher.js';

/** A site's own list of words. It may change while a filter uses it. */
export class WordList {
  #words: Set<string>;
  #version = 0;

  constructor(words: Iterable<string> = []) {
    this.#words = new Set(words);
  }

  /** In the order in which they were added. */
  get words(): ReadonlySet<string> {
    return this.#words;
  }

  /** Grows with each change. */
  get version(): number {
    return this.#version;
  }

  /** Adds words; duplicates are ignored. */
  add(words: Iterable<string>): void {
    for (const word of words) this.#words.add(word);
    this.#version += 1;
  }

  /** Removes words; unknown words are ignored. */
  delete(words: Iterable<string>): void {
    for (const word of words) this.#words.delete(word);
    this.#version += 1;
  }
}

/** A set of words that texts are searched for, except in links. Words are plain text; nothing in them is a pattern. */
export class WordMatcher extends TextWordMatcher {
  constructor(words: Iterable<string>) {
    super(words, linkRanges);
  }
}
