// The words of a language. English is brought by who speaks it, because it is also what stands in; the others are
// fetched when
// a page is in their language.
import type { Terms } from './terms.js';

type Table = 'en' | 'zh-CN' | 'zh-TW';

const TRADITIONAL = /^zh-(?:[a-z-]*hant|tw|hk|mo)\b/i;

const FETCH: Readonly<Record<Exclude<Table, 'en'>, () => Promise<Terms>>> = {
  'zh-CN': () => import('./zh-cn.js').then(({ zhCn }) => zhCn),
  'zh-TW': () => import('./zh-tw.js').then(({ zhTw }) => zhTw),
};

const present = new Map<Table, Terms>();
const coming = new Map<Table, Promise<void>>();

function tableOf(lang: string): Table {
  if (!/^zh\b/i.test(lang)) return 'en';
  return TRADITIONAL.test(lang) ? 'zh-TW' : 'zh-CN';
}

/** The texts for a BCP 47 language tag; `english` for a language that is not among ours, or not fetched. */
export function findTerms<English extends Partial<Terms>>(lang: string, english: English): Terms | English {
  return present.get(tableOf(lang)) ?? english;
}

/**
 * Fetches the texts of a language. Undefined when there is nothing to wait for; never rejects: English stands in, and a
 * later call tries again.
 */
export function fetchTerms(lang: string): Promise<void> | undefined {
  const table = tableOf(lang);
  if (table === 'en' || present.has(table)) return undefined;
  let fetching = coming.get(table);
  if (!fetching) {
    fetching = FETCH[table]()
      .then(
        (terms) => void present.set(table, terms),
        (error: unknown) =>
          console.warn(`live-chat-elements: the words for "${lang}" could not be fetched; English stands in.`, error),
      )
      .finally(() => coming.delete(table));
    coming.set(table, fetching);
  }
  return fetching;
}
