// Answers given within the signature's window, so that a request that comes again (the service's own retry, or someone
// who
// caught one on the way) is answered alike and does nothing twice. In memory, bounded.

const WINDOW_MS = 120_000;
const MAX_ENTRIES = 10_000;

/** Remembers answers by the request's fingerprint. Failures (5xx) are forgotten, so that a retry can do better. */
export class IdempotencyCache {
  readonly #now: () => number;
  // In order of arrival, so that the first is the oldest.
  readonly #entries = new Map<string, { at: number; response: Promise<Response> }>();

  /** `now` in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  async respond(key: string, make: () => Promise<Response>): Promise<Response> {
    this.#forget();
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

  #forget(): void {
    const oldest = this.#now() - WINDOW_MS;
    for (const [key, { at }] of this.#entries) {
      if (at > oldest && this.#entries.size < MAX_ENTRIES) break;
      this.#entries.delete(key);
    }
  }
}
