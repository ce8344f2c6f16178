// The rate limit of a room. At most `perSecond` messages pass in any second. Messages that arrive within one window of
// some ms compete by priority, and at random within a priority. Accepted messages keep their order of arrival.
import type { Environment } from './environment.js';
import { PRIORITIES, type Priority } from './downlink/user-message.js';

const SECOND_MS = 1000;

interface PendingMessage {
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
  /** Times of the messages accepted in the last second, oldest first. */
  #accepted: number[] = [];
  #pending: PendingMessage[] = [];
  #windowEnd = -Infinity;
  #freeInWindow = 0;
  /** Number of messages dropped so far. */
  droppedCount = 0;

  constructor(environment: Environment, perSecond: number, windowMs: number) {
    this.#environment = environment;
    this.#perSecond = perSecond;
    this.#windowMs = windowMs;
  }

  /** Calls `decide` once: at once while the room is below its limit, otherwise at the end of the window. */
  submit(priority: Priority, decide: (accepted: boolean) => void): void {
    const now = this.#environment.now();
    if (now >= this.#windowEnd && this.#pending.length === 0) {
      this.#windowEnd = now + this.#windowMs;
      this.#freeInWindow = Math.max(1, Math.floor((this.#perSecond * this.#windowMs) / SECOND_MS));
    }
    if (this.#pending.length === 0 && this.#freeInWindow > 0 && this.#available(now) > 0) {
      this.#freeInWindow -= 1;
      this.#accepted.push(now);
      decide(true);
      return;
    }
    this.#pending.push({ rank: PRIORITIES.indexOf(priority), tieBreaker: this.#environment.random(), decide });
    if (this.#pending.length === 1)
      this.#environment.setTimer(() => this.#decidePending(), Math.max(1, this.#windowEnd - now));
  }

  #decidePending(): void {
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

  #available(now: number): number {
    let stale = 0;
    while (stale < this.#accepted.length && (this.#accepted[stale] ?? 0) <= now - SECOND_MS) stale += 1;
    if (stale > 0) this.#accepted.splice(0, stale);
    // The clock was set back: times in the future are meaningless.
    if ((this.#accepted.at(-1) ?? 0) > now) this.#accepted = [];
    return Math.max(0, this.#perSecond - this.#accepted.length);
  }
}
