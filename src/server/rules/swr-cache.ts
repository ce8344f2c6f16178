// What is known of each room, asked of the service once in a while. After the first time nobody waits: what is old is
// handed out while it is asked for anew.

interface Entry<Value> {
  value: Value;
  /** Unix ms. */
  at: number;
  /** Under way. */
  asking: Promise<void> | undefined;
  isKnown: boolean;
}

export interface SwrCacheOptions<Value> {
  /** How long a value is taken as it is. */
  freshMs: number;
  /** Used until the first answer, and when it fails. */
  fallback: Value;
  fetch: (key: string) => Promise<Value>;
  onError: (error: unknown) => void;
  now: () => number;
}

const MAX_ENTRIES = 5000;

export class SwrCache<Value> {
  readonly #options: SwrCacheOptions<Value>;
  // In order of first use.
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(options: SwrCacheOptions<Value>) {
    this.#options = options;
  }

  /** Never rejects. */
  async get(key: string): Promise<Value> {
    const { now, freshMs, fallback } = this.#options;
    let entry = this.#entries.get(key);
    if (!entry) {
      this.#evict();
      entry = { value: fallback, at: -Infinity, asking: undefined, isKnown: false };
      this.#entries.set(key, entry);
    }
    if (now() - entry.at > freshMs) entry.asking ??= this.#fetch(key, entry);
    if (!entry.isKnown && entry.asking) await entry.asking;
    return entry.value;
  }

  /** The next look at `key` asks anew, and waits for the answer. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  async #fetch(key: string, entry: Entry<Value>): Promise<void> {
    try {
      entry.value = await this.#options.fetch(key);
    } catch (error) {
      this.#options.onError(error);
    }
    entry.isKnown = true; // a failure is not asked about again before it is old
    entry.at = this.#options.now();
    entry.asking = undefined;
  }

  #evict(): void {
    if (this.#entries.size < MAX_ENTRIES) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
