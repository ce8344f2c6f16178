import { devWarning } from '../shared/element-utils.js';

const KNOWN = {
  appearance: ['panel', 'overlay', 'compact'],
  notices: ['digest', 'all', 'none'],
  announce: ['auto', 'all', 'mentions', 'off'],
} as const;

/**
 * Warns the page's author, once, about an attribute with an invalid value. A removed attribute leaves null, which is
 * valid: the default is used.
 */
export function validateAttributes(
  element: Readonly<Record<keyof typeof KNOWN, string | null>> & {
    readonly maxMessages: number | null;
    readonly maxLength: number | null;
  },
): void {
  for (const name of ['appearance', 'notices', 'announce'] as const) {
    const known: readonly string[] = KNOWN[name];
    const value = element[name];
    if (value !== null && !known.includes(value))
      devWarning(
        `<live-chat ${name}="${value}"> is not known: "${known[0] ?? ''}" is used. Write one of ${known.join(', ')}.`,
      );
  }
  for (const [name, value] of [
    ['max-messages', element.maxMessages],
    ['max-length', element.maxLength],
  ] as const) {
    if (value !== null && !(value >= 1))
      devWarning(`<live-chat ${name}> has to be a number of at least 1: the usual one is used.`);
  }
}
