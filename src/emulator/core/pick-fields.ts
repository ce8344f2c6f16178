import type { Fields, JsonObject } from './fields.js';

/**
 * The fields of `object` that the filter `key` of a request names, and those of `always`. Without that filter, all
 * fields.
 */
export function pickFields(object: JsonObject, filters: Fields, key: string, always: readonly string[]): JsonObject {
  if (!filters.has(key)) return object;
  const requested = new Set([...always, ...filters.strings(key)]);
  return Object.fromEntries(Object.entries(object).filter(([name]) => requested.has(name)));
}
