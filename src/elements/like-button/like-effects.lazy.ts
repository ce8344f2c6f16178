// The effects of the button: the accessible name with the total, repeated likes while it is held down, the combo
// counter, the animated total and the hearts. The button loads it as soon as it has a room; without it a press is still
// a like.

import type { ReactiveController } from 'lit';
import type { Room } from '../../room/room.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { keepKeys } from '../shared/dom-events.js';
import { devWarning } from '../shared/element-utils.js';
import { formatNumber, formatter } from '../shared/format.js';
import { LocalizeController } from '../shared/localize-controller.js';
import { enLike } from '../shared/terms/en-shell.js';
import { Combo } from './combo.js';
import { HeartEmitter } from './heart-emitter.js';
import { HoldToRepeat } from './hold-to-repeat.js';
import { likeEffectsStyles } from './like-effects.styles.js';
import { canAnimate, type LikeHost } from './like-host.js';

/** How long a combo is shown after its last like, ms. */
const COMBO_TIMEOUT_MS = 1_000;
/** Maximum number of hearts for one call of `like(n)`. */
const MAX_HEARTS_PER_CALL = 5;
/** A change of the total by this much or more is not animated. */
const MIN_JUMP = 10;
const ROLL: Keyframe[] = [
  { transform: 'translateY(3px)', opacity: 0.5 },
  { transform: 'none', opacity: 1 },
];
const ROLL_MS = 140;

const HEARTS: readonly string[] = ['all', 'own', 'none'];

/** The element around the native button, the button, and the total. */
export interface LikeEffectsElements {
  readonly anchor: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly total: HTMLElement;
}

/** "12.4K", "1.2万" in `lang`: where the exact number is available elsewhere. */
function formatShortNumber(lang: string, value: number): string {
  return formatter(
    'short',
    lang,
    () => new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1 }),
  ).format(value);
}

export class LikeEffects implements ReactiveController {
  readonly press: HoldToRepeat;
  readonly #host: LikeHost;
  readonly #localize: LocalizeController<keyof typeof enLike>;
  readonly #elements: LikeEffectsElements;
  readonly #combo = new Combo(() => this.#showCombo(), COMBO_TIMEOUT_MS);
  readonly #comboLabel: HTMLElement;
  readonly #emitter: HeartEmitter;
  #shownCount: number;
  /** Own likes for which the room has not emitted an event yet. */
  #unconfirmed = 0;

  /** `onPress` is called for each press and each repeat. */
  constructor(host: LikeHost, elements: LikeEffectsElements, onPress: () => void) {
    this.#host = host;
    this.#localize = new LocalizeController(host, enLike);
    this.#elements = elements;
    this.#shownCount = host.count;
    adoptStyles(host.renderRoot, [likeEffectsStyles]);
    keepKeys(host.renderRoot);
    const container = this.#append('div', 'hearts');
    this.#comboLabel = this.#append('span', 'combo');
    this.#comboLabel.dir = 'ltr';
    this.#emitter = new HeartEmitter(host, elements.anchor, container);
    this.press = new HoldToRepeat(elements.button, onPress);
    host.addController(this);
    host.requestUpdate();
  }

  /** The accessible name of the button, with the number of likes. */
  get name(): string {
    const { count } = this.#host;
    return count > 0 ? this.#localize.term('likeCount', { count }) : this.#localize.term('like');
  }

  /** The text under the button. */
  get total(): string {
    const { count } = this.#host;
    return count > 0 ? formatShortNumber(this.#localize.lang, count) : '';
  }

  hostUpdated(): void {
    const { hearts, count } = this.#host;
    const value: unknown = hearts; // null when the attribute was removed
    if (value !== null && !HEARTS.includes(hearts))
      devWarning(`<like-button hearts="${hearts}"> is not valid: use "all", "own" or "none".`);
    this.#emitter.update();
    if (this.#elements.button.disabled) this.press.release();
    const step = count - this.#shownCount;
    this.#shownCount = count;
    const { total } = this.#elements;
    if (step > 0 && step < MIN_JUMP && canAnimate(this.#host) && total.getAnimations().length === 0)
      total.animate(ROLL, { duration: ROLL_MS, easing: 'ease-out' });
  }

  hostDisconnected(): void {
    this.press.release();
    this.#combo.end();
    this.#emitter.clear();
  }

  /** Shows the likes of `room` until `signal` aborts. */
  listen(room: Room, signal: AbortSignal): void {
    this.#unconfirmed = 0;
    this.#emitter.stop();
    room.on('like', ({ delta, from }) => this.#handleLike(delta, from?.isSelf ?? false), { signal });
  }

  /** Shows likes of the user. */
  like(likes: number): void {
    this.#unconfirmed += likes;
    const { left, right } = this.#elements.anchor.getBoundingClientRect();
    // On the side where the window has more space.
    this.#comboLabel.classList.toggle('left', left + right > this.#host.ownerDocument.documentElement.clientWidth);
    this.#combo.add(likes);
    if (this.#host.hearts !== 'none') this.#emitter.spawn('own', Math.min(likes, MAX_HEARTS_PER_CALL));
  }

  #append(tag: string, name: string): HTMLElement {
    const element = this.#host.ownerDocument.createElement(tag);
    element.className = name;
    element.setAttribute('part', name);
    element.setAttribute('aria-hidden', 'true');
    this.#elements.anchor.append(element);
    return element;
  }

  /** The text stays while the label fades out. */
  #showCombo(): void {
    const { count } = this.#combo;
    this.#comboLabel.classList.toggle('shown', count > 1);
    if (count > 1) this.#comboLabel.textContent = `×${formatNumber(this.#localize.lang, count)}`;
  }

  #handleLike(delta: number, isSelf: boolean): void {
    const confirmed = isSelf ? Math.min(delta, this.#unconfirmed) : 0;
    this.#unconfirmed -= confirmed;
    const { hearts } = this.#host;
    if (delta > confirmed && hearts !== 'own' && hearts !== 'none') this.#emitter.flow(delta - confirmed);
  }
}
