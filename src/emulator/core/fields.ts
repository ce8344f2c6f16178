import { ServiceError } from './call.js';

/** A JSON object whose content is not known yet. */
export type JsonObject = Record<string, unknown>;

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Reads the body of a request, which may hold anything. Whatever is missing or of the wrong type is refused by name.

/** Tencent's code for a parameter that is missing or wrong. */
const BAD_PARAMETER = 10004;

/** A typed view of an untrusted request body. Every reader throws ServiceError 10004 on a wrong type. */
export class Fields {
  readonly raw: JsonObject;

  constructor(raw: unknown) {
    this.raw = isJsonObject(raw) ? raw : {};
  }

  /** Whether the body has the key, whatever its type. */
  has(key: string): boolean {
    return Object.hasOwn(this.raw, key);
  }

  /** The value as it came, or undefined. */
  get(key: string): unknown {
    return this.has(key) ? this.raw[key] : undefined;
  }

  /** A text that must be there and not be empty. */
  string(key: string): string {
    const value = this.get(key);
    if (typeof value !== 'string' || value === '')
      throw new ServiceError(BAD_PARAMETER, `${key} must be a text that is not empty`);
    return value;
  }

  /** A text, or undefined when the key is absent. */
  optionalString(key: string): string | undefined {
    const value = this.get(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new ServiceError(BAD_PARAMETER, `${key} must be a text`);
    return value;
  }

  /** A whole number that must be there. */
  integer(key: string): number {
    const value = this.optionalInteger(key);
    if (value === undefined) throw new ServiceError(BAD_PARAMETER, `${key} must be a whole number`);
    return value;
  }

  /** A whole number, or undefined when the key is absent. */
  optionalInteger(key: string): number | undefined {
    const value = this.get(key);
    if (value === undefined || value === null) return undefined;
    if (!Number.isSafeInteger(value)) throw new ServiceError(BAD_PARAMETER, `${key} must be a whole number`);
    return value as number;
  }

  /** A list; an absent one is empty unless `required`. */
  list(key: string, { required = false, max = Infinity } = {}): readonly unknown[] {
    const value = this.get(key);
    if (value === undefined && !required) return [];
    if (!Array.isArray(value)) throw new ServiceError(BAD_PARAMETER, `${key} must be a list`);
    if (value.length > max) throw new ServiceError(BAD_PARAMETER, `${key} may hold at most ${max} entries`);
    return value;
  }

  /** A list of texts. */
  strings(key: string, options?: { required?: boolean; max?: number }): string[] {
    return this.list(key, options).map((value) => {
      if (typeof value !== 'string' || value === '') throw new ServiceError(BAD_PARAMETER, `${key} must hold texts`);
      return value;
    });
  }

  /** A list of objects, each as Fields. */
  objects(key: string, options?: { required?: boolean; max?: number }): Fields[] {
    return this.list(key, options).map((value) => {
      if (!isJsonObject(value)) throw new ServiceError(BAD_PARAMETER, `${key} must hold objects`);
      return new Fields(value);
    });
  }
}
