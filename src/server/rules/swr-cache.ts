import { BoundedMap } from '../../util/bounded-map.js';

interface Entry<Value> {
  value: Value;
  /** Unix ms. */
  at: number;
  /** In progress. */
  fetching: Promise<void> | undefined;
  isKnown: boolean;
}

export interface SwrCacheOptions<Value> {
  /** How long a value is used before it is fetched again. */
  freshMs: number;
  /** The value until the first fetch succeeds. */
  fallback: Value;
  fetch: (key: string) => Promise<Value>;
  onError: (error: unknown) => void;
  now: () => number;
}

const MAX_ENTRIES = 5000;

/**
 * A cache of the kind "stale while revalidate": only the first `get` of a key waits; later an old value is returned while
 * a new one is fetched.
 */
export class SwrCache<Value> {
  readonly #options: SwrCacheOptions<Value>;
  readonly #entries = new BoundedMap<string, Entry<Value>>(MAX_ENTRIES);

  constructor(options: SwrCacheOptions<Value>) {
    this.#options = options;
  }

  /** Never rejects. */
  async get(key: string): Promise<Value> {
    const { now, freshMs, fallback } = this.#options;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { value: fallback, at: -Infinity, fetching: undefined, isKnown: false };
      this.#entries.set(key, entry);
    }
    if (now() - entry.at > freshMs) entry.fetching ??= this.#fetch(key, entry);
    if (!entry.isKnown && entry.fetching) await entry.fetching;
    return entry.value;
  }

  /** Removes a value: the next `get` of the key fetches it and waits. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  async #fetch(key: string, entry: Entry<Value>): Promise<void> {
    try {
      entry.value = await this.#options.fetch(key);
    } catch (error) {
      this.#options.onError(error);
    }
    entry.isKnown = true; // after a failure the next fetch waits as long as after a success
    entry.at = this.#options.now();
    entry.fetching = undefined;
  }
}
