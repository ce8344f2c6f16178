import type { LikeTrafficEstimator } from './like-traffic.js';

/** One person asks the counter at least this seldom; the SDK itself allows 20 calls in 5 seconds. */
const SHORTEST_MS = 2_000;
/** Longer, and people would be gone before their likes are counted. */
const LONGEST_MS = 120_000;
/** Calls a second that all likers together may make: as many as Tencent allows one REST command. */
const CALLS_PER_SECOND = 200;

/** How long, in ms, one of `likers` waits between two steps of the room's counter; a quarter more or less by chance. */
export function counterInterval(likers: number, random: () => number): number {
  const share = (likers / CALLS_PER_SECOND) * 1000;
  return Math.min(Math.max(share, SHORTEST_MS), LONGEST_MS) * (0.75 + random() / 2);
}

// When one liker among unknown thousands may send its merged likes, so that all of them together stay within a fifth of
// what the service delivers. Nobody coordinates: everyone hears the same like messages, and steers by them. Pure; the
// caller's clock and randomness.
//
// Each liker sends with a small chance per second. While the room hears fewer like messages than the target, that
// chance
// grows; when it hears more, it shrinks. Nobody can know how many begin at once (a goal is scored), so the chance
// begins
// as if everybody in the room did.

/**
 * The service delivers 40 messages a second to a room; likes may be a fifth of them. We aim below that: arrivals are
 * random.
 */
const TARGET_PER_SECOND = 5.5;
/** Mean wait in a room that is nearly empty. */
const SHORTEST_INTERVAL_S = 0.7;
/** At least this between two messages of one liker, so that a burst of taps is one message. */
const MIN_GAP_MS = 500;
/** Longest: one show. */
const LONGEST_INTERVAL_S = 20_000;
/** Growth of the logarithm of the chance, per second, in a silent room. More overshoots before the echo is heard. */
const GROWTH = 0.5;
const SHRINKAGE = 1;
/** Whoever has not liked for so long begins as a newcomer. */
const FORGET_AFTER_MS = 20_000;
/** Above this many messages of all kinds a second, the service is about to shed likes unheard. */
const CROWDED_PER_SECOND = 34;
/** A timer that comes later than this was asleep, and what it did not hear says nothing. */
const LONGEST_STEP_MS = 2_000;
/** When nobody knows how many are in the room. */
const DEFAULT_AUDIENCE = 200;
/**
 * Of the difference (in logarithms) to what the room's likers do on average, per second: makes early and late ones
 * equal.
 */
const FAIRNESS = 0.02;

export interface LikeRateContext {
  /** People in the room, where known. */
  readonly audience: number | undefined;
  /** Messages of all kinds a second, as received; 0 when not measured. */
  readonly messagesPerSecond: number;
}

export class LikeRateController {
  readonly #random: () => number;
  readonly #traffic: LikeTrafficEstimator;
  /** ln of the chance per second. */
  #logChance = 0;
  /**
   * What is left of the chance to use up before sending: exponentially distributed, so the sends of many do not clump.
   */
  #remainingHazard = 0;
  #notBefore = -Infinity;
  #steppedAt = -Infinity;

  constructor(traffic: LikeTrafficEstimator, random: () => number) {
    this.#traffic = traffic;
    this.#random = random;
  }

  /** Mean time between two messages at the present chance, ms. */
  get interval(): number {
    return 1000 / Math.exp(this.#logChance);
  }

  /** How many people are liking, as far as the pace can tell: those who at this chance make the target. */
  get likers(): number {
    return TARGET_PER_SECOND / Math.exp(this.#logChance);
  }

  /** There is something to send, where before there was nothing. */
  start(now: number, room: LikeRateContext): void {
    // Not as few as are heard liking: thousands may begin now, with this one.
    if (now - this.#steppedAt > FORGET_AFTER_MS) this.#logChance = this.#chanceFor(room.audience ?? DEFAULT_AUDIENCE);
    this.#steppedAt = now;
    this.#sampleHazard();
  }

  /** Call now and then while something waits; true when it may go. */
  isDue(now: number, room: LikeRateContext): boolean {
    const seconds = Math.min(Math.max(0, now - this.#steppedAt), LONGEST_STEP_MS) / 1000;
    this.#steppedAt = now;
    const load = Math.max(
      this.#traffic.rate(now) / TARGET_PER_SECOND,
      room.messagesPerSecond > CROWDED_PER_SECOND ? 2 : 0,
    );
    const drift = Math.max(-SHRINKAGE, GROWTH * (1 - load));
    const likers = this.#traffic.likers(now);
    const pull = likers === undefined ? 0 : FAIRNESS * (this.#chanceFor(likers) - this.#logChance);
    this.#logChance = this.#bound(this.#logChance + (drift + pull) * seconds);
    this.#remainingHazard -= Math.exp(this.#logChance) * seconds;
    return this.#remainingHazard <= 0 && now >= this.#notBefore;
  }

  /** It went, or was tried; what comes next waits for its own turn. */
  sent(now: number): void {
    this.#notBefore = now + MIN_GAP_MS;
    this.#sampleHazard();
  }

  #sampleHazard(): void {
    this.#remainingHazard = -Math.log(1 - this.#random());
  }

  #chanceFor(likers: number): number {
    return this.#bound(Math.log(TARGET_PER_SECOND / Math.max(likers, 1)));
  }

  #bound(logChance: number): number {
    return Math.min(Math.max(logChance, -Math.log(LONGEST_INTERVAL_S)), -Math.log(SHORTEST_INTERVAL_S));
  }
}
