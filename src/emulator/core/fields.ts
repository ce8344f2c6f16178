import { ServiceError } from './call.js';

/** A JSON object with unknown content. */
export type JsonObject = Record<string, unknown>;

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tencent's code for a missing or invalid parameter. */
const BAD_PARAMETER = 10004;

/** A typed view of an untrusted request body. Every reader throws ServiceError 10004 on a wrong type. */
export class Fields {
  readonly raw: JsonObject;

  constructor(raw: unknown) {
    this.raw = isJsonObject(raw) ? raw : {};
  }

  /** Whether the body has the key. */
  has(key: string): boolean {
    return Object.hasOwn(this.raw, key);
  }

  /** The unchecked value, or undefined. */
  get(key: string): unknown {
    return this.has(key) ? this.raw[key] : undefined;
  }

  /** A required string that is not empty. */
  string(key: string): string {
    const value = this.get(key);
    if (typeof value !== 'string' || value === '')
      throw new ServiceError(BAD_PARAMETER, `${key} must be a non-empty string`);
    return value;
  }

  /** A string, or undefined if the key is absent. */
  optionalString(key: string): string | undefined {
    const value = this.get(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new ServiceError(BAD_PARAMETER, `${key} must be a string`);
    return value;
  }

  /** A required integer. */
  integer(key: string): number {
    const value = this.optionalInteger(key);
    if (value === undefined) throw new ServiceError(BAD_PARAMETER, `${key} must be an integer`);
    return value;
  }

  /** An integer, or undefined if the key is absent. */
  optionalInteger(key: string): number | undefined {
    const value = this.get(key);
    if (value === undefined || value === null) return undefined;
    if (!Number.isSafeInteger(value)) throw new ServiceError(BAD_PARAMETER, `${key} must be an integer`);
    return value as number;
  }

  /** An array; an absent one is empty unless `required`. */
  list(key: string, { required = false, max = Infinity } = {}): readonly unknown[] {
    const value = this.get(key);
    if (value === undefined && !required) return [];
    if (!Array.isArray(value)) throw new ServiceError(BAD_PARAMETER, `${key} must be an array`);
    if (value.length > max) throw new ServiceError(BAD_PARAMETER, `${key} may have at most ${max} entries`);
    return value;
  }

  /** An array of non-empty strings. */
  strings(key: string, options?: { required?: boolean; max?: number }): string[] {
    return this.list(key, options).map((value) => {
      if (typeof value !== 'string' || value === '')
        throw new ServiceError(BAD_PARAMETER, `${key} must contain non-empty strings`);
      return value;
    });
  }

  /** An array of objects, each as Fields. */
  objects(key: string, options?: { required?: boolean; max?: number }): Fields[] {
    return this.list(key, options).map((value) => {
      if (!isJsonObject(value)) throw new ServiceError(BAD_PARAMETER, `${key} must contain objects`);
      return new Fields(value);
    });
  }
}

/**
 * The fields of `object` that the filter `key` of a request names, and those of `always`. Without that filter, all
 * fields.
 */
export function pickFields(object: JsonObject, filters: Fields, key: string, always: readonly string[]): JsonObject {
  if (!filters.has(key)) return object;
  const requested = new Set([...always, ...filters.strings(key)]);
  return Object.fromEntries(Object.entries(object).filter(([name]) => requested.has(name)));
}
