// Comments that do not scroll: each is shown at the top or the bottom for a while. There are few at a time, so each is
// an absolutely positioned element. The caller chooses lane and time, and calls `sweep` when `nextEnd` is reached.

import type { FontMetrics } from './text-measurer.js';

/** Duration of fading in and out, ms. */
const FADE_MS = 120;

export type FixedEdge = 'top' | 'bottom';

export interface FixedComment<Item> {
  readonly item: Item;
  readonly node: HTMLElement;
  /** Stage time, ms. */
  readonly until: number;
  readonly edge: FixedEdge;
  readonly lane: number;
  /** The font whose line height its lane was counted in. */
  readonly font: FontMetrics;
}

export class FixedComments<Item> {
  #shown: FixedComment<Item>[] = [];
  /** Comments that are fading out. */
  readonly #leaving = new Set<FixedComment<Item>>();

  constructor(private readonly stage: HTMLElement) {}

  get shown(): readonly FixedComment<Item>[] {
    return this.#shown;
  }

  /** Stage time at which the next comment is due to be removed; Infinity when none is shown. */
  get nextEnd(): number {
    return Math.min(Infinity, ...this.#shown.map(({ until }) => until));
  }

  place(fixed: FixedComment<Item>): void {
    const { node, edge, lane, font } = fixed;
    // No two comments overlap: one that is fading out there, or is due to be removed, is removed at once.
    const overlaps = (other: FixedComment<Item>) =>
      other.edge === edge &&
      other.lane * other.font.lane < (lane + 1) * font.lane &&
      lane * font.lane < (other.lane + 1) * other.font.lane;
    for (const other of [...this.#leaving, ...this.#shown]) if (overlaps(other)) this.#detach(other);
    this.#shown = this.#shown.filter((other) => !overlaps(other));
    node.classList.add('fixed');
    // `font` resets the line height. The background is 1 px lower on either side, so that two do not touch.
    node.style.cssText =
      `font:${font.font};line-height:${font.lane - 2}px;letter-spacing:${font.spacing}px;` +
      `--_lane:${font.lane}px;inset-block-${edge === 'top' ? 'start' : 'end'}:${lane * font.lane}px`;
    this.#shown.push(fixed);
    this.stage.append(node);
    node.animate({ opacity: [0, 1] }, FADE_MS);
  }

  /** Puts another text in the same place, and starts its time again. */
  replace(fixed: FixedComment<Item>, item: Item, text: string, until: number): void {
    this.#shown = this.#shown.map((each) => (each === fixed ? { ...fixed, item, until } : each));
    if (fixed.node.lastChild) fixed.node.lastChild.textContent = text;
  }

  /** Removes the comments whose time is over at `now` (stage time). */
  sweep(now: number): void {
    this.remove((_, until) => until <= now);
  }

  remove(isUnwanted: (item: Item, until: number) => boolean): void {
    this.#shown = this.#shown.filter((fixed) => {
      if (!isUnwanted(fixed.item, fixed.until)) return true;
      this.#leaving.add(fixed);
      fixed.node.animate({ opacity: [1, 0] }, { duration: FADE_MS, fill: 'forwards' }).onfinish = () =>
        this.#detach(fixed);
      return false;
    });
  }

  clear(): void {
    for (const fixed of [...this.#shown, ...this.#leaving]) this.#detach(fixed);
    this.#shown = [];
  }

  #detach(fixed: FixedComment<Item>): void {
    fixed.node.remove();
    this.#leaving.delete(fixed);
  }
}
