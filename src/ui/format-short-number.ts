import { formatter } from './formatter.js';

/** "12.4K", "1.2万" in `lang`: for places where the exact number stands elsewhere. */
export function formatShortNumber(lang: string, value: number): string {
  return formatter(
    'short',
    lang,
    () => new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1 }),
  ).format(value);
}
