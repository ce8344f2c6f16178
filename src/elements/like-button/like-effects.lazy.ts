// What happens on the button: its name says the total in the language around it, a hold repeats, likes in a row are
// counted
// beside it, the total rolls, hearts rise. The button fetches it as soon as it has a room to wait for; without it a
// press is
// still a like.
import type { ReactiveController } from 'lit';
import type { Room } from '../../room/room.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { devWarning } from '../shared/element-utils.js';
import { formatNumber, formatShortNumber } from '../shared/format.js';
import { LocalizeController } from '../shared/localize-controller.js';
import { enLike } from '../shared/terms/en-shell.js';
import { Combo } from './combo.js';
import { HeartEmitter, canAnimate } from './heart-emitter.js';
import type { LikeButton } from './like-button.js';
import { likePlayStyles } from './like-effects.styles.js';
import { HoldToRepeat } from './hold-to-repeat.js';

/** A combo is shown for so long after its last like. */
const COMBO_TIMEOUT_MS = 1_000;
/** Of one call of `like(n)`; the number says the rest. */
const HEARTS_PER_LIKE = 5;
/** A total that changed by more than this does not roll: too much to follow. */
const MAX_ROLLING_COUNT = 10;
const ROLL: Keyframe[] = [
  { transform: 'translateY(3px)', opacity: 0.5 },
  { transform: 'none', opacity: 1 },
];
const ROLL_MS = 140;

const WHOSE_HEARTS: readonly string[] = ['all', 'own', 'none'];

/** Where the play is drawn: the box around the native button, the button, and the total. */
export interface LikeEffectsElements {
  readonly stand: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly total: HTMLElement;
}

export class LikeEffects implements ReactiveController {
  readonly press: HoldToRepeat;
  readonly #host: LikeButton;
  readonly #localize: LocalizeController<keyof typeof enLike>;
  readonly #elements: LikeEffectsElements;
  readonly #combo = new Combo(() => this.#showCombo(), COMBO_TIMEOUT_MS);
  readonly #row: HTMLElement;
  readonly #emitter: HeartEmitter;
  #shownCount: number;
  /** Own likes whose event has not come back from the room. */
  #unconfirmed = 0;

  /** `onPress` is called for each press and each repeat. */
  constructor(host: LikeButton, place: LikeEffectsElements, onPress: () => void) {
    this.#host = host;
    this.#localize = new LocalizeController(host, enLike);
    this.#elements = place;
    this.#shownCount = host.count;
    adoptStyles(host.renderRoot, [likePlayStyles]);
    const field = this.#add('div', 'hearts');
    this.#row = this.#add('span', 'combo');
    this.#row.dir = 'ltr';
    this.#emitter = new HeartEmitter(host, place.stand, field);
    this.press = new HoldToRepeat(place.button, onPress);
    host.addController(this);
    host.requestUpdate();
  }

  /** The name of the button, with the number of likes. */
  get name(): string {
    const { count } = this.#host;
    return count > 0 ? this.#localize.term('likeCount', { count }) : this.#localize.term('like');
  }

  /** What stands under the button. */
  get total(): string {
    const { count } = this.#host;
    return count > 0 ? formatShortNumber(this.#localize.lang, count) : '';
  }

  hostUpdated(): void {
    const { hearts, count } = this.#host;
    const said: unknown = hearts; // null where the attribute was taken away
    if (said !== null && !WHOSE_HEARTS.includes(hearts))
      devWarning(`<like-button hearts="${hearts}"> is not known: write all, own or none.`);
    this.#emitter.update();
    if (this.#elements.button.disabled) this.press.release();
    const step = count - this.#shownCount;
    this.#shownCount = count;
    const { total } = this.#elements;
    if (step > 0 && step < MAX_ROLLING_COUNT && canAnimate(this.#host) && total.getAnimations().length === 0)
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

  /** This person gave `likes`. */
  like(likes: number): void {
    this.#unconfirmed += likes;
    const { left, right } = this.#elements.stand.getBoundingClientRect();
    // On the side where the window has more space.
    this.#row.classList.toggle('left', left + right > this.#host.ownerDocument.documentElement.clientWidth);
    this.#combo.add(likes);
    if (this.#host.hearts !== 'none') this.#emitter.spawn('own', Math.min(likes, HEARTS_PER_LIKE));
  }

  #add(tag: string, name: string): HTMLElement {
    const element = this.#host.ownerDocument.createElement(tag);
    element.className = name;
    element.setAttribute('part', name);
    element.setAttribute('aria-hidden', 'true');
    this.#elements.stand.append(element);
    return element;
  }

  /** The number stays while it fades. */
  #showCombo(): void {
    const { count } = this.#combo;
    this.#row.classList.toggle('shown', count > 1);
    if (count > 1) this.#row.textContent = `×${formatNumber(this.#localize.lang, count)}`;
  }

  #handleLike(delta: number, isSelf: boolean): void {
    const told = isSelf ? Math.min(delta, this.#unconfirmed) : 0;
    this.#unconfirmed -= told;
    const { hearts } = this.#host;
    if (delta > told && hearts !== 'own' && hearts !== 'none') this.#emitter.flow(delta - told);
  }
}
