/**
 * Reads fields of an answer whose shape is promised but not certain: what is missing or of another type becomes empty.
 */
export class ResponseReader {
  readonly #fields: Record<string, unknown>;

  constructor(value: unknown) {
    this.#fields =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  }

  /** True when the service answered this field, whatever its value. */
  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  /** A text, or a number as text; '' when it is missing. */
  string(name: string): string {
    const value = this.#fields[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  }

  /** A number, or a text of digits, which some commands answer for times. */
  number(name: string): number {
    const value = this.#fields[name];
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : 0;
  }

  /** The fields below this one; none when it is missing. */
  object(name: string): ResponseReader {
    return new ResponseReader(this.#fields[name]);
  }

  /** A list of objects; empty when it is missing. */
  list(name: string): ResponseReader[] {
    return this.#array(name).map((each) => new ResponseReader(each));
  }

  /** A list of texts; what is no text is left out. */
  strings(name: string): string[] {
    return this.#array(name).filter((each) => typeof each === 'string');
  }

  #array(name: string): unknown[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value : [];
  }
}
