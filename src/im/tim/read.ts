// Reading of what the SDK hands over. Its objects hold what strangers sent, so nothing is taken for granted.

/** `value[key]`, or undefined where there is none. */
export function readField(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  return at;
}

/** A finite number at `path`, also when it came as a numeric string; otherwise 0. */
export function readNumber(value: unknown, ...path: readonly string[]): number {
  const found = readField(value, ...path);
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}

/** A string at `path`; numbers become strings, anything else ''. */
export function readString(value: unknown, ...path: readonly string[]): string {
  const found = readField(value, ...path);
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
}
