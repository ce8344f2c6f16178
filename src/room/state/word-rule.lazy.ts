// The part of the page's filters that searches texts for words. A room loads it with the first list of words, the elements
// with the first word that a viewer blocks or highlights.
import type { TextRange } from '../../text/word-matcher.js';
import { WordMatcher } from '../../text/word-matcher.js';

/** A list of words, and what is done with a text that has one of them. */
export interface WordRule {
  readonly words: readonly string[];
  readonly own: 'refuse' | 'mask';
  readonly others: 'mask' | 'hide';
}

/** Applies a rule: the same text without a listed word, the masked text, or false for a text that must not be used. */
export type ApplyWordRule = (text: string, isSending: boolean) => string | false;

/** `linkRanges` is passed and not imported, so that the code that finds links stays in the room's own file. */
export function createWordRule(
  { words, own, others }: WordRule,
  linkRanges: (text: string) => readonly TextRange[],
): ApplyWordRule {
  const matcher = new WordMatcher(words, linkRanges);
  return (text, isSending) =>
    matcher.find(text).length === 0 ? text : (isSending ? own : others) === 'mask' && matcher.mask(text);
}

/** Makes the function that finds the places of words in a text, also in links. */
export function createWordFinder(words: readonly string[]): (text: string) => readonly TextRange[] {
  const matcher = new WordMatcher(words);
  return (text) => matcher.find(text);
}
