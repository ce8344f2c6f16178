// Comments that have arrived and have no lane yet: ordered by priority, then by age. Equal comments are merged under
// overload, and the queue is sampled when it holds more than can be shown. It knows neither lanes nor the page.
import { type DanmakuComment, PRIORITY } from './comment.js';

/** A viewer's comment that has waited longer than this is dropped, ms. */
const VIEWER_TTL_MS = 2_500;
/** The same for the host's and moderators' comments, ms; own comments are never dropped. */
const STAFF_TTL_MS = 8_000;

/**
 * Folds a text so that two texts with the same key can be shown as one under overload: "哈哈哈哈！" and "哈哈", or "GO
 * go!!" and "go go", have the same key; "good" and "god" do not.
 */
export function dedupeKey(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  return (folded.replace(/\p{P}+/gu, '') || folded).replace(/(.)\1+/gu, '$1$1');
}

export interface PendingComment {
  readonly comment: DanmakuComment;
  /** When it arrived, ms of `performance.now()`. */
  readonly since: number;
  /** How many equal comments it stands for. */
  count: number;
  /** Its `dedupeKey` with its mode, when it arrived under overload; otherwise ''. */
  readonly key: string;
}

export class PendingQueue {
  /** One queue per priority, oldest first. */
  #queues: PendingComment[][] = [[], [], []];
  #byKey = new Map<string, PendingComment>();

  get size(): number {
    return this.#queues.reduce((sum, queue) => sum + queue.length, 0);
  }

  /** Returns false when the comment was merged into an equal one, which happens only while `overload` or more wait. */
  add(comment: DanmakuComment, since: number, overload: number): boolean {
    const queue = this.#queues[comment.priority] as PendingComment[];
    const key =
      comment.priority === PRIORITY.viewer && queue.length >= overload
        ? `${comment.mode} ${dedupeKey(comment.text)}`
        : '';
    const equal = this.#byKey.get(key);
    if (equal) {
      equal.count++;
      return false;
    }
    const pending: PendingComment = { comment, since, count: 1, key };
    queue.push(pending);
    if (key) this.#byKey.set(key, pending);
    return true;
  }

  /** Offers each comment to `place`, by priority and age, and removes it when `place` returns true. */
  drain(place: (pending: PendingComment) => boolean): void {
    for (const priority of [PRIORITY.own, PRIORITY.staff, PRIORITY.viewer])
      this.#filter(priority, (pending) => !place(pending));
  }

  /** Removes comments that have waited too long; returns how many. */
  expire(now: number): number {
    return (
      this.#filter(PRIORITY.viewer, ({ since }) => since >= now - VIEWER_TTL_MS) +
      this.#filter(PRIORITY.staff, ({ since }) => since >= now - STAFF_TTL_MS)
    );
  }

  /**
   * Keeps at most `max` of the viewers' comments, spread evenly over the time in which they arrived: cutting one end
   * off would show everything of one second and nothing of the next. Returns how many were removed.
   */
  sample(max: number): number {
    const { length } = this.#queues[PRIORITY.viewer] as PendingComment[];
    if (length <= max) return 0;
    return this.#filter(
      PRIORITY.viewer,
      (_, index) => Math.floor(((index + 1) * max) / length) > Math.floor((index * max) / length),
    );
  }

  /** Removes the comments for which `isUnwanted` returns true, of any priority. */
  remove(isUnwanted: (comment: DanmakuComment) => boolean): void {
    for (const priority of [PRIORITY.viewer, PRIORITY.staff, PRIORITY.own])
      this.#filter(priority, ({ comment }) => !isUnwanted(comment));
  }

  clear(): void {
    this.#queues = [[], [], []];
    this.#byKey.clear();
  }

  /** Returns how many comments were removed, with those that had been merged into them. */
  #filter(priority: number, isWanted: (pending: PendingComment, index: number) => boolean): number {
    let removed = 0;
    this.#queues[priority] = (this.#queues[priority] as PendingComment[]).filter((pending, index) => {
      if (isWanted(pending, index)) return true;
      removed += pending.count;
      this.#byKey.delete(pending.key);
      return false;
    });
    return removed;
  }
}

/** The text that is shown: with the number of equal comments that were merged into this one. */
export function displayText({ comment, count }: PendingComment): string {
  return count > 1 ? `${comment.text} ×${count}` : comment.text;
}

/** Creates the element of a comment. Not from a template, which would take longer than the rest of the work. */
export function createCommentNode(pending: PendingComment): HTMLElement {
  const { variant, image } = pending.comment;
  const node = document.createElement('span');
  node.className = `item ${variant}`;
  node.setAttribute('part', variant === 'own' || variant === 'gift' ? `item item-${variant}` : 'item');
  if (image) {
    const picture = new Image();
    picture.referrerPolicy = 'no-referrer';
    picture.alt = '';
    picture.onerror = () => (picture.hidden = true);
    picture.src = image;
    node.append(picture);
  }
  node.append(displayText(pending));
  return node;
}
