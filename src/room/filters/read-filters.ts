// Turns what a page gave as filters into rules that can be run. Wrong ones are said in words; nothing is run here.
import type { TextFilterFunction } from './text-filter.js';

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
