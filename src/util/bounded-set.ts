/** Remembers the last `capacity` strings; constant work and memory. */
export class BoundedSet {
  readonly #ring: (string | undefined)[];
  readonly #set = new Set<string>();
  #next = 0;

  constructor(capacity: number) {
    this.#ring = new Array<string | undefined>(capacity).fill(undefined);
  }

  has(value: string): boolean {
    return this.#set.has(value);
  }

  /** Adds; false when it was there already. */
  add(value: string): boolean {
    if (this.#set.has(value)) return false;
    const oldest = this.#ring[this.#next];
    if (oldest !== undefined) this.#set.delete(oldest);
    this.#ring[this.#next] = value;
    this.#next = (this.#next + 1) % this.#ring.length;
    this.#set.add(value);
    return true;
  }
}
