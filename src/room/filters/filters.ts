// Runs the filters of everybody who shares the room over one text, in the order in which they were given. Knows no rows and
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

/** The filters of one who shares the room. */
interface FilterList {
  readonly rules: readonly FilterRule[];
  readonly finders: Map<FilterRule, WordFinder>;
}

export class Filters {
  readonly #lists = new Set<FilterList>();
  readonly #broken = new WeakSet<FilterRule>();

  /** `onError` is told once of each filter that does not work, and when what finds words cannot be fetched. */
  constructor(private readonly onError: (error: ChatError) => void) {}

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  /** Adds a list of filters, asked after those that are there; the result takes it away. Throws a `TypeError` for a wrong one. */
  add(filters: unknown): () => void {
    const list: FilterList = { rules: readFilters(filters), finders: new Map() };
    if (list.rules.length === 0) return () => undefined;
    this.#lists.add(list);
    return () => this.#lists.delete(list);
  }

  /** True when every list of words can be looked for, false while that has to be fetched: `fetch`. */
  get isReady(): boolean {
    return [...this.#lists].every(({ rules, finders }) => rules.every((rule) => typeof rule === 'function' || finders.has(rule)));
  }

  /** Fetches what finds words. Never rejects: without it the room goes on, and says so once a time. */
  async fetch(): Promise<void> {
    if (this.isReady) return;
    try {
      const { WordMatcher } = await importAgain(() => import('../../words/word-matcher.js'));
      for (const { rules, finders } of this.#lists) for (const rule of rules) if (typeof rule !== 'function' && !finders.has(rule)) finders.set(rule, new WordMatcher(rule.words));
    } catch (cause) {
      this.onError(new ChatError('page/filter', 'Words cannot be looked for: the code for it did not come.', true, cause));
    }
  }

  /** What stands in place of `text`, the same string when no filter has a say, or `undefined` when it may not be sent, or shown. */
  run(text: string, about: FilteredText): string | undefined {
    let now = text;
    for (const { rules, finders } of this.#lists) {
      for (const rule of rules) {
        const answer = typeof rule === 'function' ? this.#ask(rule, now, about) : askWords(rule, finders.get(rule), now, about);
        if (answer === false) return undefined;
        if (typeof answer !== 'string' || answer === now) continue;
        now = cleanText(answer);
        if (now === '') return undefined;
      }
    }
    return now;
  }

  #ask(filter: Exclude<FilterRule, WordRule>, text: string, about: FilteredText): string | boolean | null | undefined | void {
    try {
      const answer: unknown = filter(text, about);
      if (answer === undefined || answer === null || typeof answer === 'string' || typeof answer === 'boolean') return answer;
      if (answer instanceof Promise) answer.catch(() => undefined); // said below
      throw new TypeError('It has to answer at once, with a string or false.');
    } catch (cause) {
      if (!this.#broken.has(filter)) {
        this.#broken.add(filter);
        this.onError(new ChatError('page/filter', `A filter of this page failed and is passed over: ${String(cause)}`, false, cause));
      }
      return undefined;
    }
  }
}

function askWords({ own, others }: WordRule, finder: WordFinder | undefined, text: string, { isSending }: FilteredText): string | false {
  if (!finder || finder.find(text).length === 0) return text;
  return (isSending ? own : others) === 'mask' ? finder.mask(text) : false;
}
