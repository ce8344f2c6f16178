// Decides when and where each comment flies: collects what comes, and a few times a second puts down what has a lane.
//
//   add → WaitingList → (twice a second) → Lanes → Belt or Stills
//
// No two comments of one mode ever overlap (unless `overlap` asks for it); what finds no lane in time is dropped and
// told. It knows neither rooms nor media nor attributes: danmaku-layer.ts gives it comments and settings.

import { ScrollTrack } from './scroll-track.js';
import { type DanmakuComment, PRIORITY } from './comment.js';
import { createCommentNode } from './comment-node.js';
import { Lanes } from './lanes.js';
import { StageClock } from './stage-observer.js';
import { FixedComments } from './fixed-comments.js';
import { TextMeasurer, type FontMetrics } from './text-measurer.js';
import { PendingQueue, type PendingComment } from './pending-queue.js';
import type { DanmakuDropReason } from './danmaku-drop-event.js';

/** Comments are put down this often, ms. Each time costs the page one frame of work, so seldom is better. */
const BATCH_MS = 500;
/**
 * Comments that were said in one go come in spread over this, ms: side by side they would be a list, not a crowd. Not
 * in a storm, where it would cost room.
 */
const SPREAD_MS = 400;
const GOLDEN_RATIO = 0.618;
/** Comments are put down so far outside the edge that they are painted when they come in, ms of travel. */
const LEAD_MS = 64;
/** What has to stand so soon stands with this batch, ms of stage time. */
const MIN_BATCH_DELAY_MS = 50;
/** How long a comment stands that does not travel, ms. */
const FIXED_DURATION_MS = 4_000;
/** In quiet mode: so many lines that fade. */
const QUIET_LINES = 2;
/** While nobody looks, so many of the latest comments are remembered, for a picture as if one had looked. */
const MISSED_COMMENTS = 400;
/**
 * So many may wait between two batches; beyond it they are thinned out at once, so that a pause or a flood keeps
 * nothing for long.
 */
const MAX_WAITING = 2_000;

export interface DanmakuSettings {
  /** px/s */
  speed: number;
  /** Least distance between two comments of a lane, in units of the font size. */
  gap: number;
  /** So many fly at once, own ones not counted. */
  maxOnScreen: number;
  /** Show everything, one over the other when there is no lane. */
  overlap: boolean;
  /** No travel: two lines that fade. */
  quiet: boolean;
}

export interface DanmakuStage {
  readonly width: number;
  readonly height: number;
  readonly rightToLeft: boolean;
}

interface Timed {
  readonly waiting: PendingComment;
  /** px that the belt has gone when it enters. */
  readonly enter: number;
  /** Its place on the line, when it had one before. */
  readonly line?: number;
  /** It came while nobody looked. */
  readonly isMissed: boolean;
}

export class DanmakuEngine {
  readonly #track: ScrollTrack<PendingComment>;
  readonly #fixed: FixedComments<PendingComment>;
  readonly #clock = new StageClock();
  readonly #measurer = new TextMeasurer();
  readonly #waiting = new PendingQueue();
  readonly #onDrop: (count: number, reason: DanmakuDropReason) => void;
  readonly #onBatch: () => void;
  readonly #lanes = new Lanes(0, 1);
  readonly #top = new Lanes(0, 1);
  readonly #bottom = new Lanes(0, 1);
  #settings: DanmakuSettings = { speed: 0, gap: 1, maxOnScreen: Infinity, overlap: false, quiet: false };
  #stage: DanmakuStage = { width: 0, height: 0, rightToLeft: false };
  #face: FontMetrics | undefined;
  #awake = false;
  /** Comments with a moment of their own to come in, past or future, as px that the belt has gone by then. */
  #timed: Timed[] = [];
  #merged = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;
  #lastBatch = -Infinity;
  /** The next batch is the first after a silence: nothing has to be spread over the time since the last one. */
  #isFirstAfterIdle = false;

  /** `onBatch` is called when the page gets work anyway. */
  constructor(stage: HTMLElement, onDrop: (count: number, reason: DanmakuDropReason) => void, onBatch: () => void) {
    this.#track = new ScrollTrack(stage);
    this.#fixed = new FixedComments(stage);
    this.#onDrop = onDrop;
    this.#onBatch = onBatch;
  }

  /** How long a comment of no width takes to cross the stage at rate 1, ms. */
  get crossing(): number {
    return (this.#stage.width / this.#settings.speed) * 1000;
  }

  /** How many comments fly, or are about to. */
  get onScreen(): number {
    const { travelled } = this.#track;
    let count = this.#fixed.shown.length;
    for (const { start, width } of this.#track.placedComments()) if (start + width > travelled) count++;
    return count;
  }

  set settings(settings: DanmakuSettings) {
    if (settings.quiet !== this.#settings.quiet) this.#clearStage();
    this.#settings = settings;
    this.#measure();
  }

  /** What is in flight keeps its place; lanes and edges are new. */
  set stage(stage: DanmakuStage) {
    if (stage.rightToLeft !== this.#stage.rightToLeft) this.#clearStage();
    this.#stage = stage;
    this.#measure();
  }

  /** What is in flight keeps its face. */
  set face(face: FontMetrics) {
    // The same face with other widths: a web font has arrived, and what flies is as wide as it is drawn now.
    if (face === this.#face) return;
    const arrived = face.font === this.#face?.font;
    this.#face = face;
    this.#measurer.setFont(face);
    if (arrived && this.#isMisfit()) this.#requeue();
    this.#measure();
    if (arrived) this.#wakeAt(performance.now());
  }

  /** The pace of time on the stage: 0 stops everything where it is. */
  set rate(rate: number) {
    if (rate === this.#clock.rate) return;
    this.#clock.rate = rate;
    this.#measure();
    this.#wakeAt(performance.now());
  }

  get awake(): boolean {
    return this.#awake;
  }

  /** False while nobody can see the stage: no work is done, and comments are only remembered. */
  set awake(awake: boolean) {
    if (awake === this.#awake) return;
    this.#awake = awake;
    const now = performance.now();
    if (awake) {
      // What came just now is not missed yet: it waits its turn like any other.
      const missed = this.#timed;
      this.#timed = [];
      for (const each of missed) {
        if (each.isMissed && now - each.waiting.since < BATCH_MS) this.add(each.waiting.comment);
        else this.#timed.push(each);
      }
    } else if (this.#clock.rate > 0) this.#requeue(); // nothing is animated that nobody sees; a paused stage just stays
    this.#wakeAt(now);
  }

  /** `inMs` of stage time it enters, or has entered when negative; without it, soon. */
  add(comment: DanmakuComment, inMs?: number): void {
    const now = performance.now();
    if (inMs !== undefined || !this.#awake) {
      const enter = this.#track.travelled + (inMs ?? 0) * this.#pace;
      this.#timed.push({ waiting: { comment, since: now, count: 1, key: '' }, enter, isMissed: inMs === undefined });
      if (!this.#awake && this.#timed.length > 2 * MISSED_COMMENTS)
        this.#drop(this.#timed.splice(0, MISSED_COMMENTS).length, 'stale');
      this.#wakeAt(now);
      return;
    }
    this.#isFirstAfterIdle ||= this.#waiting.size === 0 && now - this.#lastBatch > BATCH_MS;
    // With overlap nothing waits for a lane, so that merging would spare nobody anything.
    if (!this.#waiting.add(comment, now, this.#settings.overlap ? Infinity : this.#lanes.count)) this.#merged++;
    if (this.#waiting.size > MAX_WAITING) this.#drop(this.#waiting.sample(this.#lanes.count), 'full');
    if (this.#clock.rate > 0) this.#wakeAt(comment.priority === PRIORITY.viewer ? this.#lastBatch + BATCH_MS : now);
  }

  /**
   * The comment at a point of the stage, px from its inline-start and top edge; those that stand are over those that
   * fly.
   */
  hitTest(x: number, y: number): { readonly comment: DanmakuComment; readonly node: HTMLElement } | undefined {
    for (const { cargo, node } of this.#fixed.shown) {
      const start = this.#stage.rightToLeft ? this.#stage.width - node.offsetLeft - node.offsetWidth : node.offsetLeft;
      if (x >= start && x < start + node.offsetWidth && y >= node.offsetTop && y < node.offsetTop + node.offsetHeight)
        return { comment: cargo.comment, node };
    }
    const lane = Math.floor(y / (this.#face?.lane ?? 1));
    const at = x + this.#track.travelled;
    for (const { cargo, node, ...flight } of this.#track.placedComments()) {
      if (flight.lane === lane && flight.start <= at && at < flight.start + flight.width)
        return { comment: cargo.comment, node };
    }
    return undefined;
  }

  /** Lets a comment take over the place of the one with `id` that stands; false when none does. */
  replace(id: string, comment: DanmakuComment): boolean {
    const still = this.#fixed.shown.find(({ cargo, face }) => cargo.comment.id === id && face === this.#face);
    if (!still || !this.#isFixed(comment)) return false;
    const until = this.#clock.now() + FIXED_DURATION_MS;
    this.#fixed.replace(still, { ...still.cargo, comment }, comment.text, until);
    (still.edge === 'top' ? this.#top : this.#bottom).occupyUntil(still.lane, until);
    return true;
  }

  /** Takes comments out, flying or waiting. */
  remove(unwanted: (comment: DanmakuComment) => boolean): void {
    this.#track.remove(({ comment }) => unwanted(comment));
    this.#fixed.remove(({ comment }) => unwanted(comment));
    this.#waiting.remove(unwanted);
    this.#timed = this.#timed.filter(({ waiting }) => !unwanted(waiting.comment));
  }

  clear(): void {
    this.#clearStage();
    this.#waiting.clear();
    this.#timed = [];
  }

  /** Takes away all that is on the stage. */
  #clearStage(): void {
    this.#track.clear();
    this.#fixed.clear();
    for (const lanes of [this.#lanes, this.#top, this.#bottom]) lanes.clear();
  }

  /** px per ms of stage time */
  get #pace(): number {
    return this.#settings.speed / 1000;
  }

  get #isRunning(): boolean {
    return this.#awake && this.#lanes.count > 0;
  }

  /** Takes up what flies, to be put down again with the next batch, where it will be then. */
  #requeue(): void {
    for (const { cargo, start } of this.#track.placedComments())
      this.#timed.push({ waiting: cargo, enter: start, line: start, isMissed: false });
    this.#track.clear();
    this.#lanes.clear();
  }

  #measure(): void {
    const { width, height, rightToLeft } = this.#stage;
    const lane = this.#face?.lane ?? 0;
    const count = width > 0 && lane > 0 ? Math.floor(height / lane) : 0;
    const worked = this.#isRunning;
    this.#lanes.resize(count, lane || 1);
    // The upper and the lower half, so that what stands at the top never meets what stands at the bottom.
    this.#top.resize(Math.ceil(count / 2), lane || 1);
    this.#bottom.resize(this.#settings.quiet ? Math.min(QUIET_LINES, count) : Math.floor(count / 2), lane || 1);
    if (!this.#track.loaded) this.#track.rightToLeft = rightToLeft;
    this.#track.velocity = this.#pace * this.#clock.rate;
    if (!worked) this.#wakeAt(performance.now());
  }

  /** Sees to it that a batch comes at `at`, or earlier if one is due earlier. */
  #wakeAt(at: number): void {
    if (this.#isRunning && at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = this.#isRunning ? at : Infinity;
    if (this.#isRunning && at < Infinity)
      this.#timer = setTimeout(() => this.#batch(), Math.max(0, at - performance.now()));
  }

  /** All work on the page is done here, in one go, so that it costs one frame. */
  #batch(): void {
    const now = performance.now();
    this.#timerAt = Infinity;
    this.#track.sweep();
    this.#fixed.sweep(this.#clock.now());
    this.#drop(this.#merged, 'merged');
    this.#merged = 0;
    this.#placeTimed();
    if (this.#clock.rate > 0) this.#placeWaiting(now);
    this.#track.commit();
    this.#onBatch();
    this.#isFirstAfterIdle = false;
    this.#lastBatch = now;
    if (this.#clock.rate > 0) this.#wakeAt(now + this.#sleep());
  }

  /** ms until there is something to do again. */
  #sleep(): number {
    if (this.#waiting.size > 0) return BATCH_MS;
    const leaves = this.#track.loaded
      ? Math.max(0, this.#track.end - this.#track.travelled) / this.#track.velocity
      : Infinity;
    const next = Math.min(this.#fixed.nextEnd - this.#clock.now(), ...this.#timed.map((each) => this.#untilDue(each)));
    return Math.min(leaves, Math.max(0, next) / this.#clock.rate);
  }

  /** Those with a moment of their own: as if they had been put down in time. */
  #placeTimed(): void {
    const line = (each: Timed) => each.line ?? each.enter + this.#stage.width;
    const timed = this.#timed.sort((a, b) => line(a) - line(b));
    const now = this.#clock.now();
    this.#timed = [];
    let missed = 0;
    for (const each of timed) {
      const { waiting } = each;
      const from = now + this.#untilDue(each);
      if (!this.#isFixed(waiting.comment)) missed += this.#placeScrolling(waiting, line(each)) ? 0 : 1;
      else if (from > now + MIN_BATCH_DELAY_MS)
        this.#timed.push(each); // nothing stands before its time
      else missed += this.#placeFixed(waiting, Math.min(from, now)) ? 0 : 1;
    }
    this.#drop(missed, 'stale');
  }

  /** ms of stage time */
  #untilDue({ enter }: Timed): number {
    return (enter - this.#track.travelled) / this.#pace;
  }

  #placeWaiting(now: number): void {
    this.#drop(this.#waiting.expire(now), 'full');
    const { velocity, travelled } = this.#track;
    const edge = travelled + this.#stage.width + LEAD_MS * velocity;
    let free = this.#settings.maxOnScreen - (this.#settings.maxOnScreen < Infinity ? this.onScreen : 0);
    let limited = false;
    let last = -Infinity;
    let together = 0;
    const spreads = this.#waiting.size < this.#lanes.count ? SPREAD_MS : 0;
    this.#waiting.drain((waiting) => {
      const { comment, since } = waiting;
      const own = comment.priority === PRIORITY.own;
      limited ||= free <= 0;
      if (free <= 0 && !own) return false;
      // A viewer's comment comes in as long after it was said as any other, not all of a batch at once; the first after
      // a silence comes in at once.
      const isViewer = comment.priority === PRIORITY.viewer;
      const late = this.#isFirstAfterIdle || !isViewer ? 0 : Math.max(0, BATCH_MS - now + since);
      together = isViewer && since - last < 5 ? together + 1 : 0;
      last = since;
      const spread = ((together * GOLDEN_RATIO) % 1) * spreads;
      if (
        !(this.#isFixed(comment)
          ? this.#placeFixed(waiting, this.#clock.now())
          : this.#placeScrolling(waiting, edge + (late + spread) * velocity))
      )
        return false;
      if (!own) free--;
      return true;
    });
    this.#drop(this.#waiting.sample(this.#lanes.count), limited ? 'limit' : 'full');
  }

  #isFixed({ mode }: DanmakuComment): boolean {
    return this.#settings.quiet || mode !== 'scroll';
  }

  /** Stands from a moment of stage time on; false when there is no place then, or it would be gone by now. */
  #placeFixed(waiting: PendingComment, from: number): boolean {
    const until = from + FIXED_DURATION_MS;
    const edge = this.#settings.quiet || waiting.comment.mode === 'bottom' ? 'bottom' : 'top';
    const place =
      until > this.#clock.now()
        ? (edge === 'top' ? this.#top : this.#bottom).allocate(from, FIXED_DURATION_MS, from)
        : undefined;
    if (!place || !this.#face) return false;
    const node = createCommentNode(waiting.comment, textOf(waiting));
    this.#fixed.put({ cargo: waiting, node, until, edge, lane: place.lane, face: this.#face });
    node.style.color = waiting.comment.color;
    return true;
  }

  /**
   * Flies from `due` on the line, or from where a lane is free soon after; false when none is, or it would be gone by
   * now.
   */
  #placeScrolling(waiting: PendingComment, due: number): boolean {
    const { comment } = waiting;
    const face = this.#face as FontMetrics;
    const width = this.#measurer.widthOf(comment, textOf(waiting));
    const from = Math.ceil(due);
    if (from + width < this.#track.travelled) return false;
    const length = width + Math.ceil(this.#settings.gap * face.size);
    const limit = comment.priority === PRIORITY.own ? Infinity : from + BATCH_MS * this.#pace;
    const place =
      this.#lanes.allocate(from, length, limit) ??
      (this.#settings.overlap ? this.#lanes.allocateOverlapping(from, length) : undefined);
    if (!place) return false;
    const node = createCommentNode(comment, textOf(waiting));
    this.#track.place(waiting, node, place.lane, place.start, width, face);
    if (comment.color) node.style.color = comment.color; // after its place, which sets all of its style
    return true;
  }

  /** Something flies in a box that is not of its size any more. */
  #isMisfit(): boolean {
    for (const { cargo, width } of this.#track.placedComments())
      if (this.#measurer.widthOf(cargo.comment, textOf(cargo)) !== width) return true;
    return false;
  }

  #drop(count: number, reason: DanmakuDropReason): void {
    if (count > 0) this.#onDrop(count, reason);
  }
}

function textOf({ comment, count }: PendingComment): string {
  return count > 1 ? `${comment.text} ×${count}` : comment.text;
}
