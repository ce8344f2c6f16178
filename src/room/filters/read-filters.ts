// Turns what a page gave as filters into rules that can be run. Wrong ones are said in words; nothing is run here.
import type { TextFilterFunction } from './text-filter.js';

export interface WordRule {
  readonly words: readonly string[];
  readonly own: 'refuse' | 'mask';
  readonly others: 'mask' | 'hide';
}

/** In the order in which they are asked. */
export type FilterRule = TextFilterFunction | WordRule;

const SHAPE = 'a word, {words: […]}, or a function';

function readWords(words: unknown, place: string): string[] {
  if (typeof words !== 'object' || words === null || !(Symbol.iterator in words)) throw new TypeError(`${place}.words has to be a list of words.`);
  const list = [...(words as Iterable<unknown>)];
  if (!list.every((each): each is string => typeof each === 'string')) throw new TypeError(`${place}.words has to hold strings only.`);
  return list.filter((each) => each.trim() !== '');
}

function readRule(filter: unknown, place: string): FilterRule {
  if (typeof filter === 'function') return filter as TextFilterFunction;
  if (filter instanceof RegExp) throw new TypeError(`${place} is a regular expression: write a function, such as (text) => text.replace(/…/g, '*').`);
  if (typeof filter !== 'object' || filter === null || !('words' in filter)) throw new TypeError(`${place} has to be ${SHAPE}.`);
  const { words, own = 'refuse', others = 'mask' } = filter as Record<'words' | 'own' | 'others', unknown>;
  if (own !== 'refuse' && own !== 'mask') throw new TypeError(`${place}.own has to be "refuse" or "mask".`);
  if (others !== 'mask' && others !== 'hide') throw new TypeError(`${place}.others has to be "mask" or "hide".`);
  return { words: readWords(words, place), own, others };
}

/** Throws a `TypeError` that names the wrong filter. All bare words of the list are one rule, at the place of the first. */
export function readFilters(filters: unknown): FilterRule[] {
  if (typeof filters !== 'object' || filters === null || !(Symbol.iterator in filters)) throw new TypeError(`filters has to be a list, each ${SHAPE}.`);
  const rules: FilterRule[] = [];
  const bare: string[] = [];
  let place = 0;
  for (const filter of filters as Iterable<unknown>) {
    if (typeof filter !== 'string') rules.push(readRule(filter, `filters[${place}]`));
    else if (filter.trim() !== '' && bare.push(filter) === 1) rules.push({ words: bare, own: 'refuse', others: 'mask' });
    place++;
  }
  return rules;
}
