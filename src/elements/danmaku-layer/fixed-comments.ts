// Comments that do not travel: they stand at the top or the bottom for a while. Few at a time, so each is an element of
// its own. Chooses no lane and no time; `sweep` must be called when `nextEnd` is reached.

import type { FontMetrics } from './text-measurer.js';

/** Fading in and out, ms. */
const FADE_MS = 120;

export type FixedEdge = 'top' | 'bottom';

export interface FixedComment<Cargo> {
  readonly cargo: Cargo;
  readonly node: HTMLElement;
  /** Stage time, ms. */
  readonly until: number;
  readonly edge: FixedEdge;
  readonly lane: number;
  /** In which its lane was counted. */
  readonly face: FontMetrics;
}

export class FixedComments<Cargo> {
  #shown: FixedComment<Cargo>[] = [];
  /** Those that fade out. */
  readonly #leaving = new Set<FixedComment<Cargo>>();

  constructor(private readonly stage: HTMLElement) {}

  get shown(): readonly FixedComment<Cargo>[] {
    return this.#shown;
  }

  /** Stage time at which the next one has stood long enough; Infinity when none stands. */
  get nextEnd(): number {
    return Math.min(Infinity, ...this.#shown.map(({ until }) => until));
  }

  put(still: FixedComment<Cargo>): void {
    const { node, edge, lane, face } = still;
    // Two never lie on each other: who fades there, or has stood its time and was not swept yet, goes at once.
    const isThere = (old: FixedComment<Cargo>) =>
      old.edge === edge &&
      old.lane * old.face.lane < (lane + 1) * face.lane &&
      lane * face.lane < (old.lane + 1) * old.face.lane;
    for (const old of [...this.#leaving, ...this.#shown]) if (isThere(old)) this.#detach(old);
    this.#shown = this.#shown.filter((old) => !isThere(old));
    node.classList.add('still');
    // The face brings a height of lines of its own; the ground is a px less high at either side, so that two do not run
    // together.
    node.style.cssText = `font:${face.font};line-height:${face.lane - 2}px;letter-spacing:${face.spacing}px;--_lane:${face.lane}px;inset-block-${edge === 'top' ? 'start' : 'end'}:${lane * face.lane}px`;
    this.#shown.push(still);
    this.stage.append(node);
    node.animate({ opacity: [0, 1] }, FADE_MS);
  }

  /** Another text in the same place, and time anew. */
  replace(still: FixedComment<Cargo>, cargo: Cargo, text: string, until: number): void {
    this.#shown = this.#shown.map((each) => (each === still ? { ...still, cargo, until } : each));
    if (still.node.lastChild) still.node.lastChild.textContent = text;
  }

  sweep(now: number): void {
    this.remove((_, until) => until <= now);
  }

  remove(unwanted: (cargo: Cargo, until: number) => boolean): void {
    this.#shown = this.#shown.filter((still) => {
      if (!unwanted(still.cargo, still.until)) return true;
      this.#leaving.add(still);
      still.node.animate({ opacity: [1, 0] }, { duration: FADE_MS, fill: 'forwards' }).onfinish = () =>
        this.#detach(still);
      return false;
    });
  }

  clear(): void {
    for (const still of [...this.#shown, ...this.#leaving]) this.#detach(still);
    this.#shown = [];
  }

  #detach(still: FixedComment<Cargo>): void {
    still.node.remove();
    this.#leaving.delete(still);
  }
}
