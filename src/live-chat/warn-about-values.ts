import { devWarning } from '../ui/dev-warning.js';

const KNOWN = {
  appearance: ['panel', 'overlay', 'compact'],
  notices: ['digest', 'all', 'none'],
  announce: ['auto', 'all', 'mentions', 'off'],
} as const;

/** Tells the page's author, once, which value of which attribute is none of ours, and what is used instead. */
export function warnAboutValues(element: Readonly<Record<keyof typeof KNOWN, string>> & { readonly maxMessages: number; readonly maxLength: number }): void {
  for (const name of ['appearance', 'notices', 'announce'] as const) {
    const known: readonly string[] = KNOWN[name];
    if (!known.includes(element[name])) devWarning(`<live-chat ${name}="${element[name]}"> is not known: "${known[0] ?? ''}" is used. Write one of ${known.join(', ')}.`);
  }
  for (const [name, value] of [['max-messages', element.maxMessages], ['max-length', element.maxLength]] as const) {
    if (!(value >= 1)) devWarning(`<live-chat ${name}> has to be a number of at least 1: the usual one is used.`);
  }
}
