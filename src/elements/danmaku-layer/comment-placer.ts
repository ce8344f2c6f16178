// Places comments on the stage: allocates a lane for each and passes it to the scrolling track or to the fixed
// comments. No two comments of one mode overlap, unless `overlap` allows it. The engine decides when a comment is due.

import { type DanmakuComment, PRIORITY } from './comment.js';
import { createCommentNode, displayText, type PendingComment } from './pending-queue.js';
import { FixedComments } from './fixed-comments.js';
import { Lanes } from './lanes.js';
import { type PlacedComment, ScrollTrack } from './scroll-track.js';
import { StageClock } from './stage-observer.js';
import { type FontMetrics, TextMeasurer } from './text-measurer.js';

/** How long a fixed comment is shown, ms. */
const FIXED_DURATION_MS = 4_000;
/** How long a comment may wait for a lane after it is due, ms of stage time: until the next batch. */
const MAX_LANE_WAIT_MS = 500;
/** The share of the lanes that fixed comments of other viewers may take; each of them has at most one at a time. */
const VIEWERS_FIXED_SHARE = 0.25;
/** In quiet mode there are this many lines, whose comments fade in and out. */
const QUIET_LINES = 2;

export interface DanmakuSettings {
  /** px/s */
  speed: number;
  /** Minimum distance between two comments of a lane, in units of the font size. */
  gap: number;
  /** Maximum number of comments on screen, not counting the user's own. */
  maxOnScreen: number;
  /** Show every comment, overlapping others when no lane is free. */
  overlap: boolean;
  /** No scrolling: two lines that fade. */
  quiet: boolean;
  /** Comments that other viewers want to be fixed may be. */
  viewersFixed: boolean;
}

export interface StageSize {
  readonly width: number;
  readonly height: number;
  readonly rightToLeft: boolean;
}

export class CommentPlacer {
  readonly track: ScrollTrack<PendingComment>;
  readonly fixed: FixedComments<PendingComment>;
  readonly clock = new StageClock();
  /** The lanes of scrolling comments. */
  readonly lanes = new Lanes(0, 1);
  /** After a change of one of these, call `layout`. */
  settings: DanmakuSettings = {
    speed: 0,
    gap: 1,
    maxOnScreen: Infinity,
    overlap: false,
    quiet: false,
    viewersFixed: true,
  };
  stage: StageSize = { width: 0, height: 0, rightToLeft: false };
  font: FontMetrics | undefined;
  readonly #measurer = new TextMeasurer();
  readonly #top = new Lanes(0, 1);
  readonly #bottom = new Lanes(0, 1);

  constructor(stage: HTMLElement) {
    this.track = new ScrollTrack(stage);
    this.fixed = new FixedComments(stage);
  }

  /** Scrolling speed, px per ms of stage time. */
  get speed(): number {
    return this.settings.speed / 1000;
  }

  /** How many comments are on the stage, or about to enter it. */
  get onScreen(): number {
    const { travelled } = this.track;
    let count = this.fixed.shown.length;
    for (const { start, width } of this.track.placedComments()) if (start + width > travelled) count++;
    return count;
  }

  /** Applies settings, stage and font. Comments on the stage keep their place and font; lanes and edges change. */
  layout(): void {
    const { width, height, rightToLeft } = this.stage;
    if (this.font) this.#measurer.setFont(this.font);
    const laneHeight = this.font?.lane ?? 0;
    const count = width > 0 && laneHeight > 0 ? Math.floor(height / laneHeight) : 0;
    this.lanes.resize(count, laneHeight || 1);
    // The upper and the lower half, so that comments at the top and at the bottom never meet.
    this.#top.resize(Math.ceil(count / 2), laneHeight || 1);
    this.#bottom.resize(this.settings.quiet ? Math.min(QUIET_LINES, count) : Math.floor(count / 2), laneHeight || 1);
    if (this.track.isEmpty) this.track.rightToLeft = rightToLeft;
    this.track.velocity = this.speed * this.clock.rate;
  }

  /** Whether a comment that is placed now is fixed: as its sender wishes, within the limits for viewers. */
  isFixed(comment: DanmakuComment): boolean {
    if (this.settings.quiet) return true;
    if (comment.mode === 'scroll') return false;
    if (!isFromViewer(comment)) return true;
    const others = this.fixed.shown.filter(({ item }) => isFromViewer(item.comment));
    return (
      this.settings.viewersFixed &&
      others.length < Math.max(1, Math.floor(this.lanes.count * VIEWERS_FIXED_SHARE)) &&
      others.every(({ item }) => item.comment.userId !== comment.userId)
    );
  }

  /** Shows a fixed comment from a moment of stage time on; false when there is no free lane or its time is over. */
  placeFixed(pending: PendingComment, from: number): boolean {
    const until = from + FIXED_DURATION_MS;
    const edge = this.settings.quiet || pending.comment.mode === 'bottom' ? 'bottom' : 'top';
    const position =
      until > this.clock.now()
        ? (edge === 'top' ? this.#top : this.#bottom).allocate(from, FIXED_DURATION_MS, from)
        : undefined;
    if (!position || !this.font) return false;
    const node = createCommentNode(pending);
    this.fixed.place({ item: pending, node, until, edge, lane: position.lane, font: this.font });
    node.style.color = pending.comment.color;
    return true;
  }

  /** Places a scrolling comment at `due` on the track, or soon after; false when no lane is free or it has passed. */
  placeScrolling(pending: PendingComment, due: number): boolean {
    const { comment } = pending;
    const font = this.font as FontMetrics;
    const width = this.#widthOf(pending);
    const from = Math.ceil(due);
    if (from + width < this.track.travelled) return false;
    const length = width + Math.ceil(this.settings.gap * font.size);
    const limit = comment.priority === PRIORITY.own ? Infinity : from + MAX_LANE_WAIT_MS * this.speed;
    const position =
      this.lanes.allocate(from, length, limit) ??
      (this.settings.overlap ? this.lanes.allocateOverlapping(from, length) : undefined);
    if (!position) return false;
    const node = createCommentNode(pending);
    this.track.place(pending, node, position.lane, position.start, width, font);
    if (comment.color) node.style.color = comment.color; // after `place`, which sets the whole style
    return true;
  }

  /**
   * Finds the comment at a point of the stage, px from its inline-start and top edge. Fixed comments are above
   * scrolling ones.
   */
  hitTest(x: number, y: number): { readonly comment: DanmakuComment; readonly node: HTMLElement } | undefined {
    for (const { item, node } of this.fixed.shown) {
      const start = this.stage.rightToLeft ? this.stage.width - node.offsetLeft - node.offsetWidth : node.offsetLeft;
      if (x >= start && x < start + node.offsetWidth && y >= node.offsetTop && y < node.offsetTop + node.offsetHeight)
        return { comment: item.comment, node };
    }
    const hitLane = Math.floor(y / (this.font?.lane ?? 1));
    const at = x + this.track.travelled;
    for (const { item, node, lane, start, width } of this.track.placedComments()) {
      if (lane === hitLane && start <= at && at < start + width) return { comment: item.comment, node };
    }
    return undefined;
  }

  /** Replaces the fixed comment with `id` by another in its place; false when there is none. */
  replace(id: string, comment: DanmakuComment): boolean {
    const fixed = this.fixed.shown.find(({ item, font }) => item.comment.id === id && font === this.font);
    if (!fixed) return false;
    const until = this.clock.now() + FIXED_DURATION_MS;
    this.fixed.replace(fixed, { ...fixed.item, comment }, comment.text, until);
    (fixed.edge === 'top' ? this.#top : this.#bottom).occupyUntil(fixed.lane, until);
    return true;
  }

  /** True when the width of a scrolling comment is no longer the width of its text. */
  hasMisfit(): boolean {
    for (const { item, width } of this.track.placedComments()) if (this.#widthOf(item) !== width) return true;
    return false;
  }

  /** Removes all scrolling comments and returns them. */
  takeScrolling(): readonly PlacedComment<PendingComment>[] {
    const taken = [...this.track.placedComments()];
    this.track.clear();
    this.lanes.clear();
    return taken;
  }

  clear(): void {
    this.track.clear();
    this.fixed.clear();
    for (const lanes of [this.lanes, this.#top, this.#bottom]) lanes.clear();
  }

  #widthOf(pending: PendingComment): number {
    return this.#measurer.widthOf(pending.comment, displayText(pending));
  }
}

/** Comments and gifts that other viewers sent to the room, not those of the page itself. */
function isFromViewer({ userId, variant }: DanmakuComment): boolean {
  return userId !== '' && (variant === 'viewer' || variant === 'gift');
}
