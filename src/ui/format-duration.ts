import { formatter } from './formatter.js';

/** "45 seconds", "10 minutes", "2 hours", "3 days" in `lang`: the largest unit that says it, rounded up. */
export function formatDuration(lang: string, seconds: number): string {
  const [unit, size] =
    seconds < 60
      ? (['second', 1] as const)
      : seconds < 3600
        ? (['minute', 60] as const)
        : seconds < 86_400
          ? (['hour', 3600] as const)
          : (['day', 86_400] as const);
  return formatter(unit, lang, () => new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' })).format(
    Math.ceil(seconds / size),
  );
}
