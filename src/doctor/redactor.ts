/** Every UserSig is base64 of a zlib stream, with `*`, `-` and `_` in place of `+`, `/` and `=`. */
const USER_SIG = /\be[AJN][\w*-]{60,}/g;
/** A shorter text is not a key, and could be part of any word. */
const MIN_SECRET_CHARACTERS = 6;

/** Removes keys and signatures from everything that is printed, also where the service repeats them in an error. */
export class Redactor {
  readonly #secrets: ReadonlySet<string>;

  /** `secrets` may grow later. */
  constructor(secrets: ReadonlySet<string>) {
    this.#secrets = secrets;
  }

  /** A text without secrets. */
  text(text: string): string {
    let result = text;
    for (const secret of this.#secrets) {
      if (secret.length < MIN_SECRET_CHARACTERS) continue;
      for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]))
        result = result.replaceAll(form, '[secret]');
    }
    return result.replace(USER_SIG, '[signature]');
  }

  /** A copy of JSON-like data in which every text is without secrets. */
  redact<Value>(value: Value): Value {
    if (typeof value === 'string') return this.text(value) as Value;
    if (Array.isArray(value)) return value.map((each: unknown) => this.redact(each)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.redact(each as unknown)])) as Value;
  }
}
