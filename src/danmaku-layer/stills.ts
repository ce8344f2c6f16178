// Comments that do not travel: they stand at the top or the bottom for a while. Few at a time, so each is an element of
// its own. Chooses no lane and no time; `sweep` must be called when `nextEnd` is reached.

import type { Face } from './text-ruler.js';

/** Fading in and out, ms. */
const FADE_MS = 120;

export interface Still<Cargo> {
  readonly cargo: Cargo;
  readonly node: HTMLElement;
  /** Stage time, ms. */
  readonly until: number;
}

export class Stills<Cargo> {
  #shown: Still<Cargo>[] = [];

  constructor(private readonly stage: HTMLElement) {}

  get shown(): readonly Still<Cargo>[] {
    return this.#shown;
  }

  /** Stage time at which the next one has stood long enough; Infinity when none stands. */
  get nextEnd(): number {
    return Math.min(Infinity, ...this.#shown.map(({ until }) => until));
  }

  put(still: Still<Cargo>, edge: 'top' | 'bottom', lane: number, face: Face): void {
    const { node } = still;
    node.classList.add('still');
    node.style.cssText = `font:${face.font};letter-spacing:${face.spacing}px;--_lane:${face.lane}px;inset-block-${edge === 'top' ? 'start' : 'end'}:${lane * face.lane}px`;
    this.#shown.push(still);
    this.stage.append(node);
    node.animate({ opacity: [0, 1] }, FADE_MS);
  }

  sweep(now: number): void {
    this.remove((_, until) => until <= now);
  }

  remove(unwanted: (cargo: Cargo, until: number) => boolean): void {
    this.#shown = this.#shown.filter(({ cargo, until, node }) => {
      if (!unwanted(cargo, until)) return true;
      node.animate({ opacity: [1, 0] }, { duration: FADE_MS, fill: 'forwards' }).onfinish = () => node.remove();
      return false;
    });
  }

  clear(): void {
    for (const { node } of this.#shown) node.remove();
    this.#shown = [];
  }
}
