import { readField } from './read-field.js';

/** A finite number at `path`, also when it came as a numeric string; otherwise 0. */
export function readNumber(value: unknown, ...path: readonly string[]): number {
  const found = readField(value, ...path);
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}
