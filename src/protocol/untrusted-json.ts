// The reader of JSON that somebody else wrote: length and depth are checked before it is parsed, only own fields are
// read, each with the type and bounds that the caller states. A field that does not fit counts as missing; nothing
// throws.

/**
 * Tencent delivers at most 12 KB per message; a longer text did not come from it. Counted in UTF-16 units, which are
 * never more than the bytes.
 */
const MAX_LENGTH = 12 * 1024;
/** The deepest known format (a gift with its extInfo) nests four levels. */
const MAX_DEPTH = 8;
const WHOLE_NUMBER = /^-?\d{1,15}$/;

const QUOTE = 34;
const BACKSLASH = 92;

/** Whether the text opens more than `maxDepth` brackets outside strings. One pass, no recursion, nothing is parsed. */
export function isDeeperThan(json: string, maxDepth: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (isInString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
}

/** An object in somebody else's JSON. Made by `parse` or `wrap`. */
export class UntrustedJson {
  readonly #fields: object;

  private constructor(fields: object) {
    this.#fields = fields;
  }

  /** undefined when `json` is not a JSON object, or is too long or too deep for a message. */
  static parse(json: string): UntrustedJson | undefined {
    if (json.length > MAX_LENGTH || !/^\s*\{/.test(json) || isDeeperThan(json, MAX_DEPTH)) return undefined;
    try {
      return UntrustedJson.wrap(JSON.parse(json));
    } catch {
      return undefined; // Not JSON: a user typed a brace.
    }
  }

  /** An object that is parsed already; undefined for anything else. */
  static wrap(value: unknown): UntrustedJson | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new UntrustedJson(value) : undefined;
  }

  /** Own fields only: `__proto__` and the like read nothing. */
  get(key: string): unknown {
    return Object.hasOwn(this.#fields, key) ? (this.#fields as Record<string, unknown>)[key] : undefined;
  }

  has(key: string): boolean {
    const value = this.get(key);
    return value !== undefined && value !== null;
  }

  /** A string, cut to `max` UTF-16 units (never inside a surrogate pair); '' when the field is not a string. */
  string(key: string, max = MAX_LENGTH): string {
    const value = this.get(key);
    if (typeof value !== 'string') return '';
    return value.length <= max ? value : value.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  }

  /** A whole number, also one written as a string (Java and Swift apps differ); undefined when the field is not one. */
  integer(key: string): number | undefined {
    const value = this.get(key);
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
    return typeof value === 'string' && WHOLE_NUMBER.test(value) ? Number(value) : undefined;
  }

  object(key: string): UntrustedJson | undefined {
    return UntrustedJson.wrap(this.get(key));
  }

  /** The strings of an array: at most `max` of them, each not empty and at most `maxLength` long. */
  strings(key: string, max: number, maxLength: number): string[] {
    const value = this.get(key);
    if (!Array.isArray(value)) return [];
    return value
      .slice(0, max)
      .filter((each): each is string => typeof each === 'string' && each !== '' && each.length <= maxLength);
  }
}
