/**
 * A map that holds at most `capacity` entries. A new entry beyond that removes the oldest one. `set` makes an entry the
 * newest, `get` does not. Constant work for each call.
 */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  /**
   * Stands at the oldest entry. It is kept because a fresh iterator would first step over every entry that was removed
   * since the table was last rebuilt.
   */
  #oldest: IterableIterator<Key> | undefined;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.#entries.size;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.capacity) this.#removeOldest();
  }

  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#oldest = undefined;
  }

  /** Oldest first. */
  entries(): IterableIterator<[Key, Value]> {
    return this.#entries.entries();
  }

  #removeOldest(): void {
    this.#oldest ??= this.#entries.keys();
    let next = this.#oldest.next();
    if (next.done) next = (this.#oldest = this.#entries.keys()).next();
    if (!next.done) this.#entries.delete(next.value);
  }
}

/** Remembers the last `capacity` values. */
export class BoundedSet<Value> {
  readonly #entries: BoundedMap<Value, true>;

  constructor(capacity: number) {
    this.#entries = new BoundedMap(capacity);
  }

  has(value: Value): boolean {
    return this.#entries.has(value);
  }

  /** Adds a value. False when it is there already; it does not become the newest then. */
  add(value: Value): boolean {
    if (this.#entries.has(value)) return false;
    this.#entries.set(value, true);
    return true;
  }
}
