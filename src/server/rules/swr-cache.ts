import { BoundedMap } from '../../util/bounded-map.js';
import { RECHECK_MS, settlesWithin } from '../../util/promises.js';
import type { RequestContext } from '../request-context.js';

/** A fetch in progress. */
interface Fetching {
  readonly done: Promise<void>;
  /** Time of the clock. */
  readonly since: number;
}

interface Entry<Value> {
  value: Value;
  /** Unix ms. */
  at: number;
  fetching: Fetching | undefined;
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
/** A fetch has a shorter limit of its own. One that takes longer was stopped together with the function it ran in. */
const STOPPED_AFTER_MS = 3000;

/**
 * A cache of the kind "stale while revalidate": only the first `get` of a key waits; later an old value is returned
 * while a new one is fetched. Where the platform has once stopped such a fetch, `get` waits for each of them.
 */
export class SwrCache<Value> {
  readonly #options: SwrCacheOptions<Value>;
  readonly #entries = new BoundedMap<string, Entry<Value>>(MAX_ENTRIES);
  #isStopped = false;

  constructor(options: SwrCacheOptions<Value>) {
    this.#options = options;
  }

  /** Never rejects. `context` keeps the function alive until a value is fetched that `get` does not wait for. */
  async get(key: string, context?: RequestContext): Promise<Value> {
    const { now, freshMs, fallback } = this.#options;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { value: fallback, at: -Infinity, fetching: undefined, isKnown: false };
      this.#entries.set(key, entry);
    }
    for (;;) {
      if (entry.fetching && now() - entry.fetching.since > STOPPED_AFTER_MS) {
        this.#isStopped = true;
        entry.fetching = undefined;
      }
      if (now() - entry.at > freshMs) entry.fetching ??= { done: this.#fetch(key, entry), since: now() };
      const { fetching } = entry;
      if (!fetching) return entry.value;
      if (entry.isKnown && !this.#isStopped) {
        context?.waitUntil?.(fetching.done);
        return entry.value;
      }
      if (await settlesWithin(fetching.done, RECHECK_MS)) return entry.value;
    }
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
