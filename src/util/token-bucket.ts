/**
 * Allows `perSecond` on average and `burst` at once. The caller passes the time, in ms; after a step back of the clock
 * the bucket goes on from the new time.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #updatedAt: number | undefined;

  /** `initial`: the tokens at the start. */
  constructor(perSecond: number, burst: number, initial = burst) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = initial;
  }

  /** Takes one token; false when there is none. */
  take(now: number): boolean {
    return this.takeUpTo(now, 1) === 1;
  }

  /** Takes as many of `wanted` tokens as there are, and returns their number. */
  takeUpTo(now: number, wanted: number): number {
    const elapsed = Math.max(0, now - (this.#updatedAt ?? now));
    this.#tokens = Math.min(this.#burst, this.#tokens + elapsed * this.#perMs);
    this.#updatedAt = now;
    const taken = Math.min(wanted, Math.floor(this.#tokens));
    this.#tokens -= taken;
    return taken;
  }

  /** Milliseconds from the last `take` until there is a token; 0 when there is one. */
  get waitMs(): number {
    return Math.max(0, (1 - this.#tokens) / this.#perMs);
  }
}
