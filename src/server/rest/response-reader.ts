import { UntrustedJson } from '../../protocol/untrusted-json.js';

/**
 * Reads the fields of a response of the service. Its documented types are not certain: a field that is missing or of
 * another type is empty.
 */
export class ResponseReader {
  readonly #json: UntrustedJson | undefined;

  constructor(value: unknown) {
    this.#json = UntrustedJson.wrap(value);
  }

  /** True when the response has this field, whatever its value. */
  has(name: string): boolean {
    return this.#json?.get(name) !== undefined;
  }

  /** A string, or a number as a string; '' when it is missing. */
  string(name: string): string {
    const value = this.#json?.get(name);
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  }

  /** A number, also one written as a string, as some commands do for times; 0 when it is missing. */
  number(name: string): number {
    const value = this.#json?.get(name);
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : 0;
  }

  /** The object in this field; an empty one when it is missing. */
  object(name: string): ResponseReader {
    return new ResponseReader(this.#json?.get(name));
  }

  /** A list of objects; empty when it is missing. */
  list(name: string): ResponseReader[] {
    return this.#array(name).map((each) => new ResponseReader(each));
  }

  /** A list of strings, without the items of other types. */
  strings(name: string): string[] {
    return this.#array(name).filter((each) => typeof each === 'string');
  }

  #array(name: string): unknown[] {
    const value = this.#json?.get(name);
    return Array.isArray(value) ? value : [];
  }
}
