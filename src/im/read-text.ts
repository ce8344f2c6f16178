import { readField } from './read-field.js';

/** A string at `path`; numbers become strings, anything else ''. */
export function readText(value: unknown, ...path: readonly string[]): string {
  const found = readField(value, ...path);
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
}
