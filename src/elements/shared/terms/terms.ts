import { retryImport } from '../../../util/retry-import.js';
import type { en } from './en.lazy.js';

/**
 * A text with `{name}` placeholders, or its plural forms by the categories of `Intl.PluralRules`, selected by
 * `{count}`. Plain data, so that a page can write its own in JSON.
 */
export type Term =
  string | (Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>> & { readonly other: string });

/** The key of a text. */
export type TermKey = keyof typeof en;

/** All texts that the elements show, in one language. A page overrides any of them through the `terms` property. */
export type Terms = Readonly<Record<TermKey, Term>>;

/** Plural rules by language. Creating them takes about 50 µs. */
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
 * Replaces the placeholders of a term. Numbers are formatted by `formatNumber`; `count` also selects the plural form. A
 * placeholder without a value becomes empty. Values are inserted unchanged: a `{name}` in a value is not replaced.
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
  return pattern.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? formatNumber(value) : (value ?? '');
  });
}

// Each element bundles its own English texts, which are also the fallback. The other languages are loaded when a page
// uses them.
type Table = 'en' | 'zh-CN' | 'zh-TW';

const TRADITIONAL = /^zh-(?:[a-z-]*hant|tw|hk|mo)\b/i;

const LOADERS: Readonly<Record<Exclude<Table, 'en'>, () => Promise<Terms>>> = {
  'zh-CN': () => retryImport(() => import('./zh-cn.lazy.js'), 'zhCn'),
  'zh-TW': () => retryImport(() => import('./zh-tw.lazy.js'), 'zhTw'),
};

const loaded = new Map<Table, Terms>();
const loading = new Map<Table, Promise<void>>();

function tableOf(lang: string): Table {
  if (!/^zh\b/i.test(lang)) return 'en';
  return TRADITIONAL.test(lang) ? 'zh-TW' : 'zh-CN';
}

/** The texts for a BCP 47 language tag; `english` for any other language, or if the texts are not loaded. */
export function findTerms<English extends Partial<Terms>>(lang: string, english: English): Terms | English {
  return loaded.get(tableOf(lang)) ?? english;
}

/**
 * Loads the texts of a language. Undefined if they are there already. Never rejects: after a failure the texts are in
 * English, and a later call tries again.
 */
export function fetchTerms(lang: string): Promise<void> | undefined {
  const table = tableOf(lang);
  if (table === 'en' || loaded.has(table)) return undefined;
  let fetching = loading.get(table);
  if (!fetching) {
    fetching = LOADERS[table]()
      .then(
        (terms) => void loaded.set(table, terms),
        (error: unknown) =>
          console.warn(
            `live-chat-elements: the texts for "${lang}" could not be loaded. English is used instead.`,
            error,
          ),
      )
      .finally(() => loading.delete(table));
    loading.set(table, fetching);
  }
  return fetching;
}
