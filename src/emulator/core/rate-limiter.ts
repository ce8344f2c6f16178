// A room's limit of messages a second. Inside any second no more than the limit gets through; what arrives together
// (within a window of some ms) competes by priority, and by lot inside one priority. Order of arrival is kept.
import type { Environment } from './environment.js';
import { PRIORITIES, type Priority } from './downlink/user-message.js';

const SECOND_MS = 1000;

interface Waiting {
  readonly rank: number;
  readonly lot: number;
  readonly decide: (accepted: boolean) => void;
}

/** Decides which messages of a room are delivered and which are shed. */
export class RateLimiter {
  readonly #environment: Environment;
  readonly #perSecond: number;
  readonly #windowMs: number;
  /** When the messages of the last second went through, oldest first. */
  #passed: number[] = [];
  #waiting: Waiting[] = [];
  #windowEnd = -Infinity;
  #freeInWindow = 0;
  /** How many were shed so far. */
  droppedCount = 0;

  constructor(environment: Environment, perSecond: number, windowMs: number) {
    this.#environment = environment;
    this.#perSecond = perSecond;
    this.#windowMs = windowMs;
  }

  /** Calls `decide` once, at once when the room is calm, else at the end of the window. */
  submit(priority: Priority, decide: (accepted: boolean) => void): void {
    const now = this.#environment.now();
    if (now >= this.#windowEnd && this.#waiting.length === 0) {
      this.#windowEnd = now + this.#windowMs;
      this.#freeInWindow = Math.max(1, Math.floor((this.#perSecond * this.#windowMs) / SECOND_MS));
    }
    if (this.#waiting.length === 0 && this.#freeInWindow > 0 && this.#room(now) > 0) {
      this.#freeInWindow -= 1;
      this.#passed.push(now);
      decide(true);
      return;
    }
    this.#waiting.push({ rank: PRIORITIES.indexOf(priority), lot: this.#environment.random(), decide });
    if (this.#waiting.length === 1)
      this.#environment.setTimer(() => this.#settle(), Math.max(1, this.#windowEnd - now));
  }

  #settle(): void {
    const now = this.#environment.now();
    const waiting = this.#waiting;
    this.#waiting = [];
    const free = this.#room(now);
    const chosen = new Set(
      waiting.length <= free ? waiting : [...waiting].sort((a, b) => a.rank - b.rank || a.lot - b.lot).slice(0, free),
    );
    for (let count = 0; count < chosen.size; count++) this.#passed.push(now);
    this.droppedCount += waiting.length - chosen.size;
    for (const each of waiting) each.decide(chosen.has(each));
  }

  #room(now: number): number {
    let stale = 0;
    while (stale < this.#passed.length && (this.#passed[stale] ?? 0) <= now - SECOND_MS) stale += 1;
    if (stale > 0) this.#passed.splice(0, stale);
    // The clock may have been set back: what lies ahead of it says nothing.
    if ((this.#passed.at(-1) ?? 0) > now) this.#passed = [];
    return Math.max(0, this.#perSecond - this.#passed.length);
  }
}
