// Where hearts rise: the person's own at once, other people's as a flow, as many as the button allows and the window
// has
// space for. It knows nothing of rooms.

import { DEFAULT_MAX_HEARTS } from './default-max-hearts.js';
import { HeartFlow } from './heart-flow.js';
import type { HeartSpace } from './heart-path.js';
import { Hearts } from './hearts.js';
import type { LikeButton } from './like-button.js';
import { mayMove } from './may-move.js';

const MOST_HEARTS = 200;

export class HeartSky {
  readonly #button: LikeButton;
  readonly #stand: HTMLElement;
  readonly #hearts: Hearts;
  readonly #flow = new HeartFlow(() => this.rise('other', 1));

  /** `stand` is what hearts rise from; `field` is an empty element above it. */
  constructor(button: LikeButton, stand: HTMLElement, field: HTMLElement) {
    this.#button = button;
    this.#stand = stand;
    this.#hearts = new Hearts(field);
    this.update();
  }

  /** The button says something else about its hearts now. */
  update(): void {
    const { maxHearts, hearts } = this.#button;
    const max = Number.isFinite(maxHearts) ? maxHearts : DEFAULT_MAX_HEARTS;
    this.#hearts.max = Math.min(Math.max(Math.floor(max), 0), MOST_HEARTS);
    if (hearts === 'none') this.#hearts.clear();
  }

  /** Other people gave `likes`. */
  flow(likes: number): void {
    if (mayMove(this.#button)) this.#flow.add(likes);
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

  rise(whose: 'own' | 'other', hearts: number): void {
    const space = mayMove(this.#button) && this.#space();
    if (!space) return;
    for (let heart = 0; heart < hearts; heart++) this.#hearts.rise(whose, space);
  }

  /**
   * What is free around the button in the window, so that no heart makes the page scroll; undefined when the button is
   * out of sight.
   */
  #space(): HeartSpace | undefined {
    const { left, right, top, bottom, width } = this.#stand.getBoundingClientRect();
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
