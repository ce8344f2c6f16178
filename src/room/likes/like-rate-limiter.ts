// Limits the likes that are accepted from one user, whatever the messages claim.
import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';

/** More than a held button produces (8 per second), and more than two thumbs. */
const LIKES_PER_SECOND = 20;
/** The largest message of a user whose likes waited long, plus the likes of the minute before. */
const BURST = MAX_LIKES_PER_MESSAGE + 60 * LIKES_PER_SECOND;
/** Users remembered; the one who has not liked for longest is forgotten first. */
const MAX_USERS = 2_000;

export class LikeRateLimiter {
  readonly #users = new Map<string, { left: number; at: number }>();

  /** How many of `count` likes of a user are accepted. */
  take(now: number, userId: string, count: number): number {
    const known = this.#users.get(userId);
    const left = known ? Math.min(BURST, known.left + (Math.max(0, now - known.at) / 1000) * LIKES_PER_SECOND) : BURST;
    const accepted = Math.min(count, Math.floor(left));
    this.#users.delete(userId);
    this.#users.set(userId, { left: left - accepted, at: now });
    const [oldest] = this.#users.keys();
    if (this.#users.size > MAX_USERS && oldest !== undefined) this.#users.delete(oldest);
    return accepted;
  }
}
