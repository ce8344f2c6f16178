import { BoundedMap } from '../../util/bounded-map.js';

/** As long as a signature is accepted: up to 60 s old, or 60 s ahead of this machine's clock. */
const WINDOW_MS = 120_000;
const MAX_ENTRIES = 10_000;

/**
 * Remembers responses by the request's fingerprint for as long as its signature is valid, so that a repeated request
 * (the service's own retry, or a replay) gets the same response and has no further effect. Failures (5xx) are not kept,
 * so that a retry can succeed. In memory, bounded.
 */
export class IdempotencyCache {
  readonly #now: () => number;
  readonly #entries = new BoundedMap<string, { readonly at: number; readonly response: Promise<Response> }>(
    MAX_ENTRIES,
  );

  /** `now` in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The kept response for `key`, otherwise the one that `make` makes. */
  async respond(key: string, make: () => Promise<Response>): Promise<Response> {
    this.#removeExpired();
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { at: this.#now(), response: make() };
      this.#entries.set(key, entry);
    }
    try {
      const response = await entry.response;
      if (response.status >= 500) this.#entries.delete(key);
      return response.clone();
    } catch (error) {
      this.#entries.delete(key);
      throw error;
    }
  }

  #removeExpired(): void {
    const expired = this.#now() - WINDOW_MS;
    for (const [key, { at }] of this.#entries.entries()) {
      if (at > expired) break;
      this.#entries.delete(key);
    }
  }
}
