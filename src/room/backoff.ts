/** Waiting times between attempts: full jitter, doubling, without end. */
export class Backoff {
  #attempts = 0;

  constructor(
    private readonly random: () => number,
    /** Of the first wait at most, ms. */
    private readonly baseMs = 500,
    /** Of any wait at most, ms. */
    private readonly capMs = 30_000,
  ) {}

  get attempts(): number {
    return this.#attempts;
  }

  /** The next wait in ms, at least `minimum`. */
  next(minimum = 0): number {
    const ceiling = Math.min(this.capMs, this.baseMs * 2 ** Math.min(this.#attempts, 20));
    this.#attempts++;
    return Math.max(minimum, Math.round(this.random() * ceiling));
  }

  /** Begins small again, after success. */
  reset(): void {
    this.#attempts = 0;
  }
}
