import type { LikeTrafficEstimator } from './like-traffic.js';

/** The shortest time between two requests of one user to the counter; the SDK allows 20 calls in 5 seconds. */
const MIN_COUNTER_INTERVAL_MS = 2_000;
/** The longest such time: after more, users may have left before their likes are counted. */
const MAX_COUNTER_INTERVAL_MS = 120_000;
/** Requests per second of all users together: Tencent's limit for one REST command. */
const CALLS_PER_SECOND = 200;

/** The time between two requests to the counter by one of `likers` users, ms; changed at random by up to a quarter. */
export function counterInterval(likers: number, random: () => number): number {
  const share = (likers / CALLS_PER_SECOND) * 1000;
  return Math.min(Math.max(share, MIN_COUNTER_INTERVAL_MS), MAX_COUNTER_INTERVAL_MS) * (0.75 + random() / 2);
}

// Rate control: when one of an unknown number of users may send its merged likes, so that all of them together use at
// most a fifth of what the service delivers. There is no coordination: every page receives the same like messages and
// adjusts its own rate to them. Pure: the caller provides clock and randomness.
//
// Each page sends with a small probability per second. It rises while the room receives fewer like messages than the
// target, and falls while it receives more. Thousands may start at once (a goal is scored), so it starts as if
// everybody in the room did.

/** The service delivers 40 messages per second to a room; likes may be a fifth. Lower, because arrivals are random. */
const TARGET_PER_SECOND = 5.5;
/** The mean time between two messages in a nearly empty room. */
const MIN_INTERVAL_S = 0.7;
/** The shortest time between two messages of one user, so that a burst of taps is one message. */
const MIN_GAP_MS = 500;
/** The longest mean time between two messages: the length of a show. */
const MAX_INTERVAL_S = 20_000;
/** How fast the logarithm of the rate rises per second without traffic. A higher value overshoots. */
const GROWTH = 0.5;
/** How fast it falls per second at most. */
const SHRINKAGE = 1;
/** After this long without likes a user starts as a new one. */
const FORGET_AFTER_MS = 20_000;
/** Above this many messages of all kinds per second the service will soon drop likes. */
const BUSY_PER_SECOND = 34;
/** After a longer time the page was suspended, and the absence of messages means nothing. */
const MAX_STEP_MS = 2_000;
/** Used while the number of users in the room is unknown. */
const DEFAULT_AUDIENCE = 200;
/**
 * The part of the difference to the average rate of all likers (in logarithms) that is corrected per second. It gives
 * early and late likers the same rate.
 */
const FAIRNESS = 0.02;

export interface LikeRateContext {
  /** Users in the room, if known. */
  readonly audience: number | undefined;
  /** Received messages of all kinds per second; 0 when not measured. */
  readonly messagesPerSecond: number;
}

export class LikeRateController {
  readonly #random: () => number;
  readonly #traffic: LikeTrafficEstimator;
  /** Natural logarithm of the rate, in messages per second. */
  #logRate = 0;
  /**
   * How much of the rate, summed over time, must pass before the next message. Exponentially distributed, so that the
   * messages of many users are spread.
   */
  #remainingHazard = 0;
  #notBefore = -Infinity;
  #updatedAt = -Infinity;

  constructor(traffic: LikeTrafficEstimator, random: () => number) {
    this.#traffic = traffic;
    this.#random = random;
  }

  /** The mean time between two messages at the present rate, ms. */
  get interval(): number {
    return 1000 / Math.exp(this.#logRate);
  }

  /** The number of users who are liking, estimated from the rate: at this rate, so many reach the target. */
  get likers(): number {
    return TARGET_PER_SECOND / Math.exp(this.#logRate);
  }

  /** There are likes to send, and there were none before. */
  start(now: number, room: LikeRateContext): void {
    // Not the number of users who like already: thousands may start at the same moment.
    if (now - this.#updatedAt > FORGET_AFTER_MS) this.#logRate = this.#logRateFor(room.audience ?? DEFAULT_AUDIENCE);
    this.#updatedAt = now;
    this.#sampleHazard();
  }

  /** To be called at intervals while likes wait; true when they may be sent. */
  isDue(now: number, room: LikeRateContext): boolean {
    const seconds = Math.min(Math.max(0, now - this.#updatedAt), MAX_STEP_MS) / 1000;
    this.#updatedAt = now;
    const load = Math.max(
      this.#traffic.rate(now) / TARGET_PER_SECOND,
      room.messagesPerSecond > BUSY_PER_SECOND ? 2 : 0,
    );
    const drift = Math.max(-SHRINKAGE, GROWTH * (1 - load));
    const likers = this.#traffic.likers(now);
    const pull = likers === undefined ? 0 : FAIRNESS * (this.#logRateFor(likers) - this.#logRate);
    this.#logRate = this.#bound(this.#logRate + (drift + pull) * seconds);
    this.#remainingHazard -= Math.exp(this.#logRate) * seconds;
    return this.#remainingHazard <= 0 && now >= this.#notBefore;
  }

  /** A message was sent, or the attempt failed. */
  sent(now: number): void {
    this.#notBefore = now + MIN_GAP_MS;
    this.#sampleHazard();
  }

  #sampleHazard(): void {
    this.#remainingHazard = -Math.log(1 - this.#random());
  }

  #logRateFor(likers: number): number {
    return this.#bound(Math.log(TARGET_PER_SECOND / Math.max(likers, 1)));
  }

  #bound(logRate: number): number {
    return Math.min(Math.max(logRate, -Math.log(MAX_INTERVAL_S)), -Math.log(MIN_INTERVAL_S));
  }
}
