// The word matcher as a file that a room loads when its page has a list of words. The server kit imports
// word-matcher.ts directly.
export { WordMatcher } from './word-matcher.js';
