/**
 * One piece of text with `{name}` places, or its plural forms by the categories of `Intl.PluralRules`, chosen by
 * `{count}`.
 * Plain data, so that a page can write its own in JSON.
 */
export type Term =
  string | (Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>> & { readonly other: string });
