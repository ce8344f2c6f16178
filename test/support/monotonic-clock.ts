import type { TestContext } from 'node:test';

/** `performance.now()` with time that a test adds. Restored when the test ends. */
export class MonotonicClock {
  #addedMs = 0;

  constructor(test: TestContext) {
    const { now } = performance;
    performance.now = () => now.call(performance) + this.#addedMs;
    test.after(() => {
      performance.now = now;
    });
  }

  /** Lets the clock jump ahead. */
  advance(ms: number): void {
    this.#addedMs += ms;
  }
}
