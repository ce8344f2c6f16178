import { formatter } from './formatter.js';

/** "21:07" of a unix time in ms, in `lang`. */
export function formatTime(lang: string, ms: number): string {
  return formatter('time', lang, () => new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' })).format(
    ms,
  );
}
