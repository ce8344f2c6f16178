import type { HeartSpace } from './heart-path.js';
import { HeartPool } from './heart-pool.js';
import { DEFAULT_MAX_HEARTS } from '../../protocol/limits.js';
import { type LikeButton } from './like-button.js';

/**
 * Whether anything may move on an element now: it is on a page that somebody sees and who has not asked for less
 * motion.
 */
export function canAnimate({ isConnected, ownerDocument }: Element): boolean {
  const view = ownerDocument.defaultView;
  return (
    isConnected &&
    view !== null &&
    !ownerDocument.hidden &&
    !(view.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true)
  );
}

// Turns other people's likes, which arrive in lumps, into an even flow of hearts whose density follows how many there
// are.
// Draws nothing.

/** So long a lump is spread over, about. */
const SPREAD_S = 3;
const MAX_PER_SECOND = 12;
const MIN_PER_SECOND = 1.5;
/** More than this waiting would tell of likes that are long past. */
const MAX_WAITING = MAX_PER_SECOND * SPREAD_S;

export class HeartSmoother {
  readonly #spawn: () => void;
  readonly #random: () => number;
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(rise: () => void, random: () => number = Math.random) {
    this.#spawn = rise;
    this.#random = random;
  }

  /** Hearts still to rise. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * `likes` were given. Ten times as many are not ten times as many hearts: 1 is 1, 10 are 7, 100 are 13, 1,000 are 20.
   */
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

// Where hearts rise: the person's own at once, other people's as a flow, as many as the button allows and the window
// has
// space for. It knows nothing of rooms.

const MAX_HEARTS = 200;

export class HeartEmitter {
  readonly #button: LikeButton;
  readonly #anchor: HTMLElement;
  readonly #hearts: HeartPool;
  readonly #flow = new HeartSmoother(() => this.spawn('other', 1));

  /** `stand` is what hearts rise from; `field` is an empty element above it. */
  constructor(button: LikeButton, stand: HTMLElement, field: HTMLElement) {
    this.#button = button;
    this.#anchor = stand;
    this.#hearts = new HeartPool(field);
    this.update();
  }

  /** The button says something else about its hearts now. */
  update(): void {
    const { maxHearts, hearts } = this.#button;
    const max = Number.isFinite(maxHearts) ? maxHearts : DEFAULT_MAX_HEARTS;
    this.#hearts.max = Math.min(Math.max(Math.floor(max), 0), MAX_HEARTS);
    if (hearts === 'none') this.#hearts.clear();
  }

  /** Other people gave `likes`. */
  flow(likes: number): void {
    if (canAnimate(this.#button)) this.#flow.add(likes);
  }

  /** No more for likes of others that came so far. */
  stop(): void {
    this.#flow.stop();
  }

  /** Empties the air. */
  clear(): void {
    this.#flow.stop();
    this.#hearts.clear();
  }

  spawn(whose: 'own' | 'other', hearts: number): void {
    const space = canAnimate(this.#button) && this.#space();
    if (!space) return;
    for (let heart = 0; heart < hearts; heart++) this.#hearts.spawn(whose, space);
  }

  /**
   * What is free around the button in the window, so that no heart makes the page scroll; undefined when the button is
   * out of sight.
   */
  #space(): HeartSpace | undefined {
    const { left, right, top, bottom, width } = this.#anchor.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.#button.ownerDocument.documentElement;
    if (width === 0 || bottom < 0 || top > clientHeight) return undefined;
    const centre = (left + right) / 2;
    return {
      up: Math.max(top, 0),
      left: Math.max(centre - width / 2, 0),
      right: Math.max(clientWidth - centre - width / 2, 0),
    };
  }
}
