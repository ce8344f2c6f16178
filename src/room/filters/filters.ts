// Runs the filters of everybody who shares the room over one text, in the order in which they were given. Knows no rows
// and
// keeps no text. What finds words is fetched with the first list of words: most rooms have none.
import { importAgain } from '../../im/import-again.js';
import { ChatError } from '../chat-error.js';
import { cleanText } from '../plain-text.js';
import { readFilters, type FilterRule, type WordRule } from './read-filters.js';
import type { FilteredText } from './text-filter.js';

interface WordFinder {
  find(text: string): readonly unknown[];
  mask(text: string): string;
}

export class Filters {
  /** One list of each who shares the room. */
  readonly #lists = new Set<readonly FilterRule[]>();
  readonly #finders = new WeakMap<FilterRule, WordFinder>();
  readonly #failed = new WeakSet<FilterRule>();

  /** `onError` is told once of each filter that does not work, and when what finds words cannot be fetched. */
  constructor(private readonly onError: (error: ChatError) => void) {}

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  /**
   * Adds a list of filters, asked after those that are there; the result takes it away. Throws a `TypeError` for a
   * wrong one.
   */
  add(filters: unknown): () => void {
    const rules = readFilters(filters);
    if (rules.length > 0) this.#lists.add(rules);
    return () => this.#lists.delete(rules);
  }

  /**
   * Fetches what finds words; undefined when nothing is lacking. Never rejects: without it the room goes on, and says
   * so.
   */
  fetch(): Promise<void> | undefined {
    const lacking = [...this.#lists]
      .flat()
      .filter((rule): rule is WordRule => typeof rule !== 'function' && !this.#finders.has(rule));
    if (lacking.length === 0) return undefined;
    return importAgain(() => import('../../words/word-matcher.js')).then(
      ({ WordMatcher }) => lacking.forEach((rule) => this.#finders.set(rule, new WordMatcher(rule.words))),
      (cause: unknown) =>
        this.onError(
          new ChatError('page/filter', 'Words cannot be looked for: the code for it did not come.', true, cause),
        ),
    );
  }

  /**
   * What stands in place of `text`, the same string when no filter has a say, or `undefined` when it may not be sent,
   * or shown.
   */
  run(text: string, about: FilteredText): string | undefined {
    let now = text;
    if (text === '') return text;
    for (const rules of this.#lists) {
      for (const rule of rules) {
        const answer = typeof rule === 'function' ? this.#ask(rule, now, about) : this.#askWords(rule, now, about);
        if (typeof answer === 'string' && answer !== now) now = cleanText(answer);
        if (answer === false || now === '') return undefined;
      }
    }
    return now;
  }

  #ask(filter: Exclude<FilterRule, WordRule>, text: string, about: FilteredText): unknown {
    try {
      const answer: unknown = filter(text, about);
      if (typeof answer !== 'object' && typeof answer !== 'number') return answer;
      if (answer instanceof Promise) answer.catch(() => undefined); // said below
      if (answer !== null) throw new TypeError('It has to answer at once, with a string or false.');
    } catch (cause) {
      if (!this.#failed.has(filter))
        this.onError(
          new ChatError(
            'page/filter',
            `A filter of this page failed and is passed over: ${String(cause)}`,
            false,
            cause,
          ),
        );
      this.#failed.add(filter);
    }
    return undefined;
  }

  #askWords(rule: WordRule, text: string, { isSending }: FilteredText): string | false {
    const finder = this.#finders.get(rule);
    if (!finder || finder.find(text).length === 0) return text;
    return (isSending ? rule.own : rule.others) === 'mask' && finder.mask(text);
  }
}
