import { type DanmakuComment, PRIORITY } from './comment.js';

/**
 * What a text says, without how it is shouted: two texts with the same key may fly as one when it storms.
 * "哈哈哈哈！" and "哈哈", "GO go!!" and "go go" are the same; "good" and "god" are not.
 */
export function dedupeKey(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  return (folded.replace(/\p{P}+/gu, '') || folded).replace(/(.)\1+/gu, '$1$1');
}

// Comments that have come and have no lane yet. Keeps them in order of rank, then of age, merges equal ones when it
// storms, and thins out when more wait than can ever fly. Knows nothing of lanes or of the page.

/** A viewer's comment older than this is not worth showing any more, ms. */
const VIEWER_TTL_MS = 2_500;
/** The host's and moderators' comments wait longer, ms; own ones for ever. */
const STAFF_TTL_MS = 8_000;

export interface PendingComment {
  readonly comment: DanmakuComment;
  /** Stage time at which it came, ms. */
  readonly since: number;
  /** How many equal ones it stands for. */
  count: number;
  /** Under which equal ones find it, when it came in a storm. */
  readonly key: string;
}

export class PendingQueue {
  /** One queue for each rank, oldest first. */
  #queues: PendingComment[][] = [[], [], []];
  #similar = new Map<string, PendingComment>();

  get size(): number {
    return this.#queues.reduce((sum, queue) => sum + queue.length, 0);
  }

  /** False when it was merged into one that waits already, which happens only while `storm` or more wait. */
  add(comment: DanmakuComment, since: number, storm: number): boolean {
    const queue = this.#queues[comment.priority] as PendingComment[];
    const key =
      comment.priority === PRIORITY.viewer && queue.length >= storm ? `${comment.mode} ${dedupeKey(comment.text)}` : '';
    const twin = this.#similar.get(key);
    if (twin) {
      twin.count++;
      return false;
    }
    const waiting: PendingComment = { comment, since, count: 1, key };
    queue.push(waiting);
    if (key) this.#similar.set(key, waiting);
    return true;
  }

  /** Offers each to `place`, the most important and oldest first; who is placed leaves the list. */
  drain(place: (waiting: PendingComment) => boolean): void {
    for (const rank of [PRIORITY.own, PRIORITY.staff, PRIORITY.viewer]) this.#keep(rank, (waiting) => !place(waiting));
  }

  /** Removes those who have waited too long; answers how many comments that was. */
  expire(now: number): number {
    return (
      this.#keep(PRIORITY.viewer, ({ since }) => since >= now - VIEWER_TTL_MS) +
      this.#keep(PRIORITY.staff, ({ since }) => since >= now - STAFF_TTL_MS)
    );
  }

  /**
   * Keeps at most `most` of the viewers' comments, spread evenly over the time in which they came: cutting one end off
   * would show everything of one second and nothing of the next. Answers how many were removed.
   */
  sample(most: number): number {
    const { length } = this.#queues[PRIORITY.viewer] as PendingComment[];
    if (length <= most) return 0;
    return this.#keep(
      PRIORITY.viewer,
      (_, index) => Math.floor(((index + 1) * most) / length) > Math.floor((index * most) / length),
    );
  }

  /** Removes what `unwanted` names, whatever its rank. */
  remove(unwanted: (comment: DanmakuComment) => boolean): void {
    for (const rank of [PRIORITY.viewer, PRIORITY.staff, PRIORITY.own])
      this.#keep(rank, ({ comment }) => !unwanted(comment));
  }

  clear(): void {
    this.#queues = [[], [], []];
    this.#similar.clear();
  }

  #keep(rank: number, wanted: (waiting: PendingComment, index: number) => boolean): number {
    let removed = 0;
    this.#queues[rank] = (this.#queues[rank] as PendingComment[]).filter((waiting, index) => {
      const keep = wanted(waiting, index);
      if (keep) return true;
      removed += waiting.count;
      this.#similar.delete(waiting.key);
      return false;
    });
    return removed;
  }
}
