import { BoundedMap } from '../util/bounded-map.js';
import { TokenBucket } from '../util/token-bucket.js';

/** A number of requests in a time. */
export interface RateLimit {
  /** Requests that may come at once, and again in each window. */
  limit: number;
  windowSeconds: number;
}

const MAX_KEYS = 20_000;

/**
 * A token bucket per key, in memory, with a bounded number of keys; the key that was used least recently is removed
 * first. It knows one process only: on several machines the limit is multiplied by their number.
 */
export class RateLimiter {
  readonly #perSecond: number;
  readonly #limit: number;
  readonly #now: () => number;
  readonly #buckets = new BoundedMap<string, TokenBucket>(MAX_KEYS);

  /** `now` is in ms. TypeError when the numbers are not above 0. */
  constructor({ limit, windowSeconds }: RateLimit, now: () => number = Date.now) {
    if (!(limit >= 1) || !(windowSeconds > 0))
      throw new TypeError('A rate limit needs limit ≥ 1 and windowSeconds > 0.');
    this.#limit = limit;
    this.#perSecond = limit / windowSeconds;
    this.#now = now;
  }

  /** 0 when the request may pass, otherwise the seconds to wait. */
  take(key: string): number {
    const bucket = this.#bucket(key);
    return bucket.take(this.#now()) ? 0 : Math.ceil(bucket.waitMs / 1000);
  }

  /** Takes as many of `wanted` as the limit allows, and returns their number. */
  takeUpTo(key: string, wanted: number): number {
    return this.#bucket(key).takeUpTo(this.#now(), wanted);
  }

  #bucket(key: string): TokenBucket {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#perSecond, this.#limit);
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
