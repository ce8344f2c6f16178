/**
 * What makes text of a value in a language; dear to make (some 50 µs), so each is made once for each language and kind.
 */
const made = new Map<string, unknown>();

/** The formatter of `kind` for `lang`, made by `make` at first. A kind has one type of formatter. */
export function formatter<T>(kind: string, lang: string, make: () => T): T {
  const key = `${kind} ${lang}`;
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}
