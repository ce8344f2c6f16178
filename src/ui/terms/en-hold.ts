import { enLike } from './en-like.js';

/** The words of a comment that the pointer holds, in English. */
export const enHold = {
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow to copy',
  hidePerson: 'Hide {name}',
  like: enLike.like,
} as const;
