import { BoundedMap } from '../../util/bounded-map.js';
import { settlesWithin } from '../../util/promises.js';

/** As long as a signature is accepted: up to 60 s old, or 60 s ahead of this machine's clock. */
const WINDOW_MS = 120_000;
/** 1,600 events per second for the whole window; an entry has some 200 bytes. */
export const MAX_ENTRIES = 200_000;

interface StoredResponse {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function store(response: Response): Promise<StoredResponse> {
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}

/**
 * Remembers responses by the request's fingerprint for as long as its signature is valid, so that a repeated request
 * (the service's own retry, or a replay) gets the same response and has no further effect. Failures (5xx) are not kept,
 * so that a retry can succeed. In memory, bounded.
 */
export class IdempotencyCache {
  readonly #now: () => number;
  readonly #entries: BoundedMap<string, { readonly at: number; readonly response: Promise<StoredResponse> }>;

  readonly #patienceMs: number;

  /**
   * `now` in ms. `patienceMs`: a response that takes longer was stopped together with the function that made it.
   * `maxEntries`: the oldest response is removed above it.
   */
  constructor(now: () => number, patienceMs: number, maxEntries = MAX_ENTRIES) {
    this.#now = now;
    this.#patienceMs = patienceMs;
    this.#entries = new BoundedMap(maxEntries);
  }

  /** The kept response for `key`, otherwise the one that `make` makes. */
  async respond(key: string, make: () => Promise<Response>): Promise<Response> {
    this.#removeExpired();
    let entry = this.#entries.get(key);
    if (entry && !(await settlesWithin(entry.response, this.#patienceMs))) {
      const newer = this.#entries.get(key);
      entry = newer === entry ? undefined : newer;
    }
    if (!entry) {
      entry = { at: this.#now(), response: make().then(store) };
      this.#entries.set(key, entry);
    }
    try {
      const { status, type, body } = await entry.response;
      if (status >= 500) this.#entries.delete(key);
      return new Response(body, { status, headers: { 'Content-Type': type } });
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
