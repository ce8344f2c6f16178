import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import { BoundedMap } from '../../util/bounded-map.js';
import { TokenBucket } from '../../util/token-bucket.js';

/**
 * The rate of recent events: an exponentially weighted mean. Constant time and memory; the caller provides the time,
 * ms.
 */
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
   * About how many users are liking, or undefined when there is too little data. Capture and recapture: it depends on
   * how many users of the present window were in the previous one (Chapman's estimator). With more than a few thousand
   * users nobody appears twice.
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

/** More than a held button produces (8 per second), and more than two thumbs. */
const LIKES_PER_SECOND = 20;
/** The largest message of a user whose likes waited long, plus the likes of the minute before. */
const BURST = MAX_LIKES_PER_MESSAGE + 60 * LIKES_PER_SECOND;
/**
 * Likes accepted from a user whose likes were not received before: a minute of them. A stranger cannot add thousands to
 * the total with one message.
 */
export const FIRST_BURST = 60 * LIKES_PER_SECOND;
/** Users remembered; the user who sent nothing for longest is removed first. */
const MAX_RATE_LIMITED_USERS = 2_000;

/** Limits how many of the likes that a user's messages claim are counted: no user makes more than this. */
export class LikeRateLimiter {
  readonly #buckets = new BoundedMap<string, TokenBucket>(MAX_RATE_LIMITED_USERS);

  /** How many of `count` likes of `userId` are counted. A user's first message may carry likes of a long wait. */
  take(now: number, userId: string, count: number): number {
    const bucket = this.#buckets.get(userId) ?? new TokenBucket(LIKES_PER_SECOND, BURST, FIRST_BURST);
    this.#buckets.set(userId, bucket);
    return bucket.takeUpTo(now, count);
  }
}
