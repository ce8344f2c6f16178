/** Reads fields of an answer whose shape is promised but not certain: what is missing or of another type becomes empty. */
export class AnswerReader {
  readonly #fields: Record<string, unknown>;

  constructor(value: unknown) {
    this.#fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  text(name: string): string {
    const value = this.#fields[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  }

  /** A number, or a text of digits, which some commands answer for times. */
  number(name: string): number {
    const value = this.#fields[name];
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : 0;
  }

  object(name: string): AnswerReader {
    return new AnswerReader(this.#fields[name]);
  }

  list(name: string): AnswerReader[] {
    return this.#array(name).map((each) => new AnswerReader(each));
  }

  texts(name: string): string[] {
    return this.#array(name).filter((each) => typeof each === 'string');
  }

  #array(name: string): unknown[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value : [];
  }
}
