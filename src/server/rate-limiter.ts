// A token bucket per key, in memory, with a bounded number of keys. One process's view: a site on many machines
// multiplies the limit by their number, which is still a limit.

/** So many in so long. */
export interface RateLimit {
  /** Requests that may come at once, and again over each window. */
  limit: number;
  windowSeconds: number;
}

interface Bucket {
  tokens: number;
  /** Unix ms of the last look. */
  at: number;
}

const MAX_KEYS = 20_000;

/** Counts per key. */
export class RateLimiter {
  readonly #limit: number;
  readonly #perMs: number;
  readonly #now: () => number;
  // Kept in order of last use, so that the first is the longest idle.
  readonly #buckets = new Map<string, Bucket>();

  /** `now` is in ms. TypeError when the numbers are not above 0. */
  constructor({ limit, windowSeconds }: RateLimit, now: () => number = Date.now) {
    if (!(limit >= 1) || !(windowSeconds > 0))
      throw new TypeError('A rate limit needs limit ≥ 1 and windowSeconds > 0.');
    this.#limit = limit;
    this.#perMs = limit / (windowSeconds * 1000);
    this.#now = now;
  }

  /** 0 when the request may pass, otherwise the seconds to wait. */
  take(key: string): number {
    const bucket = this.#filled(key);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.ceil((1 - bucket.tokens) / this.#perMs / 1000);
  }

  /** Takes as many of `wanted` as there is room for, and says how many. */
  takeUpTo(key: string, wanted: number): number {
    const bucket = this.#filled(key);
    const taken = Math.min(wanted, Math.floor(bucket.tokens));
    bucket.tokens -= taken;
    return taken;
  }

  #filled(key: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#limit, at: now };
    bucket.tokens = Math.min(this.#limit, bucket.tokens + Math.max(0, now - bucket.at) * this.#perMs);
    bucket.at = now;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MAX_KEYS) this.#forgetOldest();
    return bucket;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
