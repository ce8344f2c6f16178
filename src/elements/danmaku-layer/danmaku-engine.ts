// Decides when each comment is shown: collects arriving comments and places them in batches, twice a second.
//
//   add → PendingQueue → (twice a second) → CommentPlacer → ScrollTrack or FixedComments
//
// A comment that finds no lane in time is dropped and reported. The engine knows neither rooms nor media nor
// attributes: danmaku-controller.lazy.ts passes it comments and settings.

import { type DanmakuComment, PRIORITY } from './comment.js';
import { CommentPlacer, type DanmakuSettings, type StageSize } from './comment-placer.js';
import type { DanmakuDropReason } from './danmaku-drop-event.js';
import { PendingQueue, type PendingComment } from './pending-queue.js';
import type { FontMetrics } from './text-measurer.js';

/** Interval between two batches, ms. Each batch costs the page one frame of work, so they are rare. */
const BATCH_MS = 500;
/**
 * Comments that arrived together enter spread over this time, ms: side by side they would look like a list. Not under
 * overload, where it would waste space.
 */
const SPREAD_MS = 400;
/** Comments arrived together when less than this is between them, ms. */
const TOGETHER_MS = 5;
const GOLDEN_RATIO = 0.618;
/** Comments are placed this far outside the edge, in ms of scrolling, so that they are painted when they enter. */
const LEAD_MS = 64;
/** A fixed comment that is due this soon is shown with the present batch, ms of stage time. */
const MIN_BATCH_DELAY_MS = 50;
/** While the stage is not visible, this many of the latest comments are kept, to fill the stage when it is again. */
const MAX_MISSED = 400;
/** Maximum number of comments that wait between two batches. Beyond it they are sampled at once. */
const MAX_PENDING = 2_000;

/** A comment with its own time of entry, in the past or in the future. */
interface TimedComment {
  readonly pending: PendingComment;
  /** The distance that the track has moved when the comment enters, px. */
  readonly enter: number;
  /** Its previous position on the track, if it had one. */
  readonly position?: number;
  /** It arrived while the stage was not visible. */
  readonly isMissed: boolean;
}

export class DanmakuEngine {
  /** Whether the viewer does not want to see a comment. */
  hides: ((comment: DanmakuComment) => boolean) | undefined;
  readonly #placer: CommentPlacer;
  readonly #queue = new PendingQueue();
  readonly #onDrop: (count: number, reason: DanmakuDropReason) => void;
  readonly #onBatch: () => void;
  #isVisible = false;
  #timed: TimedComment[] = [];
  #merged = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;
  #lastBatch = -Infinity;
  /** The next batch is the first after a silence: its comments need no spreading over the time since the last batch. */
  #isFirstAfterIdle = false;

  /** `onBatch` is called when the page does work anyway. */
  constructor(stage: HTMLElement, onDrop: (count: number, reason: DanmakuDropReason) => void, onBatch: () => void) {
    this.#placer = new CommentPlacer(stage);
    this.#onDrop = onDrop;
    this.#onBatch = onBatch;
  }

  /** How long a comment of no width takes to cross the stage at rate 1, ms. */
  get crossing(): number {
    return this.#placer.stage.width / this.#placer.speed;
  }

  set settings(settings: DanmakuSettings) {
    if (settings.quiet !== this.#placer.settings.quiet) this.#placer.clear();
    this.#placer.settings = settings;
    this.#layout();
  }

  set stage(stage: StageSize) {
    if (stage.rightToLeft !== this.#placer.stage.rightToLeft) this.#placer.clear();
    this.#placer.stage = stage;
    this.#layout();
  }

  set font(font: FontMetrics) {
    const placer = this.#placer;
    const previous = placer.font;
    if (font === previous) return;
    placer.font = font;
    this.#layout();
    // The same font with other widths: a web font has loaded, and comments on the stage are drawn with it now.
    if (font.font !== previous?.font) return;
    if (placer.hasMisfit()) this.#requeue();
    this.#wakeAt(performance.now());
  }

  /** The rate of time on the stage: 0 stops all comments. */
  set rate(rate: number) {
    if (rate === this.#rate) return;
    this.#placer.clock.rate = rate;
    this.#layout();
    this.#wakeAt(performance.now());
  }

  get isVisible(): boolean {
    return this.#isVisible;
  }

  /** While the stage is not visible no work is done, and comments are only kept. */
  set isVisible(isVisible: boolean) {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    const now = performance.now();
    if (isVisible) {
      // A comment that has only just arrived was not missed: it is queued like any other.
      const timed = this.#timed;
      this.#timed = [];
      for (const each of timed) {
        if (each.isMissed && now - each.pending.since < BATCH_MS) this.add(each.pending.comment);
        else this.#timed.push(each);
      }
    } else if (this.#rate > 0) this.#requeue(); // stops the animation; a paused stage has none
    this.#wakeAt(now);
  }

  /**
   * `inMs`: stage time until the comment enters, negative if it has entered before; without it, as soon as possible.
   */
  add(comment: DanmakuComment, inMs?: number): void {
    if (this.hides?.(comment)) return;
    const now = performance.now();
    const placer = this.#placer;
    if (inMs !== undefined || !this.#isVisible) {
      const enter = placer.track.travelled + (inMs ?? 0) * placer.speed;
      this.#timed.push({ pending: { comment, since: now, count: 1, key: '' }, enter, isMissed: inMs === undefined });
      if (!this.#isVisible && this.#timed.length > 2 * MAX_MISSED)
        this.#drop(this.#timed.splice(0, MAX_MISSED).length, 'stale');
      this.#wakeAt(now);
      return;
    }
    this.#isFirstAfterIdle ||= this.#queue.size === 0 && now - this.#lastBatch > BATCH_MS;
    // With `overlap` no comment waits for a lane, so there is no reason to merge.
    if (!this.#queue.add(comment, now, placer.settings.overlap ? Infinity : placer.lanes.count)) this.#merged++;
    if (this.#queue.size > MAX_PENDING) this.#drop(this.#queue.sample(placer.lanes.count), 'full');
    if (this.#rate > 0) this.#wakeAt(comment.priority === PRIORITY.viewer ? this.#lastBatch + BATCH_MS : now);
  }

  /** Finds the comment at a point of the stage, px from its inline-start and top edge. */
  hitTest(x: number, y: number): { readonly comment: DanmakuComment; readonly node: HTMLElement } | undefined {
    return this.#placer.hitTest(x, y);
  }

  /** Replaces the fixed comment with `id` by another in its place; false when there is none. */
  replace(id: string, comment: DanmakuComment): boolean {
    return this.#placer.replace(id, comment);
  }

  /** Removes comments, on the stage or waiting. */
  remove(isUnwanted: (comment: DanmakuComment) => boolean): void {
    this.#placer.track.remove(({ comment }) => isUnwanted(comment));
    this.#placer.fixed.remove(({ comment }) => isUnwanted(comment));
    this.#queue.remove(isUnwanted);
    this.#timed = this.#timed.filter(({ pending }) => !isUnwanted(pending.comment));
  }

  clear(): void {
    this.#placer.clear();
    this.#queue.clear();
    this.#timed = [];
  }

  get #rate(): number {
    return this.#placer.clock.rate;
  }

  get #isRunning(): boolean {
    return this.#isVisible && this.#placer.lanes.count > 0;
  }

  /** Applies changes of settings, stage, font or rate, and starts work if they have made it possible. */
  #layout(): void {
    const wasRunning = this.#isRunning;
    this.#placer.layout();
    if (!wasRunning) this.#wakeAt(performance.now());
  }

  /** Takes scrolling comments off the stage; the next batch places them again where they will be then. */
  #requeue(): void {
    for (const { item, start } of this.#placer.takeScrolling())
      this.#timed.push({ pending: item, enter: start, position: start, isMissed: false });
  }

  /** Schedules a batch at `at`, unless one is due earlier. */
  #wakeAt(at: number): void {
    if (this.#isRunning && at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = this.#isRunning ? at : Infinity;
    if (this.#isRunning && at < Infinity)
      this.#timer = setTimeout(() => this.#runBatch(), Math.max(0, at - performance.now()));
  }

  /** All changes of the page are made here, together, so that they cost one frame. */
  #runBatch(): void {
    const now = performance.now();
    const { track, fixed, clock } = this.#placer;
    this.#timerAt = Infinity;
    track.sweep();
    fixed.sweep(clock.now());
    this.#drop(this.#merged, 'merged');
    this.#merged = 0;
    this.#placeTimed();
    if (this.#rate > 0) this.#placePending(now);
    track.commit();
    this.#onBatch();
    this.#isFirstAfterIdle = false;
    this.#lastBatch = now;
    if (this.#rate > 0) this.#wakeAt(now + this.#untilNextBatch());
  }

  /** ms */
  #untilNextBatch(): number {
    if (this.#queue.size > 0) return BATCH_MS;
    const { track, fixed, clock } = this.#placer;
    const untilEmpty = track.isEmpty ? Infinity : Math.max(0, track.end - track.travelled) / track.velocity;
    const next = Math.min(fixed.nextEnd - clock.now(), ...this.#timed.map((each) => this.#untilDue(each)));
    return Math.min(untilEmpty, Math.max(0, next) / this.#rate);
  }

  /** Places comments with their own time of entry as if they had been placed at that time. */
  #placeTimed(): void {
    const placer = this.#placer;
    const positionOf = (each: TimedComment) => each.position ?? each.enter + placer.stage.width;
    const timed = this.#timed.sort((a, b) => positionOf(a) - positionOf(b));
    const now = placer.clock.now();
    this.#timed = [];
    let missed = 0;
    for (const each of timed) {
      const { pending } = each;
      const from = now + this.#untilDue(each);
      if (!placer.isFixed(pending.comment)) missed += placer.placeScrolling(pending, positionOf(each)) ? 0 : 1;
      else if (from > now + MIN_BATCH_DELAY_MS) this.#timed.push(each);
      else missed += placer.placeFixed(pending, Math.min(from, now)) ? 0 : 1;
    }
    this.#drop(missed, 'stale');
  }

  /** ms of stage time */
  #untilDue({ enter }: TimedComment): number {
    return (enter - this.#placer.track.travelled) / this.#placer.speed;
  }

  #placePending(now: number): void {
    const placer = this.#placer;
    this.#drop(this.#queue.expire(now), 'full');
    const { velocity, travelled } = placer.track;
    const { maxOnScreen } = placer.settings;
    const edge = travelled + placer.stage.width + LEAD_MS * velocity;
    let free = maxOnScreen - (maxOnScreen < Infinity ? placer.onScreen : 0);
    let isLimited = false;
    let previous = -Infinity;
    let together = 0;
    const spreadMs = this.#queue.size < placer.lanes.count ? SPREAD_MS : 0;
    this.#queue.drain((pending) => {
      const { comment, since } = pending;
      const isOwn = comment.priority === PRIORITY.own;
      isLimited ||= free <= 0;
      if (free <= 0 && !isOwn) return false;
      // The delay from arrival to entry is the same for all viewers' comments, so that a batch does not enter at once;
      // the first comments after a silence enter at once.
      const isViewer = comment.priority === PRIORITY.viewer;
      const delay = this.#isFirstAfterIdle || !isViewer ? 0 : Math.max(0, BATCH_MS - now + since);
      together = isViewer && since - previous < TOGETHER_MS ? together + 1 : 0;
      previous = since;
      const spread = ((together * GOLDEN_RATIO) % 1) * spreadMs;
      const isPlaced = placer.isFixed(comment)
        ? placer.placeFixed(pending, placer.clock.now())
        : placer.placeScrolling(pending, edge + (delay + spread) * velocity);
      if (isPlaced && !isOwn) free--;
      return isPlaced;
    });
    this.#drop(this.#queue.sample(placer.lanes.count), isLimited ? 'limit' : 'full');
  }

  #drop(count: number, reason: DanmakuDropReason): void {
    if (count > 0) this.#onDrop(count, reason);
  }
}
