import { linkRanges } from '../text/segments.js';
import { WordMatcher as TextWordMatcher } from '../text/word-matcher.js';

/** A set of words that texts are searched for, except in links. Words are plain text; nothing in them is a pattern. */
export class WordMatcher extends TextWordMatcher {
  constructor(words: Iterable<string>) {
    super(words, linkRanges);
  }
}
