// Finds listed words in a text for the elements, which may not import the folders of the room. The matcher is the one of
// the page's filters, and in the same file: whoever needs it first loads it for both. `retryImport` requests it again when
// that fails.
import type { TextRange } from '../text/word-matcher.js';
import { retryImport } from '../util/retry-import.js';

/**
 * Returns the places of the listed words in a text, in order of their ends, in UTF-16 units. A word is found despite
 * spaces, width, case, accents and invisible characters, but not as a part of another word. Linear in the text, whatever
 * the number of words.
 */
export type WordFinder = (text: string) => readonly TextRange[];

/**
 * Loads the function that makes a finder of words. Words are plain text: nothing in them is a pattern. Rejects when the
 * file could not be loaded; the next call tries again.
 */
export function loadWordFinder(): Promise<(words: readonly string[]) => WordFinder> {
  return retryImport(() => import('./state/word-rule.lazy.js'), 'createWordFinder');
}
