// How many of the likes that a person claims are believed: no thumb gives more than this, whatever the message says.

import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';

/** More than a held button gives (8 a second), and than two thumbs. */
const LIKES_PER_SECOND = 20;
/** One fullest message of somebody who waited long, after what was heard of them just before. */
const BURST = MAX_LIKES_PER_MESSAGE + 60 * LIKES_PER_SECOND;
/** People remembered; the one not heard for longest is forgotten first. */
const MAX_USERS = 2_000;

export class LikeRateLimiter {
  readonly #users = new Map<string, { left: number; at: number }>();

  /** Of `count` likes of `userId`, those that are believed. Who is heard for the first time may have waited long. */
  take(now: number, userId: string, count: number): number {
    const known = this.#users.get(userId);
    const left = known ? Math.min(BURST, known.left + (Math.max(0, now - known.at) / 1000) * LIKES_PER_SECOND) : BURST;
    const believed = Math.min(count, Math.floor(left));
    this.#users.delete(userId);
    this.#users.set(userId, { left: left - believed, at: now });
    const [oldest] = this.#users.keys();
    if (this.#users.size > MAX_USERS && oldest !== undefined) this.#users.delete(oldest);
    return believed;
  }
}
