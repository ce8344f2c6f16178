// The one way into JSON that a stranger wrote: length and depth are checked before it is parsed, only own fields are
// read,
// each with the type and bounds that the reader asks for. Whatever does not fit is as good as absent; nothing throws.

/**
 * Tencent delivers at most 12 KB per message; what is longer did not come from there. UTF-16 units, so never too
 * strict.
 */
const MAX_LENGTH = 12 * 1024;
/** The deepest known format (a gift with its extInfo) nests four levels. */
const MAX_DEPTH = 8;
const WHOLE_NUMBER = /^-?\d{1,15}$/;

const QUOTE = 34;
const BACKSLASH = 92;

/** True when no bracket outside a string opens more than `MAX_DEPTH` levels. One pass, no recursion. */
function isShallow(json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === 123 || code === 91) {
      if (++depth > MAX_DEPTH) return false;
    } else if (code === 125 || code === 93) depth--;
  }
  return true;
}

/** An object out of a message's JSON. Made by `WireObject.parse`. */
export class UntrustedJson {
  readonly #fields: object;

  private constructor(fields: object) {
    this.#fields = fields;
  }

  /** undefined when `json` is not an object in JSON, or is too long or too deep to be one of ours. */
  static parse(json: string): UntrustedJson | undefined {
    if (json.length > MAX_LENGTH || !/^\s*\{/.test(json) || !isShallow(json)) return undefined;
    try {
      return UntrustedJson.#wrap(JSON.parse(json));
    } catch {
      return undefined; // Not JSON: somebody typed a brace.
    }
  }

  static #wrap(value: unknown): UntrustedJson | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new UntrustedJson(value) : undefined;
  }

  /** Own fields only: `__proto__` and its kin reach nothing. */
  #get(key: string): unknown {
    return Object.hasOwn(this.#fields, key) ? (this.#fields as Record<string, unknown>)[key] : undefined;
  }

  has(key: string): boolean {
    const value = this.#get(key);
    return value !== undefined && value !== null;
  }

  /** A string cut to `max` UTF-16 units (never inside a surrogate pair); '' when the field is none. */
  string(key: string, max = MAX_LENGTH): string {
    const value = this.#get(key);
    if (typeof value !== 'string') return '';
    return value.length <= max ? value : value.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  }

  /** A whole number, also one written as text (Java and Swift apps differ); undefined when the field is none. */
  integer(key: string): number | undefined {
    const value = this.#get(key);
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
    return typeof value === 'string' && WHOLE_NUMBER.test(value) ? Number(value) : undefined;
  }

  object(key: string): UntrustedJson | undefined {
    return UntrustedJson.#wrap(this.#get(key));
  }

  /** The strings of an array, at most `max` of them, each not empty and at most `maxLength` long. */
  strings(key: string, max: number, maxLength: number): string[] {
    const value = this.#get(key);
    if (!Array.isArray(value)) return [];
    return value
      .slice(0, max)
      .filter((each): each is string => typeof each === 'string' && each !== '' && each.length <= maxLength);
  }
}
