// How many people are liking, from hearing some of them: those heard lately who had been heard before, as one counts fish
// (capture and recapture, Chapman's estimator). Good to a few thousand likers; beyond, nobody is heard twice.

/** Two windows of this length are compared. */
const WINDOW_MS = 15_000;
/** Enough for 40 messages a second through one window. */
const MAX_HEARD = 600;

export class LikerEstimate {
  #before = new Set<string>();
  #lately = new Set<string>();
  #since = -Infinity;

  /** A like message of `userId` arrived. */
  heard(now: number, userId: string): void {
    this.#turn(now);
    if (this.#lately.size < MAX_HEARD) this.#lately.add(userId);
  }

  /** undefined when too little was heard to tell. */
  count(now: number): number | undefined {
    this.#turn(now);
    let again = 0;
    for (const userId of this.#lately) if (this.#before.has(userId)) again++;
    if (again === 0) return undefined;
    return ((this.#before.size + 1) * (this.#lately.size + 1)) / (again + 1) - 1;
  }

  #turn(now: number): void {
    const age = now - this.#since;
    if (age < WINDOW_MS) return;
    this.#before = age < 2 * WINDOW_MS ? this.#lately : new Set();
    this.#lately = new Set();
    this.#since = now;
  }
}
