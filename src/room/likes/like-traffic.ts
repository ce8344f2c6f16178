/** The rate of recent events: an exponentially weighted mean. Constant time and memory; the caller provides the time, ms. */
export class RateMeter {
  readonly #timeConstantS: number;
  #perSecond = 0;
  #at = 0;

  /** An event that is `timeConstantS` old has about a third of the weight of a new one. */
  constructor(timeConstantS: number) {
    this.#timeConstantS = timeConstantS;
  }

  add(now: number, count = 1): void {
    this.#perSecond = this.perSecond(now) + count / this.#timeConstantS;
    this.#at = now;
  }

  perSecond(now: number): number {
    return this.#perSecond * Math.exp(-Math.max(0, now - this.#at) / 1000 / this.#timeConstantS);
  }
}

// Estimates the rate of like messages in a room, and about how many users send them. Every page receives the same
// messages and comes to the same estimate; like-rate-controller.ts depends on that.

/** The time constant of the rate, seconds. */
const RATE_TIME_CONSTANT_S = 2;
/** The users of two successive windows of this length are compared. */
const WINDOW_MS = 15_000;
/** Enough for 40 messages per second during one window. */
const MAX_USERS = 600;
/** The estimate is updated at most this often. */
const ESTIMATE_INTERVAL_MS = 500;

export class LikeTrafficEstimator {
  readonly #rate = new RateMeter(RATE_TIME_CONSTANT_S);
  #previous = new Set<string>();
  #current = new Set<string>();
  #windowStart = -Infinity;
  #estimate: number | undefined;
  #estimatedAt = -Infinity;

  /** A like message was received, or one of this user was sent. */
  record(now: number, userId: string): void {
    this.#rate.add(now);
    this.#rotate(now);
    if (this.#current.size < MAX_USERS) this.#current.add(userId);
  }

  /** Like messages per second. */
  rate(now: number): number {
    return this.#rate.perSecond(now);
  }

  /**
   * About how many users are liking, or undefined when there is too little data. Capture and recapture: it depends on how
   * many users of the present window were in the previous one (Chapman's estimator). With more than a few thousand users
   * nobody appears twice.
   */
  likers(now: number): number | undefined {
    if (now - this.#estimatedAt < ESTIMATE_INTERVAL_MS) return this.#estimate;
    this.#estimatedAt = now;
    this.#rotate(now);
    let recaptured = 0;
    for (const userId of this.#current) if (this.#previous.has(userId)) recaptured++;
    this.#estimate =
      recaptured === 0 ? undefined : ((this.#previous.size + 1) * (this.#current.size + 1)) / (recaptured + 1) - 1;
    return this.#estimate;
  }

  #rotate(now: number): void {
    const age = now - this.#windowStart;
    if (age < WINDOW_MS) return;
    this.#previous = age < 2 * WINDOW_MS ? this.#current : new Set();
    this.#current = new Set();
    this.#windowStart = now;
  }
}
