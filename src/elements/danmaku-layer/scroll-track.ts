// The track on which comments scroll. Comments are placed on layers, layers on a segment, and only the segment moves,
// by one transform animation that runs on the compositor. The main thread works when comments are placed, a few times a
// second, however many are on screen, and not at all in between.
//
// A position on the track is measured in px from its beginning, so the distances between comments never change; the
// position that enters the stage at its inline-end edge now is `travelled + width`. A segment is divided into layers
// because adding to a compositor layer repaints the whole layer, and because layers that have left can be removed.
// This module does not choose lanes (lanes.ts) and never causes a layout of the page.

import type { FontMetrics } from './text-measurer.js';

/**
 * Maximum length of a layer, px, and maximum number of its comments. Fewer layers are cheaper to draw, smaller layers
 * are cheaper to add to.
 * Measured side by side with 2,800 comments on the stage, as CPU time of the whole browser, ms per second (2 cores, no
 * GPU): layers of 200 comments 242, of 400 177, of 2,000 137, one layer for all 132; half the length 179, twice the
 * length 137. Layers drawn once on a canvas 223, on a canvas without GPU 207, on a canvas of a worker 199 (sharp text,
 * but no hit test); layers with `content-visibility` 198 and main-thread work in every frame. With 20 comments per
 * second shorter layers are cheaper: 79 against 90 for twice the length.
 */
const LAYER_LENGTH_PX = 1_280;
const LAYER_COMMENTS = 2_000;
/** Length of a segment, px: limited so that positions stay exact in the compositor's single precision. */
const SEGMENT_LENGTH_PX = 100_000;
/** How far a segment can move, px: its own length, and then until the longest comment has left the widest stage. */
const TRAVEL_PX = 2 * SEGMENT_LENGTH_PX;

export interface PlacedComment<Item> {
  readonly item: Item;
  readonly node: HTMLElement;
  readonly lane: number;
  /** Position on the track, px. */
  readonly start: number;
  readonly width: number;
}

interface Layer<Item> {
  readonly node: HTMLElement;
  readonly start: number;
  readonly font: FontMetrics;
  /** Position at which the last of its comments ends. */
  end: number;
  comments: PlacedComment<Item>[];
}

interface Segment<Item> {
  readonly node: HTMLElement;
  readonly animation: Animation;
  /** Position on the track at which it begins, px. */
  readonly origin: number;
  /** The device pixels per px for which its steps were calculated. */
  readonly pixelRatio: number;
  layers: Layer<Item>[];
}

/**
 * WebKit does not run stepped animations on its compositor; there the track moves smoothly instead of by whole device
 * pixels.
 */
const STEPS_COMPOSITE = !globalThis.CSS?.supports?.('font', '-apple-system-body');

/**
 * The time of the frame on screen, which is before `performance.now()`: a track that is stopped and started by it stays
 * exactly where it was seen. After an idle phase the document's timeline may be far behind; then 20 ms, about one
 * frame, are assumed.
 */
function frameTime(): number {
  const now = performance.now();
  return Math.min(now, Math.max(Number(document.timeline?.currentTime ?? 0), now - 20));
}

export class ScrollTrack<Item> {
  readonly #stage: HTMLElement;
  #segments: Segment<Item>[] = [];
  #distance = 0;
  #since = performance.now();
  /** px per ms of the page's time */
  #velocity = 0;
  #forward: -1 | 1 = -1;
  /** New nodes per layer, until `commit`. */
  #uncommitted = new Map<Layer<Item>, DocumentFragment>();

  constructor(stage: HTMLElement) {
    this.#stage = stage;
  }

  /** How far the track has moved, px. */
  get travelled(): number {
    return this.#travelledAt(performance.now());
  }

  /** px per ms */
  get velocity(): number {
    return this.#velocity;
  }

  /** 0 stops the track where it is. */
  set velocity(velocity: number) {
    if (velocity === this.#velocity) return;
    const now = frameTime();
    this.#distance = this.#travelledAt(now);
    this.#since = now;
    this.#velocity = velocity;
    for (const segment of this.#segments) this.#animate(segment);
  }

  /** True while no comment is on the track, inside or outside the stage. */
  get isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  /** Position at which the last comment ends, px. */
  get end(): number {
    return Math.max(-Infinity, ...this.#segments.flatMap(({ layers }) => layers.map(({ end }) => end)));
  }

  /** For text from right to left the track moves from left to right. May change only while the track is empty. */
  set rightToLeft(rightToLeft: boolean) {
    this.#forward = rightToLeft ? 1 : -1;
  }

  *placedComments(): Generator<PlacedComment<Item>> {
    for (const { layers } of this.#segments) for (const { comments } of layers) yield* comments;
  }

  /** Places `node`; it is added to the page by `commit`. */
  place(item: Item, node: HTMLElement, lane: number, start: number, width: number, font: FontMetrics): void {
    const layer = this.#layerFor(start, font);
    const inset = start - layer.start;
    const top = lane * font.lane;
    // Not `position: absolute`, which would give every comment a paint layer of its own: each is a block whose negative
    // margin removes the height that it adds.
    const left = this.#forward < 0 ? inset : 0;
    const right = inset - left;
    node.style.cssText = `width:${width}px;margin:${top}px ${right}px ${-top - font.lane}px ${left}px`;
    layer.comments.push({ item, node, lane, start, width });
    layer.end = Math.max(layer.end, start + width);
    let nodes = this.#uncommitted.get(layer);
    if (!nodes) this.#uncommitted.set(layer, (nodes = document.createDocumentFragment()));
    nodes.append(node);
  }

  /** Adds to the page, in one step, all comments placed since the last call. */
  commit(): void {
    for (const [layer, nodes] of this.#uncommitted) layer.node.append(nodes);
    this.#uncommitted.clear();
  }

  /** Removes layers that have left the stage. */
  sweep(): void {
    const { travelled } = this;
    this.#segments = this.#segments.filter((segment) => {
      segment.layers = segment.layers.filter((layer) => {
        const isNeeded = layer.end > travelled || this.#uncommitted.has(layer);
        if (!isNeeded) layer.node.remove();
        return isNeeded;
      });
      return segment.layers.length > 0 || this.#discard(segment);
    });
  }

  /** Removes the comments for which `isUnwanted` returns true. */
  remove(isUnwanted: (item: Item) => boolean): void {
    for (const { layers } of this.#segments) {
      for (const layer of layers) {
        layer.comments = layer.comments.filter(({ item, node }) => {
          if (!isUnwanted(item)) return true;
          node.remove();
          return false;
        });
      }
    }
  }

  clear(): void {
    for (const segment of this.#segments) this.#discard(segment);
    this.#segments = [];
    this.#uncommitted.clear();
  }

  #travelledAt(time: number): number {
    return this.#distance + (time - this.#since) * this.#velocity;
  }

  #layerFor(position: number, font: FontMetrics): Layer<Item> {
    const start = Math.floor(position / LAYER_LENGTH_PX) * LAYER_LENGTH_PX;
    let segment = this.#segments.at(-1);
    const found =
      segment?.pixelRatio === devicePixelRatio
        ? segment.layers.findLast(
            (layer) => layer.start === start && layer.font === font && layer.comments.length < LAYER_COMMENTS,
          )
        : undefined;
    if (found) return found;
    if (!segment || start - segment.origin > SEGMENT_LENGTH_PX || segment.pixelRatio !== devicePixelRatio)
      this.#segments.push((segment = this.#createSegment()));
    const node = document.createElement('div');
    node.className = 'layer';
    node.style.cssText =
      `font:${font.font};letter-spacing:${font.spacing}px;` +
      `--_lane:${font.lane}px;inset-inline-start:${start - segment.origin}px`;
    segment.node.append(node);
    const layer: Layer<Item> = { node, start, font, end: position, comments: [] };
    segment.layers.push(layer);
    return layer;
  }

  /** Creates a segment that begins at the inline-start edge of the stage. */
  #createSegment(): Segment<Item> {
    const origin = Math.floor(this.travelled);
    const node = document.createElement('div');
    node.className = 'segment';
    this.#stage.append(node);
    // Steps of whole device pixels keep text sharp, and save a machine without a GPU the resampling of every pixel.
    const easing = STEPS_COMPOSITE ? `steps(${Math.round(TRAVEL_PX * devicePixelRatio)})` : 'linear';
    const animation = node.animate(
      [{ transform: 'translateX(0)' }, { transform: `translateX(${this.#forward * TRAVEL_PX}px)` }],
      { duration: TRAVEL_PX, easing, fill: 'both' },
    );
    const segment: Segment<Item> = { node, animation, origin, pixelRatio: devicePixelRatio, layers: [] };
    this.#animate(segment);
    return segment;
  }

  /** Sets the animation to the present position and velocity of the track. */
  #animate({ animation, origin }: Segment<Item>): void {
    const now = performance.now();
    const done = this.#travelledAt(now) - origin;
    if (this.#velocity === 0) {
      animation.pause();
      animation.currentTime = (done / TRAVEL_PX) * Number(animation.effect?.getTiming().duration);
      return;
    }
    // By the duration, not by `playbackRate`: a browser may not composite an animation whose rate is not 1.
    animation.effect?.updateTiming({ duration: TRAVEL_PX / this.#velocity });
    if (animation.playState !== 'running') animation.play();
    animation.startTime = now - done / this.#velocity;
  }

  #discard(segment: Segment<Item>): false {
    segment.animation.cancel();
    segment.node.remove();
    return false;
  }
}
