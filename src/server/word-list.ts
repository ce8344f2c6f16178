/** A site's own list of words, which may change while it is in use. */
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

  /** Adds words; those that are there already stay. */
  add(words: Iterable<string>): void {
    for (const word of words) this.#words.add(word);
    this.#version += 1;
  }

  /** Takes words away; those that are not there are no error. */
  delete(words: Iterable<string>): void {
    for (const word of words) this.#words.delete(word);
    this.#version += 1;
  }
}
