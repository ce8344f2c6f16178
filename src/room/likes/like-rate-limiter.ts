import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import { BoundedMap } from '../../util/bounded-map.js';
import { TokenBucket } from '../../util/token-bucket.js';

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
const MAX_USERS = 2_000;

/** Limits how many of the likes that a user's messages claim are counted: no user makes more than this. */
export class LikeRateLimiter {
  readonly #buckets = new BoundedMap<string, TokenBucket>(MAX_USERS);

  /** How many of `count` likes of `userId` are counted. A user's first message may carry likes of a long wait. */
  take(now: number, userId: string, count: number): number {
    const bucket = this.#buckets.get(userId) ?? new TokenBucket(LIKES_PER_SECOND, BURST, FIRST_BURST);
    this.#buckets.set(userId, bucket);
    return bucket.takeUpTo(now, count);
  }
}
