// Reading of what the SDK hands over. Its objects hold what strangers sent, so nothing is taken for granted.

/** `value[key]`, or undefined where there is none. */
export function readField(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  return at;
}
