/**
 * How often something happens, lately: a mean that forgets exponentially. Constant work and memory; time comes from
 * outside, in ms.
 */
export class Rate {
  readonly #memoryS: number;
  #perSecond = 0;
  #at = 0;

  /** What is `memoryS` seconds old counts for a third of what is new. */
  constructor(memoryS: number) {
    this.#memoryS = memoryS;
  }

  add(now: number, times = 1): void {
    this.#perSecond = this.perSecond(now) + times / this.#memoryS;
    this.#at = now;
  }

  perSecond(now: number): number {
    return this.#perSecond * Math.exp(-Math.max(0, now - this.#at) / 1000 / this.#memoryS);
  }
}
