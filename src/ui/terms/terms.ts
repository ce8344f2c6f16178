import type { en } from './en.js';
import type { Term } from './term.js';

/** The name of a text. */
export type TermKey = keyof typeof en;

/** All texts that the elements show, in one language. A page overrides any of them through the `terms` property. */
export type Terms = Readonly<Record<TermKey, Term>>;
