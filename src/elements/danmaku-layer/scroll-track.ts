// The conveyor: comments are put down on strips, strips lie on a belt, and the belt is all that moves, by one transform
// animation that the compositor runs by itself. The main thread works when comments are put down, a few times a second,
// however many fly, and not at all between.
//
// A place on the belt is counted in px from where it began, so comments keep their distance for ever; what enters the
// stage at its inline-end edge now is at `travelled + width`. The belt is cut into strips, because a compositor layer
// is painted again whole when something is added to it, and strips of the past can be taken away.
// It does not choose lanes (lanes.ts) and asks the page for no layout.

import type { FontMetrics } from './text-measurer.js';

/**
 * A strip takes comments for so many px of the line, and no more than so many. Fewer layers are cheaper to draw,
 * smaller ones to add to.
 * Tried side by side with 2,800 comments on the stage, ms of the whole browser's time a second (2 cores, no GPU):
 * strips of 200
 * comments 242, of 400 177, of 2,000 137, one for all 132; half as long 179, twice as long 137. Strips drawn once on a
 * canvas 223, on
 * one without a GPU 207, on one of a worker 199, where text is sharp but cannot be pointed at; strips with
 * `content-visibility` 198,
 * and a frame of the page's work for every one on screen. With 20 comments a second shorter ones are cheaper: 79, 90
 * twice as long.
 */
const LAYER_LENGTH_PX = 1_280;
const LAYER_COMMENTS = 2_000;
/** A belt is followed by a new one after this, so that positions stay exact in the compositor's single precision. */
const SEGMENT_LENGTH_PX = 100_000;
/**
 * How far a belt can travel: its own length, and then until the last comment, however long, has left the widest stage.
 */
const TRAVEL_PX = 2 * SEGMENT_LENGTH_PX;

/** Something that flies. */
export interface PlacedComment<Cargo> {
  readonly cargo: Cargo;
  readonly node: HTMLElement;
  readonly lane: number;
  /** Its piece of the line, px. */
  readonly start: number;
  readonly width: number;
}

interface Layer<Cargo> {
  readonly node: HTMLElement;
  readonly start: number;
  readonly face: FontMetrics;
  /** Where the last of its comments ends. */
  end: number;
  comments: PlacedComment<Cargo>[];
}

interface Segment<Cargo> {
  readonly node: HTMLElement;
  readonly animation: Animation;
  /** px travelled when it was laid. */
  readonly origin: number;
  /** Device pixels per px that it steps by. */
  readonly pixelRatio: number;
  layers: Layer<Cargo>[];
}

/**
 * WebKit runs no stepped animation on its compositor; there the belt moves smoothly instead of by whole device pixels.
 */
const STEPS_COMPOSITE = !globalThis.CSS?.supports?.('font', '-apple-system-body');

/**
 * The time of the frame on screen, which lies before the time of day: stopped and started by it, the belt stands
 * exactly where it
 * was seen. A timeline that has slept may be further behind; then one frame is taken for it, ms.
 */
function frameTime(): number {
  const now = performance.now();
  return Math.min(now, Math.max(Number(document.timeline?.currentTime ?? 0), now - 20));
}

export class ScrollTrack<Cargo> {
  readonly #stage: HTMLElement;
  #segments: Segment<Cargo>[] = [];
  #distance = 0;
  #since = performance.now();
  /** px per ms of the page's time */
  #velocity = 0;
  #forward: -1 | 1 = -1;
  /** Strips that have something new, with what is to be put on them. */
  #loads = new Map<Layer<Cargo>, DocumentFragment>();

  constructor(stage: HTMLElement) {
    this.#stage = stage;
  }

  /** px that the belt has gone. */
  get travelled(): number {
    return this.#travelledAt(performance.now());
  }

  /** px per ms */
  get velocity(): number {
    return this.#velocity;
  }

  /** 0 stops the belt where it is. */
  set velocity(velocity: number) {
    if (velocity === this.#velocity) return;
    const now = frameTime();
    this.#distance = this.#travelledAt(now);
    this.#since = now;
    this.#velocity = velocity;
    for (const run of this.#segments) this.#animate(run);
  }

  /** True while anything is on the belt, seen or not. */
  get loaded(): boolean {
    return this.#segments.length > 0;
  }

  /** Where the last comment ends, px on the line. */
  get end(): number {
    return Math.max(-Infinity, ...this.#segments.flatMap(({ layers }) => layers.map(({ end }) => end)));
  }

  /** Text runs from right to left: the belt goes from left to right. Only while it is empty. */
  set rightToLeft(rightToLeft: boolean) {
    this.#forward = rightToLeft ? 1 : -1;
  }

  *placedComments(): Generator<PlacedComment<Cargo>> {
    for (const { layers } of this.#segments) for (const { comments } of layers) yield* comments;
  }

  /** Puts `node` down; it is in the page after `commit`. */
  place(cargo: Cargo, node: HTMLElement, lane: number, start: number, width: number, face: FontMetrics): void {
    const strip = this.#layerFor(start, face);
    const inset = start - strip.start;
    const top = lane * face.lane;
    // Not `position: absolute`, which would give every comment a paint layer of its own: each is a block whose margins
    // take back the height that it adds.
    node.style.cssText = `width:${width}px;margin:${top}px ${this.#forward < 0 ? 0 : inset}px ${-top - face.lane}px ${this.#forward < 0 ? inset : 0}px`;
    strip.comments.push({ cargo, node, lane, start, width });
    strip.end = Math.max(strip.end, start + width);
    let load = this.#loads.get(strip);
    if (!load) this.#loads.set(strip, (load = document.createDocumentFragment()));
    load.append(node);
  }

  /** Brings into the page, in one go, what was put down. */
  commit(): void {
    for (const [strip, load] of this.#loads) strip.node.append(load);
    this.#loads.clear();
  }

  /** Takes away what has left the stage. */
  sweep(): void {
    const { travelled } = this;
    this.#segments = this.#segments.filter((run) => {
      run.layers = run.layers.filter((strip) => {
        const flies = strip.end > travelled || this.#loads.has(strip);
        if (!flies) strip.node.remove();
        return flies;
      });
      return run.layers.length > 0 || this.#discard(run);
    });
  }

  /** Takes away the comments that `unwanted` names and answers them. */
  remove(unwanted: (cargo: Cargo) => boolean): PlacedComment<Cargo>[] {
    const removed: PlacedComment<Cargo>[] = [];
    for (const { layers } of this.#segments) {
      for (const strip of layers) {
        strip.comments = strip.comments.filter((flight) => {
          if (!unwanted(flight.cargo)) return true;
          flight.node.remove();
          removed.push(flight);
          return false;
        });
      }
    }
    return removed;
  }

  clear(): void {
    for (const run of this.#segments) this.#discard(run);
    this.#segments = [];
    this.#loads.clear();
  }

  #travelledAt(time: number): number {
    return this.#distance + (time - this.#since) * this.#velocity;
  }

  #layerFor(start: number, face: FontMetrics): Layer<Cargo> {
    const begin = Math.floor(start / LAYER_LENGTH_PX) * LAYER_LENGTH_PX;
    let run = this.#segments.at(-1);
    const found =
      run?.pixelRatio === devicePixelRatio
        ? run.layers.findLast(
            (strip) => strip.start === begin && strip.face === face && strip.comments.length < LAYER_COMMENTS,
          )
        : undefined;
    if (found) return found;
    if (!run || begin - run.origin > SEGMENT_LENGTH_PX || run.pixelRatio !== devicePixelRatio)
      this.#segments.push((run = this.#addSegment()));
    const node = document.createElement('div');
    node.className = 'strip';
    node.style.cssText = `font:${face.font};letter-spacing:${face.spacing}px;--_lane:${face.lane}px;inset-inline-start:${begin - run.origin}px`;
    run.node.append(node);
    const strip: Layer<Cargo> = { node, start: begin, face, end: start, comments: [] };
    run.layers.push(strip);
    return strip;
  }

  /** Lays a belt whose beginning is now at the inline-start edge of the stage. */
  #addSegment(): Segment<Cargo> {
    const origin = Math.floor(this.travelled);
    const node = document.createElement('div');
    node.className = 'belt';
    this.#stage.append(node);
    // Whole device pixels keep text as crisp as it stands, and spare a machine without a GPU the resampling of every
    // pixel.
    const easing = STEPS_COMPOSITE ? `steps(${Math.round(TRAVEL_PX * devicePixelRatio)})` : 'linear';
    const animation = node.animate(
      [{ transform: 'translateX(0)' }, { transform: `translateX(${this.#forward * TRAVEL_PX}px)` }],
      { duration: TRAVEL_PX, easing, fill: 'both' },
    );
    const run: Segment<Cargo> = { node, animation, origin, pixelRatio: devicePixelRatio, layers: [] };
    this.#animate(run);
    return run;
  }

  /** Brings an animation to where the belt is, at its speed. */
  #animate({ animation, origin }: Segment<Cargo>): void {
    const now = performance.now();
    const done = this.#travelledAt(now) - origin;
    if (this.#velocity === 0) {
      animation.pause();
      animation.currentTime = (done / TRAVEL_PX) * Number(animation.effect?.getTiming().duration);
      return;
    }
    // In the duration, not in `playbackRate`: an engine may not composite an animation of another rate than 1.
    animation.effect?.updateTiming({ duration: TRAVEL_PX / this.#velocity });
    if (animation.playState !== 'running') animation.play();
    animation.startTime = now - done / this.#velocity;
  }

  #discard(run: Segment<Cargo>): false {
    run.animation.cancel();
    run.node.remove();
    return false;
  }
}
