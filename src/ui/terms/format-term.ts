import type { Term } from './term.js';

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
