/** Lets through `perSecond` on average and `burst` at once. Time comes from outside, in ms. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #level: number;
  #at = -Infinity;

  constructor(perSecond: number, burst: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#level = burst;
  }

  /** Takes one; false when there is none. */
  take(now: number): boolean {
    if (now > this.#at) {
      this.#level = Math.min(this.#burst, this.#level + (this.#at === -Infinity ? 0 : (now - this.#at) * this.#perMs));
      this.#at = now;
    }
    if (this.#level < 1) return false;
    this.#level -= 1;
    return true;
  }
}
