import { retryImport } from '../../../util/retry-import.js';
import type { en } from './en.lazy.js';
import type { panelsEn } from './panels/panels-en.lazy.js';

/**
 * A text with `{name}` placeholders, or its plural forms by the categories of `Intl.PluralRules`, selected by
 * `{count}`. Plain data, so that a page can write its own in JSON.
 */
export type Term =
  string | (Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>> & { readonly other: string });

/** The key of a text of an element without its panels. */
export type ViewTermKey = keyof typeof en;

/** The key of any text. */
export type TermKey = ViewTermKey | keyof typeof panelsEn;

/** The texts of the elements without their panels, in one language. */
export type ViewTerms = Readonly<Record<ViewTermKey, Term>>;

/** The texts of the panels, in one language. They are loaded when a panel opens. */
export type PanelTerms = Readonly<Record<keyof typeof panelsEn, Term>>;

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

const TRADITIONAL = /^zh-(?:[a-z-]*hant|tw|hk|mo)\b/i;

/** Chinese is the language of most rooms of the service: its file is requested at once, and not through another one. */
function load(lang: string): Promise<ViewTerms | undefined> {
  if (!/^zh\b/i.test(lang))
    return retryImport(() => import('./languages.lazy.js'), 'loadLanguage').then((of) => of(lang));
  return TRADITIONAL.test(lang)
    ? retryImport(() => import('./zh-tw.lazy.js'), 'zhTw')
    : retryImport(() => import('./zh-cn.lazy.js'), 'zhCn');
}

/** By language tag; undefined for a language without texts. */
const loaded = new Map<string, ViewTerms | undefined>();
const loading = new Map<string, Promise<void>>();

/** The texts for a BCP 47 language tag; undefined for a language without texts, or if they are not loaded. */
export function findTerms(lang: string): ViewTerms | undefined {
  return loaded.get(lang);
}

/**
 * Loads the texts of a language. Undefined if they are there already. Never rejects: after a failure the texts are in
 * English, and a later call tries again.
 */
export function fetchTerms(lang: string): Promise<void> | undefined {
  if (/^en\b/i.test(lang) || loaded.has(lang)) return undefined;
  let fetching = loading.get(lang);
  if (!fetching) {
    fetching = load(lang)
      .then(
        (terms) => void loaded.set(lang, terms),
        (error: unknown) =>
          console.warn(`live-chat-elements: the texts for "${lang}" could not be loaded. English is used.`, error),
      )
      .finally(() => loading.delete(lang));
    loading.set(lang, fetching);
  }
  return fetching;
}
