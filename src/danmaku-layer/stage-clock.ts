/** Time on the stage, in ms: runs with the page's clock, faster or slower by `rate`, and stands still at rate 0. */
export class StageClock {
  #base = 0;
  #since = performance.now();
  #rate = 1;

  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#base = this.now();
    this.#since = performance.now();
    this.#rate = rate;
  }

  now(): number {
    return this.#base + (performance.now() - this.#since) * this.#rate;
  }
}
