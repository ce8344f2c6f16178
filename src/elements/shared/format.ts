// Numbers, durations, lists and times as text in a language.

/** The formatters by kind and language. Each is created once, because that takes about 50 µs. */
const formatters = new Map<string, unknown>();

/** The formatter of `kind` for `lang`; `create` is called the first time. A kind has one type of formatter. */
export function formatter<T>(kind: string, lang: string, create: () => T): T {
  const key = `${kind} ${lang}`;
  if (!formatters.has(key)) formatters.set(key, create());
  return formatters.get(key) as T;
}

/** "12,400" in `lang`, a BCP 47 tag. */
export function formatNumber(lang: string, value: number): string {
  return formatter('number', lang, () => new Intl.NumberFormat(lang)).format(value);
}

/** "45 seconds", "10 minutes", "2 hours", "3 days" in `lang`: in the largest unit that fits, rounded up. */
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

/** "Ana, Ben and Cleo" in `lang`. */
export function formatList(lang: string, items: readonly string[]): string {
  return formatter('list', lang, () => new Intl.ListFormat(lang)).format(items);
}

/** "21:07" for a Unix time in ms, in `lang`. */
export function formatTime(lang: string, ms: number): string {
  return formatter('time', lang, () => new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' })).format(
    ms,
  );
}
