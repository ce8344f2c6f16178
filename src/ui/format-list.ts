import { formatter } from './formatter.js';

/** "Ana, Ben and Cleo" in `lang`. */
export function formatList(lang: string, items: readonly string[]): string {
  return formatter('list', lang, () => new Intl.ListFormat(lang)).format(items);
}
