// Readers for the SDK's objects. They hold what other users sent, so no field is assumed to exist or to have a type.

/** The field at `path`, or undefined when there is none. */
export function readField(value: unknown, ...path: readonly string[]): unknown {
  let field = value;
  for (const key of path)
    field = typeof field === 'object' && field !== null ? (field as Record<string, unknown>)[key] : undefined;
  return field;
}

/** The finite number at `path`, also when it is a numeric string; otherwise 0. */
export function readNumber(value: unknown, ...path: readonly string[]): number {
  const field = readField(value, ...path);
  const number = typeof field === 'string' && field !== '' ? Number(field) : field;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}

/** The string at `path`; numbers become strings, anything else ''. */
export function readString(value: unknown, ...path: readonly string[]): string {
  const field = readField(value, ...path);
  return typeof field === 'string' ? field : typeof field === 'number' ? String(field) : '';
}
