// The rate limit of a room. At most `perSecond` messages pass in any second. Above the limit, messages compete by
// priority, and at random within a priority: those that arrive within one window of some ms, or those of a whole
// second. Accepted messages of one priority keep their order of arrival.
import type { Environment } from './environment.js';
import { PRIORITIES, type Priority } from './downlink/user-message.js';

const SECOND_MS = 1000;

interface RateLimiterOptions {
  readonly perSecond: number;
  readonly windowMs: number;
  readonly period: 'window' | 'second';
}

interface PendingMessage {
  /** Time of arrival in ms. */
  readonly at: number;
  readonly rank: number;
  /** Random; decides between messages of one priority. */
  readonly tieBreaker: number;
  readonly decide: (accepted: boolean) => void;
}

/** Decides which messages of a room are delivered and which are dropped. */
export class RateLimiter {
  readonly #environment: Environment;
  readonly #perSecond: number;
  readonly #windowMs: number;
  readonly #period: 'window' | 'second';
  #isScheduled = false;
  /** Times of the messages accepted in the last second, oldest first. */
  #accepted: number[] = [];
  #pending: PendingMessage[] = [];
  #windowEnd = -Infinity;
  #freeInWindow = 0;
  /** Number of messages dropped so far. */
  droppedCount = 0;

  constructor(environment: Environment, { perSecond, windowMs, period }: RateLimiterOptions) {
    this.#environment = environment;
    this.#perSecond = perSecond;
    this.#windowMs = windowMs;
    this.#period = period;
  }

  /** Calls `decide` once: at once while the room is below its limit, otherwise at the end of the window. */
  submit(priority: Priority, decide: (accepted: boolean) => void): void {
    const now = this.#environment.now();
    if (now >= this.#windowEnd && this.#pending.length === 0) {
      this.#windowEnd = now + this.#windowMs;
      this.#freeInWindow = this.#perWindow;
    }
    if (this.#pending.length === 0 && this.#freeInWindow > 0 && this.#available(now) > 0) {
      this.#freeInWindow -= 1;
      this.#accepted.push(now);
      decide(true);
      return;
    }
    this.#pending.push({
      at: now,
      rank: PRIORITIES.indexOf(priority),
      tieBreaker: this.#environment.random(),
      decide,
    });
    if (this.#period === 'second' && this.#pending.length > this.#perSecond) this.#dropLowest();
    this.#schedule(this.#windowEnd - now);
  }

  get #perWindow(): number {
    return Math.max(1, Math.floor((this.#perSecond * this.#windowMs) / SECOND_MS));
  }

  #schedule(ms: number): void {
    if (this.#isScheduled || this.#pending.length === 0) return;
    this.#isScheduled = true;
    this.#environment.setTimer(
      () => {
        this.#isScheduled = false;
        if (this.#period === 'window') this.#decideWindow();
        else this.#decideSecond();
      },
      Math.max(1, ms),
    );
  }

  /** Decides all pending messages at the end of a window. */
  #decideWindow(): void {
    const now = this.#environment.now();
    const pending = this.#pending;
    this.#pending = [];
    const free = this.#available(now);
    const chosen = new Set(
      pending.length <= free
        ? pending
        : [...pending].sort((a, b) => a.rank - b.rank || a.tieBreaker - b.tieBreaker).slice(0, free),
    );
    for (let count = 0; count < chosen.size; count++) this.#accepted.push(now);
    this.droppedCount += pending.length - chosen.size;
    for (const each of pending) each.decide(chosen.has(each));
  }

  /** Accepts the share of one window, highest priority first; drops what has been pending for a second. */
  #decideSecond(): void {
    const now = this.#environment.now();
    const free = Math.min(this.#perWindow, this.#available(now));
    const chosen = new Set([...this.#pending].sort((a, b) => a.rank - b.rank).slice(0, free));
    const expired = new Set(this.#pending.filter((each) => !chosen.has(each) && now - each.at >= SECOND_MS));
    const decided = this.#pending.filter((each) => chosen.has(each) || expired.has(each));
    this.#pending = this.#pending.filter((each) => !chosen.has(each) && !expired.has(each));
    for (let count = 0; count < chosen.size; count++) this.#accepted.push(now);
    this.droppedCount += expired.size;
    this.#schedule(this.#windowMs);
    for (const each of decided) each.decide(chosen.has(each));
  }

  /** Drops one pending message of the lowest priority, at random. */
  #dropLowest(): void {
    const lowest = this.#pending.reduce((found, each) =>
      each.rank > found.rank || (each.rank === found.rank && each.tieBreaker > found.tieBreaker) ? each : found,
    );
    this.#pending = this.#pending.filter((each) => each !== lowest);
    this.droppedCount += 1;
    lowest.decide(false);
  }

  #available(now: number): number {
    let stale = 0;
    while (stale < this.#accepted.length && (this.#accepted[stale] ?? 0) <= now - SECOND_MS) stale += 1;
    if (stale > 0) this.#accepted.splice(0, stale);
    // The clock was set back: times in the future are meaningless.
    if ((this.#accepted.at(-1) ?? 0) > now) this.#accepted = [];
    return Math.max(0, this.#perSecond - this.#accepted.length);
  }
}
