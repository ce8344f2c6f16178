import { formatter } from './formatter.js';

/** "12,400" in `lang`, a BCP 47 tag. */
export function formatNumber(lang: string, value: number): string {
  return formatter('number', lang, () => new Intl.NumberFormat(lang)).format(value);
}
