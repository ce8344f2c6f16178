import { sanitizeText } from '../../text/sanitize-text.js';
import { linkRanges, type Mentionable, segmentsOf, type TextSegment } from '../../text/segments.js';
import { retryImport } from '../../util/retry-import.js';
import { ChatError } from '../model/chat-error.js';
import type { ChatMessage } from '../model/chat-message.js';
import type { FilteredText, TextFilterFunction } from '../model/room-options.js';

// Turns what a page gave as filters into rules that can be run. Wrong ones are said in words; nothing is run here.

export interface WordRule {
  readonly words: readonly string[];
  readonly own: 'refuse' | 'mask';
  readonly others: 'mask' | 'hide';
}

/** In the order in which they are asked. */
export type FilterRule = TextFilterFunction | WordRule;

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

function readRule(filter: unknown): FilterRule | undefined {
  if (typeof filter === 'function') return filter as TextFilterFunction;
  const { words, own = 'refuse', others = 'mask' } = Object(filter) as Record<'words' | 'own' | 'others', unknown>;
  if (!isList(words) || (own !== 'refuse' && own !== 'mask') || (others !== 'mask' && others !== 'hide'))
    return undefined;
  const list = [...words];
  return list.every((each): each is string => typeof each === 'string') ? { words: list, own, others } : undefined;
}

/**
 * Throws a `TypeError` that names the wrong filter. All bare words of the list are one rule, at the place of the first.
 */
export function readFilters(filters: unknown): FilterRule[] {
  if (!isList(filters)) throw new TypeError('filters has to be a list.');
  const rules: FilterRule[] = [];
  const bare: string[] = [];
  let place = 0;
  for (const filter of filters) {
    const rule =
      typeof filter === 'string'
        ? bare.push(filter) === 1 && { words: bare, own: 'refuse' as const, others: 'mask' as const }
        : readRule(filter);
    if (rule === undefined)
      throw new TypeError(
        `filters[${place}] has to be a word, a function, or {words: […], own: 'refuse' | 'mask', others: 'mask' | 'hide'}.`,
      );
    if (rule) rules.push(rule);
    place++;
  }
  return rules;
}

// Runs the filters of everybody who shares the room over one text, in the order in which they were given. Knows no rows
// and
// keeps no text. What finds words is fetched with the first list of words: most rooms have none.

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
  loadMatcher(): Promise<void> | undefined {
    const lacking = [...this.#lists]
      .flat()
      .filter((rule): rule is WordRule => typeof rule !== 'function' && !this.#finders.has(rule));
    if (lacking.length === 0) return undefined;
    return retryImport(() => import('../../text/word-matcher.lazy.js')).then(
      ({ WordMatcher }) => lacking.forEach((rule) => this.#finders.set(rule, new WordMatcher(rule.words, linkRanges))),
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
  apply(text: string, about: FilteredText): string | undefined {
    let now = text;
    if (text === '') return text;
    for (const rules of this.#lists) {
      for (const rule of rules) {
        const answer =
          typeof rule === 'function' ? this.#applyFunction(rule, now, about) : this.#applyWords(rule, now, about);
        if (typeof answer === 'string' && answer !== now) now = sanitizeText(answer);
        if (answer === false || now === '') return undefined;
      }
    }
    return now;
  }

  #applyFunction(filter: Exclude<FilterRule, WordRule>, text: string, about: FilteredText): unknown {
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

  #applyWords(rule: WordRule, text: string, { isSending }: FilteredText): string | false {
    const finder = this.#finders.get(rule);
    if (!finder || finder.find(text).length === 0) return text;
    return (isSending ? rule.own : rule.others) === 'mask' && finder.mask(text);
  }
}

/** Those whom the row named already: others it does not name through a filter. */
function named(segments: readonly TextSegment[]): readonly Mentionable[] {
  return segments.flatMap((each) =>
    each.kind === 'mention' ? [{ userId: each.userId, names: [each.text.slice(1)], isSelf: each.isSelf }] : [],
  );
}

/**
 * The row as the page's filters leave it: the same object when they change nothing, `undefined` when it may not be
 * shown. An own row is always shown.
 */
export function filterMessage(row: ChatMessage, filters: Filters): ChatMessage | undefined {
  const { kind, from, replyTo } = row;
  if (filters.isEmpty || kind === 'notice' || kind === 'custom') return row;
  const text = row.gift?.name ?? row.text;
  const left = filters.apply(text, { from, kind, isSending: false });
  if (left === undefined && !from.isSelf) return undefined;
  let filtered = row;
  if (left !== undefined && left !== text) {
    const gift = row.gift && Object.freeze({ ...row.gift, name: left });
    const words = gift ? row.text.replace(text, () => left) : left;
    filtered = { ...row, text: words, segments: segmentsOf(words, named(row.segments)), gift };
  }
  if (replyTo) {
    const quoted = filters.apply(replyTo.text, { from, kind: 'quote', isSending: false }) ?? '';
    const nick = filters.apply(replyTo.nick, { from, kind: 'name', isSending: false }) ?? '';
    if (quoted !== replyTo.text || nick !== replyTo.nick)
      filtered = { ...filtered, replyTo: Object.freeze({ ...replyTo, text: quoted, nick }) };
  }
  return Object.freeze(filtered);
}
