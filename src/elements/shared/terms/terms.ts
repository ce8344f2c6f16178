import { retryImport } from '../../../util/retry-import.js';
import type { en } from './en.lazy.js';

/**
 * One piece of text with `{name}` places, or its plural forms by the categories of `Intl.PluralRules`, chosen by
 * `{count}`.
 * Plain data, so that a page can write its own in JSON.
 */
export type Term =
  string | (Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>> & { readonly other: string });

/** The name of a text. */
export type TermKey = keyof typeof en;

/** All texts that the elements show, in one language. A page overrides any of them through the `terms` property. */
export type Terms = Readonly<Record<TermKey, Term>>;

/** Plural rules are dear to make (some 50 µs), and few languages are on one page. */
const pluralRules = new Map<string, Intl.PluralRules>();

function pluralCategory(lang: string, count: number): Intl.LDMLPluralRule {
  let rules = pluralRules.get(lang);
  if (!rules) {
    rules = new Intl.PluralRules(lang);
    pluralRules.set(lang, rules);
  }
  return rules.select(count);
}

/**
 * Fills the places of a term. Numbers are written by `formatNumber`; `count` also chooses the plural form.
 * A place nobody filled becomes empty. Values are put in as they are: a `{name}` inside of one is not looked at again.
 */
export function formatTerm(
  term: Term,
  lang: string,
  values: Readonly<Record<string, string | number>>,
  formatNumber: (value: number) => string,
): string {
  const { count } = values;
  const pattern =
    typeof term === 'string' ? term : (typeof count === 'number' && term[pluralCategory(lang, count)]) || term.other;
  return pattern.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? formatNumber(value) : (value ?? '');
  });
}

// The words of a language. English is brought by who speaks it, because it is also what stands in; the others are
// fetched when
// a page is in their language.

type Table = 'en' | 'zh-CN' | 'zh-TW';

const TRADITIONAL = /^zh-(?:[a-z-]*hant|tw|hk|mo)\b/i;

const FETCH: Readonly<Record<Exclude<Table, 'en'>, () => Promise<Terms>>> = {
  'zh-CN': () => retryImport(() => import('./zh-cn.lazy.js'), 'zhCn'),
  'zh-TW': () => retryImport(() => import('./zh-tw.lazy.js'), 'zhTw'),
};

const loaded = new Map<Table, Terms>();
const loading = new Map<Table, Promise<void>>();

function tableOf(lang: string): Table {
  if (!/^zh\b/i.test(lang)) return 'en';
  return TRADITIONAL.test(lang) ? 'zh-TW' : 'zh-CN';
}

/** The texts for a BCP 47 language tag; `english` for a language that is not among ours, or not fetched. */
export function findTerms<English extends Partial<Terms>>(lang: string, english: English): Terms | English {
  return loaded.get(tableOf(lang)) ?? english;
}

/**
 * Fetches the texts of a language. Undefined when there is nothing to wait for; never rejects: English stands in, and a
 * later call tries again.
 */
export function fetchTerms(lang: string): Promise<void> | undefined {
  const table = tableOf(lang);
  if (table === 'en' || loaded.has(table)) return undefined;
  let fetching = loading.get(table);
  if (!fetching) {
    fetching = FETCH[table]()
      .then(
        (terms) => void loaded.set(table, terms),
        (error: unknown) =>
          console.warn(`live-chat-elements: the words for "${lang}" could not be fetched; English stands in.`, error),
      )
      .finally(() => loading.delete(table));
    loading.set(table, fetching);
  }
  return fetching;
}
