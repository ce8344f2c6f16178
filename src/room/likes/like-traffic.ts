/**
 * How often something happens, lately: a mean that forgets exponentially. Constant work and memory; time comes from
 * outside, in ms.
 */
export class RateMeter {
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

// What a room's like messages tell by their sheer arrival: how many come a second, and about how many people send them.
// Everybody in the room hears the same, which is what lets everybody steer without talking about it.

/** How much of the past the rate remembers, seconds. */
const RATE_MEMORY_S = 2;
/** People heard in two windows of this length, one after the other, are compared. */
const WINDOW_MS = 15_000;
/** Enough for 40 messages a second through one window. */
const MAX_HEARD = 600;
/** The estimate is made anew this often at most. */
const ESTIMATE_EVERY_MS = 500;

export class LikeTrafficEstimator {
  readonly #rate = new RateMeter(RATE_MEMORY_S);
  #before = new Set<string>();
  #lately = new Set<string>();
  #since = -Infinity;
  #estimate: number | undefined;
  #estimatedAt = -Infinity;

  /** A like message of `userId` came, anybody's, ours too. */
  record(now: number, userId: string): void {
    this.#rate.add(now);
    this.#turn(now);
    if (this.#lately.size < MAX_HEARD) this.#lately.add(userId);
  }

  /** Like messages a second, lately. */
  rate(now: number): number {
    return this.#rate.perSecond(now);
  }

  /**
   * About how many people are liking, or undefined when too little was heard to tell: as one counts fish, by how many
   * of those heard lately had been heard before (Chapman's estimator). Beyond a few thousand nobody is heard twice.
   */
  likers(now: number): number | undefined {
    if (now - this.#estimatedAt < ESTIMATE_EVERY_MS) return this.#estimate;
    this.#estimatedAt = now;
    this.#turn(now);
    let again = 0;
    for (const userId of this.#lately) if (this.#before.has(userId)) again++;
    this.#estimate = again === 0 ? undefined : ((this.#before.size + 1) * (this.#lately.size + 1)) / (again + 1) - 1;
    return this.#estimate;
  }

  #turn(now: number): void {
    const age = now - this.#since;
    if (age < WINDOW_MS) return;
    this.#before = age < 2 * WINDOW_MS ? this.#lately : new Set();
    this.#lately = new Set();
    this.#since = now;
  }
}
