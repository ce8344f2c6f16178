// Decides when and where each comment flies: collects what comes, and a few times a second puts down what has a lane.
//
//   add → WaitingList → (twice a second) → Lanes → Belt or Stills
//
// No two comments of one mode ever overlap (unless `overlap` asks for it); what finds no lane in time is dropped and
// told. It knows neither rooms nor media nor attributes: danmaku-layer.ts gives it comments and settings.

import { Belt } from './scroll-track.js';
import { type DanmakuComment, RANK } from './comment.js';
import { createCommentNode } from './comment-node.js';
import { Lanes } from './lanes.js';
import { StageClock } from './stage-observer.js';
import { Stills } from './fixed-comments.js';
import { TextRuler, type Face } from './text-measurer.js';
import { WaitingList, type Waiting } from './pending-queue.js';
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
const SOON_MS = 50;
/** How long a comment stands that does not travel, ms. */
const STILL_HOLD_MS = 4_000;
/** In quiet mode: so many lines that fade. */
const QUIET_LINES = 2;
/** While nobody looks, so many of the latest comments are remembered, for a picture as if one had looked. */
const MISSED_COMMENTS = 400;
/**
 * So many may wait between two batches; beyond it they are thinned out at once, so that a pause or a flood keeps
 * nothing for long.
 */
const MOST_WAITING = 2_000;

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
  readonly waiting: Waiting;
  /** px that the belt has gone when it enters. */
  readonly enter: number;
  /** Its place on the line, when it had one before. */
  readonly line?: number;
  /** It came while nobody looked. */
  readonly isMissed: boolean;
}

export class DanmakuEngine {
  readonly #belt: Belt<Waiting>;
  readonly #stills: Stills<Waiting>;
  readonly #clock = new StageClock();
  readonly #ruler = new TextRuler();
  readonly #waiting = new WaitingList();
  readonly #onDrop: (count: number, reason: DanmakuDropReason) => void;
  readonly #onBatch: () => void;
  readonly #lanes = new Lanes(0, 1);
  readonly #top = new Lanes(0, 1);
  readonly #bottom = new Lanes(0, 1);
  #settings: DanmakuSettings = { speed: 0, gap: 1, maxOnScreen: Infinity, overlap: false, quiet: false };
  #stage: DanmakuStage = { width: 0, height: 0, rightToLeft: false };
  #face: Face | undefined;
  #awake = false;
  /** Comments with a moment of their own to come in, past or future, as px that the belt has gone by then. */
  #timed: Timed[] = [];
  #merged = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;
  #lastBatch = -Infinity;
  /** The next batch is the first after a silence: nothing has to be spread over the time since the last one. */
  #leading = false;

  /** `onBatch` is called when the page gets work anyway. */
  constructor(stage: HTMLElement, onDrop: (count: number, reason: DanmakuDropReason) => void, onBatch: () => void) {
    this.#belt = new Belt(stage);
    this.#stills = new Stills(stage);
    this.#onDrop = onDrop;
    this.#onBatch = onBatch;
  }

  /** How long a comment of no width takes to cross the stage at rate 1, ms. */
  get crossing(): number {
    return (this.#stage.width / this.#settings.speed) * 1000;
  }

  /** How many comments fly, or are about to. */
  get onScreen(): number {
    const { travelled } = this.#belt;
    let count = this.#stills.shown.length;
    for (const { start, width } of this.#belt.flights()) if (start + width > travelled) count++;
    return count;
  }

  set settings(settings: DanmakuSettings) {
    if (settings.quiet !== this.#settings.quiet) this.#land();
    this.#settings = settings;
    this.#measure();
  }

  /** What is in flight keeps its place; lanes and edges are new. */
  set stage(stage: DanmakuStage) {
    if (stage.rightToLeft !== this.#stage.rightToLeft) this.#land();
    this.#stage = stage;
    this.#measure();
  }

  /** What is in flight keeps its face. */
  set face(face: Face) {
    // The same face with other widths: a web font has arrived, and what flies is as wide as it is drawn now.
    if (face === this.#face) return;
    const arrived = face.font === this.#face?.font;
    this.#face = face;
    this.#ruler.setFace(face);
    if (arrived && this.#isMisfit()) this.#lift();
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
    } else if (this.#clock.rate > 0) this.#lift(); // nothing is animated that nobody sees; a paused stage just stays
    this.#wakeAt(now);
  }

  /** `inMs` of stage time it enters, or has entered when negative; without it, soon. */
  add(comment: DanmakuComment, inMs?: number): void {
    const now = performance.now();
    if (inMs !== undefined || !this.#awake) {
      const enter = this.#belt.travelled + (inMs ?? 0) * this.#pace;
      this.#timed.push({ waiting: { comment, since: now, count: 1, key: '' }, enter, isMissed: inMs === undefined });
      if (!this.#awake && this.#timed.length > 2 * MISSED_COMMENTS)
        this.#drop(this.#timed.splice(0, MISSED_COMMENTS).length, 'stale');
      this.#wakeAt(now);
      return;
    }
    this.#leading ||= this.#waiting.size === 0 && now - this.#lastBatch > BATCH_MS;
    // With overlap nothing waits for a lane, so that merging would spare nobody anything.
    if (!this.#waiting.add(comment, now, this.#settings.overlap ? Infinity : this.#lanes.count)) this.#merged++;
    if (this.#waiting.size > MOST_WAITING) this.#drop(this.#waiting.thin(this.#lanes.count), 'full');
    if (this.#clock.rate > 0) this.#wakeAt(comment.rank === RANK.viewer ? this.#lastBatch + BATCH_MS : now);
  }

  /**
   * The comment at a point of the stage, px from its inline-start and top edge; those that stand are over those that
   * fly.
   */
  pick(x: number, y: number): { readonly comment: DanmakuComment; readonly node: HTMLElement } | undefined {
    for (const { cargo, node } of this.#stills.shown) {
      const start = this.#stage.rightToLeft ? this.#stage.width - node.offsetLeft - node.offsetWidth : node.offsetLeft;
      if (x >= start && x < start + node.offsetWidth && y >= node.offsetTop && y < node.offsetTop + node.offsetHeight)
        return { comment: cargo.comment, node };
    }
    const lane = Math.floor(y / (this.#face?.lane ?? 1));
    const at = x + this.#belt.travelled;
    for (const { cargo, node, ...flight } of this.#belt.flights()) {
      if (flight.lane === lane && flight.start <= at && at < flight.start + flight.width)
        return { comment: cargo.comment, node };
    }
    return undefined;
  }

  /** Lets a comment take over the place of the one with `id` that stands; false when none does. */
  replace(id: string, comment: DanmakuComment): boolean {
    const still = this.#stills.shown.find(({ cargo, face }) => cargo.comment.id === id && face === this.#face);
    if (!still || !this.#isStill(comment)) return false;
    const until = this.#clock.now() + STILL_HOLD_MS;
    this.#stills.renew(still, { ...still.cargo, comment }, comment.text, until);
    (still.edge === 'top' ? this.#top : this.#bottom).keep(still.lane, until);
    return true;
  }

  /** Takes comments out, flying or waiting. */
  remove(unwanted: (comment: DanmakuComment) => boolean): void {
    this.#belt.remove(({ comment }) => unwanted(comment));
    this.#stills.remove(({ comment }) => unwanted(comment));
    this.#waiting.remove(unwanted);
    this.#timed = this.#timed.filter(({ waiting }) => !unwanted(waiting.comment));
  }

  clear(): void {
    this.#land();
    this.#waiting.clear();
    this.#timed = [];
  }

  /** Takes away all that is on the stage. */
  #land(): void {
    this.#belt.clear();
    this.#stills.clear();
    for (const lanes of [this.#lanes, this.#top, this.#bottom]) lanes.clear();
  }

  /** px per ms of stage time */
  get #pace(): number {
    return this.#settings.speed / 1000;
  }

  get #works(): boolean {
    return this.#awake && this.#lanes.count > 0;
  }

  /** Takes up what flies, to be put down again with the next batch, where it will be then. */
  #lift(): void {
    for (const { cargo, start } of this.#belt.flights())
      this.#timed.push({ waiting: cargo, enter: start, line: start, isMissed: false });
    this.#belt.clear();
    this.#lanes.clear();
  }

  #measure(): void {
    const { width, height, rightToLeft } = this.#stage;
    const lane = this.#face?.lane ?? 0;
    const count = width > 0 && lane > 0 ? Math.floor(height / lane) : 0;
    const worked = this.#works;
    this.#lanes.reshape(count, lane || 1);
    // The upper and the lower half, so that what stands at the top never meets what stands at the bottom.
    this.#top.reshape(Math.ceil(count / 2), lane || 1);
    this.#bottom.reshape(this.#settings.quiet ? Math.min(QUIET_LINES, count) : Math.floor(count / 2), lane || 1);
    if (!this.#belt.loaded) this.#belt.rightToLeft = rightToLeft;
    this.#belt.velocity = this.#pace * this.#clock.rate;
    if (!worked) this.#wakeAt(performance.now());
  }

  /** Sees to it that a batch comes at `at`, or earlier if one is due earlier. */
  #wakeAt(at: number): void {
    if (this.#works && at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = this.#works ? at : Infinity;
    if (this.#works && at < Infinity)
      this.#timer = setTimeout(() => this.#batch(), Math.max(0, at - performance.now()));
  }

  /** All work on the page is done here, in one go, so that it costs one frame. */
  #batch(): void {
    const now = performance.now();
    this.#timerAt = Infinity;
    this.#belt.sweep();
    this.#stills.sweep(this.#clock.now());
    this.#drop(this.#merged, 'merged');
    this.#merged = 0;
    this.#flyTimed();
    if (this.#clock.rate > 0) this.#flyWaiting(now);
    this.#belt.commit();
    this.#onBatch();
    this.#leading = false;
    this.#lastBatch = now;
    if (this.#clock.rate > 0) this.#wakeAt(now + this.#idle());
  }

  /** ms until there is something to do again. */
  #idle(): number {
    if (this.#waiting.size > 0) return BATCH_MS;
    const leaves = this.#belt.loaded
      ? Math.max(0, this.#belt.end - this.#belt.travelled) / this.#belt.velocity
      : Infinity;
    const next = Math.min(this.#stills.nextEnd - this.#clock.now(), ...this.#timed.map((each) => this.#untilDue(each)));
    return Math.min(leaves, Math.max(0, next) / this.#clock.rate);
  }

  /** Those with a moment of their own: as if they had been put down in time. */
  #flyTimed(): void {
    const line = (each: Timed) => each.line ?? each.enter + this.#stage.width;
    const timed = this.#timed.sort((a, b) => line(a) - line(b));
    const now = this.#clock.now();
    this.#timed = [];
    let missed = 0;
    for (const each of timed) {
      const { waiting } = each;
      const from = now + this.#untilDue(each);
      if (!this.#isStill(waiting.comment)) missed += this.#fly(waiting, line(each)) ? 0 : 1;
      else if (from > now + SOON_MS)
        this.#timed.push(each); // nothing stands before its time
      else missed += this.#stand(waiting, Math.min(from, now)) ? 0 : 1;
    }
    this.#drop(missed, 'stale');
  }

  /** ms of stage time */
  #untilDue({ enter }: Timed): number {
    return (enter - this.#belt.travelled) / this.#pace;
  }

  #flyWaiting(now: number): void {
    this.#drop(this.#waiting.expire(now), 'full');
    const { velocity, travelled } = this.#belt;
    const edge = travelled + this.#stage.width + LEAD_MS * velocity;
    let free = this.#settings.maxOnScreen - (this.#settings.maxOnScreen < Infinity ? this.onScreen : 0);
    let limited = false;
    let last = -Infinity;
    let together = 0;
    const spreads = this.#waiting.size < this.#lanes.count ? SPREAD_MS : 0;
    this.#waiting.offer((waiting) => {
      const { comment, since } = waiting;
      const own = comment.rank === RANK.own;
      limited ||= free <= 0;
      if (free <= 0 && !own) return false;
      // A viewer's comment comes in as long after it was said as any other, not all of a batch at once; the first after
      // a silence comes in at once.
      const isViewer = comment.rank === RANK.viewer;
      const late = this.#leading || !isViewer ? 0 : Math.max(0, BATCH_MS - now + since);
      together = isViewer && since - last < 5 ? together + 1 : 0;
      last = since;
      const spread = ((together * GOLDEN_RATIO) % 1) * spreads;
      if (
        !(this.#isStill(comment)
          ? this.#stand(waiting, this.#clock.now())
          : this.#fly(waiting, edge + (late + spread) * velocity))
      )
        return false;
      if (!own) free--;
      return true;
    });
    this.#drop(this.#waiting.thin(this.#lanes.count), limited ? 'limit' : 'full');
  }

  #isStill({ mode }: DanmakuComment): boolean {
    return this.#settings.quiet || mode !== 'scroll';
  }

  /** Stands from a moment of stage time on; false when there is no place then, or it would be gone by now. */
  #stand(waiting: Waiting, from: number): boolean {
    const until = from + STILL_HOLD_MS;
    const edge = this.#settings.quiet || waiting.comment.mode === 'bottom' ? 'bottom' : 'top';
    const place =
      until > this.#clock.now()
        ? (edge === 'top' ? this.#top : this.#bottom).take(from, STILL_HOLD_MS, from)
        : undefined;
    if (!place || !this.#face) return false;
    const node = createCommentNode(waiting.comment, textOf(waiting));
    this.#stills.put({ cargo: waiting, node, until, edge, lane: place.lane, face: this.#face });
    node.style.color = waiting.comment.color;
    return true;
  }

  /**
   * Flies from `due` on the line, or from where a lane is free soon after; false when none is, or it would be gone by
   * now.
   */
  #fly(waiting: Waiting, due: number): boolean {
    const { comment } = waiting;
    const face = this.#face as Face;
    const width = this.#ruler.box(comment, textOf(waiting));
    const from = Math.ceil(due);
    if (from + width < this.#belt.travelled) return false;
    const length = width + Math.ceil(this.#settings.gap * face.size);
    const limit = comment.rank === RANK.own ? Infinity : from + BATCH_MS * this.#pace;
    const place =
      this.#lanes.take(from, length, limit) ?? (this.#settings.overlap ? this.#lanes.crowd(from, length) : undefined);
    if (!place) return false;
    const node = createCommentNode(comment, textOf(waiting));
    this.#belt.put(waiting, node, place.lane, place.start, width, face);
    if (comment.color) node.style.color = comment.color; // after its place, which sets all of its style
    return true;
  }

  /** Something flies in a box that is not of its size any more. */
  #isMisfit(): boolean {
    for (const { cargo, width } of this.#belt.flights())
      if (this.#ruler.box(cargo.comment, textOf(cargo)) !== width) return true;
    return false;
  }

  #drop(count: number, reason: DanmakuDropReason): void {
    if (count > 0) this.#onDrop(count, reason);
  }
}

function textOf({ comment, count }: Waiting): string {
  return count > 1 ? `${comment.text} ×${count}` : comment.text;
}
