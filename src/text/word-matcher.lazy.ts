// The word matcher as a file that a room loads when its page has a list of words. The server imports it directly.
export { WordMatcher } from './word-matcher.js';
