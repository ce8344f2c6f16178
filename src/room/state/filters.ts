import { sanitizeText } from '../../text/sanitize-text.js';
import { linkRanges, type Mentionable, segmentsOf, type TextSegment } from '../../text/segments.js';
import { retryImport } from '../../util/retry-import.js';
import { ChatError } from '../model/chat-error.js';
import type { ChatMessage } from '../model/chat-message.js';
import type { FilteredText, TextFilterFunction } from '../model/room-options.js';
import type { ApplyWordRule, WordRule } from './word-rule.lazy.js';

// The page's filters: checks them, and applies those of everybody who shares the room to one text, in the order in
// which they were added. Keeps no text. The word matcher is loaded with the first list of words: most rooms have none.

/** A checked filter. */
type FilterRule = TextFilterFunction | WordRule;

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
 * The checked filters. Throws a `TypeError` that names an invalid one. All single words of the list become one rule, at
 * the position of the first.
 */
function readFilters(filters: unknown): FilterRule[] {
  if (!isList(filters)) throw new TypeError('filters must be a list.');
  const rules: FilterRule[] = [];
  const words: string[] = [];
  let index = 0;
  for (const filter of filters) {
    const rule =
      typeof filter === 'string'
        ? words.push(filter) === 1 && { words, own: 'refuse' as const, others: 'mask' as const }
        : readRule(filter);
    if (rule === undefined)
      throw new TypeError(
        `filters[${index}] must be a word, a function, or {words, own: 'refuse' | 'mask', others: 'mask' | 'hide'}.`,
      );
    if (rule) rules.push(rule);
    index++;
  }
  return rules;
}

export class Filters {
  /** One list for each call of `add`. */
  readonly #lists = new Set<readonly FilterRule[]>();
  /** Functions that search for words, whose code is loaded on demand. */
  readonly #wordRules = new WeakMap<FilterRule, ApplyWordRule>();
  readonly #failed = new WeakSet<FilterRule>();

  /** `onError` is called once for each filter that fails, and when the word matcher cannot be loaded. */
  constructor(private readonly onError: (error: ChatError) => void) {}

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  /**
   * Adds a list of filters after those already there, and returns the function that removes it. Throws a `TypeError`
   * for an invalid filter.
   */
  add(filters: unknown): () => void {
    const rules = readFilters(filters);
    if (rules.length > 0) this.#lists.add(rules);
    return () => this.#lists.delete(rules);
  }

  /**
   * Loads the word matcher; undefined when no filter needs it. Never rejects: without it the room works, and `onError`
   * is called.
   */
  loadMatcher(): Promise<void> | undefined {
    const waiting = [...this.#lists]
      .flat()
      .filter((rule): rule is WordRule => typeof rule !== 'function' && !this.#wordRules.has(rule));
    if (waiting.length === 0) return undefined;
    return retryImport(() => import('./word-rule.lazy.js'), 'createWordRule').then(
      (createWordRule) => waiting.forEach((rule) => this.#wordRules.set(rule, createWordRule(rule, linkRanges))),
      (cause: unknown) =>
        this.onError(
          new ChatError('page/filter', 'Lists of words are not applied: the code could not be loaded.', true, cause),
        ),
    );
  }

  /** The filtered text: the same string when no filter changes it, `undefined` when it must not be sent or shown. */
  apply(text: string, about: FilteredText): string | undefined {
    if (text === '') return text;
    let filtered = text;
    for (const rules of this.#lists) {
      for (const rule of rules) {
        const result =
          typeof rule === 'function'
            ? this.#applyFunction(rule, filtered, about)
            : this.#wordRules.get(rule)?.(filtered, about.isSending);
        if (typeof result === 'string' && result !== filtered) filtered = sanitizeText(result);
        if (result === false || filtered === '') return undefined;
      }
    }
    return filtered;
  }

  #applyFunction(filter: Exclude<FilterRule, WordRule>, text: string, about: FilteredText): unknown {
    try {
      const result: unknown = filter(text, about);
      if (typeof result !== 'object' && typeof result !== 'number') return result;
      if (result instanceof Promise) result.catch(() => undefined); // reported below
      if (result !== null) throw new TypeError('It must return a string or false, and no promise.');
    } catch (cause) {
      if (!this.#failed.has(filter))
        this.onError(
          new ChatError(
            'page/filter',
            `A filter of this page failed; the text is unchanged: ${String(cause)}`,
            false,
            cause,
          ),
        );
      this.#failed.add(filter);
    }
    return undefined;
  }
}

/** The users that the message mentions already; a filter cannot add others. */
function mentionedIn(segments: readonly TextSegment[]): readonly Mentionable[] {
  return segments.flatMap((each) =>
    each.kind === 'mention' ? [{ userId: each.userId, names: [each.text.slice(1)], isSelf: each.isSelf }] : [],
  );
}

/**
 * The message with the filters applied: the same object when they change nothing, `undefined` when it must not be
 * shown. An own message is always shown.
 */
export function filterMessage(message: ChatMessage, filters: Filters): ChatMessage | undefined {
  const { kind, from, replyTo } = message;
  if (filters.isEmpty || kind === 'notice' || kind === 'custom') return message;
  const original = message.gift?.name ?? message.text;
  const text = filters.apply(original, { from, kind, isSending: false });
  if (text === undefined && !from.isSelf) return undefined;
  let filtered = message;
  if (text !== undefined && text !== original) {
    const gift = message.gift && Object.freeze({ ...message.gift, name: text });
    const full = gift ? message.text.replace(original, () => text) : text;
    filtered = { ...message, text: full, segments: segmentsOf(full, mentionedIn(message.segments)), gift };
  }
  if (replyTo) {
    const quoted = filters.apply(replyTo.text, { from, kind: 'quote', isSending: false }) ?? '';
    const nick = filters.apply(replyTo.nick, { from, kind: 'name', isSending: false }) ?? '';
    if (quoted !== replyTo.text || nick !== replyTo.nick)
      filtered = { ...filtered, replyTo: Object.freeze({ ...replyTo, text: quoted, nick }) };
  }
  return Object.freeze(filtered);
}
