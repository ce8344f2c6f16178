// Emits hearts: the user's own at once, other users' as an even flow, within `maxHearts` and the space in the window.
// It does not know rooms.

import { DEFAULT_MAX_HEARTS, MAX_HEARTS } from '../../protocol/limits.js';
import { type HeartSpace, HeartPool } from './heart-pool.js';
import { canAnimate, type LikeHost } from './like-host.js';
import { scaleOf } from '../shared/dom-events.js';

/** Over about this time the hearts of one message are spread, s. */
const SPREAD_S = 3;
const MAX_PER_SECOND = 12;
const MIN_PER_SECOND = 1.5;
/** With more hearts waiting, they would show likes of long ago. */
const MAX_WAITING = MAX_PER_SECOND * SPREAD_S;

/** Turns other users' likes, which arrive in large numbers at once, into an even flow of hearts. Draws nothing. */
export class HeartSmoother {
  readonly #spawn: () => void;
  readonly #random: () => number;
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(spawn: () => void, random: () => number = Math.random) {
    this.#spawn = spawn;
    this.#random = random;
  }

  /** Hearts that have not been spawned yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Adds hearts for `likes`, by the logarithm: 1 for 1 like, 7 for 10, 13 for 100, 20 for 1,000. */
  add(likes: number): void {
    const hearts = Math.min(likes, Math.round(2 * Math.log2(1 + likes)));
    this.#waiting = Math.min(this.#waiting + hearts, MAX_WAITING);
    if (this.#waiting > 0) this.#timer ??= this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = 0;
  }

  #next(): ReturnType<typeof setTimeout> {
    const perSecond = Math.min(Math.max(this.#waiting / SPREAD_S, MIN_PER_SECOND), MAX_PER_SECOND);
    return setTimeout(
      () => {
        this.#waiting--;
        this.#timer = this.#waiting > 0 ? this.#next() : undefined;
        this.#spawn();
      },
      (1000 / perSecond) * (0.5 + this.#random()),
    );
  }
}

export class HeartEmitter {
  readonly #host: LikeHost;
  readonly #anchor: HTMLElement;
  readonly #pool: HeartPool;
  readonly #smoother = new HeartSmoother(() => this.spawn('other', 1));

  /** `anchor`: the element from which hearts rise. `container`: an empty element above it. */
  constructor(host: LikeHost, anchor: HTMLElement, container: HTMLElement) {
    this.#host = host;
    this.#anchor = anchor;
    this.#pool = new HeartPool(container);
    this.update();
  }

  /** Applies the host's properties. */
  update(): void {
    const { maxHearts, hearts } = this.#host;
    const max = Number.isFinite(maxHearts) ? maxHearts : DEFAULT_MAX_HEARTS;
    this.#pool.max = Math.min(Math.max(Math.floor(max), 0), MAX_HEARTS);
    if (hearts === 'none') this.#pool.clear();
  }

  /** Shows other users' likes. */
  flow(likes: number): void {
    if (canAnimate(this.#host)) this.#smoother.add(likes);
  }

  /** Discards hearts that are still waiting. */
  stop(): void {
    this.#smoother.stop();
  }

  /** Removes all hearts. */
  clear(): void {
    this.#smoother.stop();
    this.#pool.clear();
  }

  spawn(owner: 'own' | 'other', hearts: number): void {
    const space = canAnimate(this.#host) && this.#space();
    if (!space) return;
    for (let heart = 0; heart < hearts; heart++) this.#pool.spawn(owner, space);
  }

  /** The free space around the button in the window; no heart may make the page scroll. Undefined: not in view. */
  #space(): HeartSpace | undefined {
    const { left, right, top, bottom, width } = this.#anchor.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.#host.ownerDocument.documentElement;
    if (width === 0 || bottom < 0 || top > clientHeight) return undefined;
    const centre = (left + right) / 2;
    const scale = scaleOf(this.#anchor);
    return {
      up: Math.max(top, 0) / scale,
      left: Math.max(centre - width / 2, 0) / scale,
      right: Math.max(clientWidth - centre - width / 2, 0) / scale,
    };
  }
}
