import { LitElement, html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { MAX_LIKES_PER_MESSAGE } from '../room/formats/max-likes-per-message.js';
import { importAgain } from '../room/import-again.js';
import type { TokenProvider } from '../room/room-options.js';
import type { ChatStatus, RoomSnapshot } from '../room/room-snapshot.js';
import type { Room } from '../room/room.js';
import { devWarning } from '../ui/dev-warning.js';
import { ChatSignInEvent } from '../ui/events/chat-sign-in-event.js';
import { LocalizeController } from '../ui/localize-controller.js';
import { RoomController } from '../ui/room-controller.js';
import type { RoomHost } from '../ui/room-host.js';
import { enLike } from '../ui/terms/en-like.js';
import type { Terms } from '../ui/terms/terms.js';
import { tokens } from '../ui/tokens.styles.js';
import { Combo } from './combo.js';
import { DEFAULT_MAX_HEARTS } from './default-max-hearts.js';
import type { HeartSky } from './heart-sky.js';
import { likeButtonStyles } from './like-button.styles.js';
import { mayMove } from './may-move.js';
import { PressRepeat } from './press-repeat.js';

/** A combo is shown for so long after its last like. */
const COMBO_LASTS_MS = 1_000;
/** Of one call of `like(n)`; the number says the rest. */
const HEARTS_PER_LIKE = 5;
/** A total that changed by more than this does not roll: too much to follow. */
const ROLLS_BELOW = 10;
const ROLL: Keyframe[] = [{ transform: 'translateY(3px)', opacity: 0.5 }, { transform: 'none', opacity: 1 }];
const ROLL_MS = 140;

const WHOSE_HEARTS: readonly string[] = ['all', 'own', 'none'];

interface Slice {
  readonly count: number;
  readonly exact: boolean;
  readonly canLike: boolean;
  readonly isGuest: boolean;
}

function select({ likeCount, likeCountExact, capabilities, self, status }: RoomSnapshot): Slice {
  const isOpen = status === 'joined' || status === 'reconnecting';
  return {
    count: likeCount,
    exact: likeCountExact,
    canLike: isOpen && capabilities.has('like'),
    isGuest: isOpen && self?.userId === '',
  };
}

/**
 * A button that gives the room a like, the room's total, and hearts that rise.
 *
 * A press answers at once: the total steps up and a heart rises; a held button repeats. Likes are sent merged, at a pace
 * that leaves the room to the talk. Other people's likes rise as a flow whose density follows their number. With reduced
 * motion nothing flies and the number speaks. For a guest a press asks to sign in (`chat-sign-in`).
 *
 * @tagname like-button
 * @fires chat-like - Somebody liked: `delta`, `total`, `from`.
 * @fires chat-sign-in - A guest pressed; cancelable.
 * @slot icon - A drawing instead of the heart on the button. Decorative: the button has its name.
 * @csspart button - The native button.
 * @csspart icon - The drawing on it.
 * @csspart count - The total under it, in short form.
 * @csspart hearts - The point from which hearts rise.
 * @csspart heart - Each heart in the air.
 * @csspart heart-own - Hearts of the person's own likes.
 * @csspart combo - The number of likes in a row, beside the button.
 * @cssproperty --like-size - Size of the button; the target is never under 44 px.
 * @cssproperty --like-color - The heart on the button, and the combo.
 * @cssproperty --like-on-color - Text on that colour.
 * @cssproperty --like-background - Ground of the button.
 * @cssproperty --like-line - Border of the button.
 * @cssproperty --like-radius - Roundness of the button.
 * @cssproperty --like-count-color - Colour of the total.
 * @cssproperty --like-count-size - Size of the total.
 * @cssproperty --like-heart-1 - First of the six colours of hearts.
 * @cssproperty --like-heart-2 - Second of the six colours of hearts.
 * @cssproperty --like-heart-3 - Third of the six colours of hearts.
 * @cssproperty --like-heart-4 - Fourth of the six colours of hearts.
 * @cssproperty --like-heart-5 - Fifth of the six colours of hearts.
 * @cssproperty --like-heart-6 - Sixth of the six colours of hearts.
 */
export class LikeButton extends LitElement implements RoomHost {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, likeButtonStyles];

  /** Id of the element that has the room. */
  @property() for = '';
  /** URL that answers who the user is; see `<live-chat>`. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';
  /** Whether cookies go to an endpoint of another origin. */
  @property({ attribute: 'token-credentials' }) tokenCredentials: RequestCredentials = 'same-origin';
  /** The room's group. */
  @property({ attribute: 'group-id' }) groupId = '';
  /** A function that does what the token endpoint does. */
  @property({ attribute: false }) tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. */
  @property({ attribute: false }) room: Room | undefined;
  /** The page's own words for any of the texts. */
  @property({ attribute: false }) terms: Partial<Terms> | undefined;

  /** Whose hearts rise: everybody's, only the person's own, or none. */
  @property() hearts: 'all' | 'own' | 'none' = 'all';
  /** Most hearts in the air at once, 0 to 200. */
  @property({ type: Number, attribute: 'max-hearts' }) maxHearts = DEFAULT_MAX_HEARTS;
  /** The button does nothing; the total and other people's hearts go on. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  @query('.stand') private stand!: HTMLElement;
  @query('.hearts') private field!: HTMLElement;
  @query('.count') private total!: HTMLElement;

  readonly #localize = new LocalizeController(this, enLike);
  readonly #press = new PressRepeat(this, () => this.#handlePress());
  readonly #combo = new Combo(() => this.requestUpdate(), COMBO_LASTS_MS);
  readonly #controller: RoomController<Slice>;
  #sky: HeartSky | undefined;
  #shownCount = 0;
  #shownCombo = 0;
  #comboOnLeft = false;
  /** Own likes whose event has not come back from the room. */
  #ownUntold = 0;

  constructor() {
    super();
    this.#controller = new RoomController(this, {
      select,
      voice: 'likes',
      internals: this.attachInternals(),
      onRoom: (room, signal) => {
        this.#ownUntold = 0;
        this.#sky?.stop();
        if (!room) return;
        room.on('like', ({ delta, from }) => this.#handleLike(delta, from?.isSelf ?? false), { signal });
        void this.#openSky();
      },
    });
  }

  get status(): ChatStatus {
    return this.#controller.snapshot.status;
  }

  /** Likes of the room as far as known; never runs backwards. */
  get count(): number {
    return this.#controller.slice.count;
  }

  /** True when `count` is the service's own counter; false when it is the sum of what was seen here since joining. */
  get exact(): boolean {
    return this.#controller.slice.exact;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#combo.end();
    this.#sky?.clear();
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await this.#localize.settled;
    await super.scheduleUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const hearts: unknown = this.hearts; // null where the attribute was taken away
    if (changed.has('hearts') && hearts !== null && !WHOSE_HEARTS.includes(this.hearts)) {
      devWarning(`<like-button hearts="${String(this.hearts)}"> is not known: write all, own or none.`);
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('maxHearts') || changed.has('hearts')) this.#sky?.update();
    if (!this.#canPress) this.#press.release();
    if (this.status === 'connecting') void this.#openSky(); // side by side with the code of the room, so that the first press finds it there
    const step = this.count - this.#shownCount;
    this.#shownCount = this.count;
    if (step > 0 && step < ROLLS_BELOW && mayMove(this) && this.total.getAnimations().length === 0) {
      this.total.animate(ROLL, { duration: ROLL_MS, easing: 'ease-out' });
    }
  }

  /**
   * Gives the room `n` likes (at most 5,000 at once), as if the button had been pressed so often. Does nothing while the
   * button cannot be pressed. Throws a `TypeError` when `n` is no whole number above 0.
   */
  like(n = 1): void {
    if (!Number.isSafeInteger(n) || n < 1) throw new TypeError(`like(n): n must be a whole number above 0, not ${String(n)}.`);
    const { room } = this.#controller;
    if (this.disabled || !room || !this.#controller.slice.canLike) return;
    const count = Math.min(n, MAX_LIKES_PER_MESSAGE);
    this.#ownUntold += count;
    room.like(count);
    this.#comboOnLeft = this.#isRightOfCentre();
    this.#combo.add(count);
    if (this.hearts !== 'none') this.#rise(Math.min(count, HEARTS_PER_LIKE));
  }

  override render(): TemplateResult {
    const { count } = this;
    const label = count > 0 ? this.#localize.term('likeCount', { count }) : this.#localize.term('like');
    return html`
      <div class="stand">
        <div class="hearts" part="hearts" aria-hidden="true"></div>
        <button
          type="button"
          part="button"
          aria-label=${label}
          ?disabled=${!this.#canPress}
          @click=${this.#press.handleClick}
          @pointerdown=${this.#press.handlePointerDown}
          @pointerup=${this.#press.release}
          @pointercancel=${this.#press.release}
          @pointerleave=${this.#press.release}
          @blur=${this.#press.release}
          @keydown=${this.#press.handleKeyDown}
          @keyup=${this.#press.handleKeyUp}
          @contextmenu=${this.#press.handleContextMenu}
        >
          <span class="icon" part="icon"><slot name="icon">${this.#renderHeart()}</slot></span>
        </button>
        ${this.#renderCombo()}
      </div>
      <span class="count" part="count" aria-hidden="true">${count > 0 ? this.#localize.shortNumber(count) : nothing}</span>
    `;
  }

  get #canPress(): boolean {
    const { canLike, isGuest } = this.#controller.slice;
    return !this.disabled && (canLike || isGuest);
  }

  #renderHeart(): TemplateResult {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${svg`<path d="M12 21C6 16.400 2.500 13 2.500 8.800 2.500 5.800 4.800 3.500 7.700 3.500c1.700 0 3.300.9 4.300 2.300 1-1.400 2.600-2.300 4.300-2.300 2.900 0 5.200 2.300 5.200 5.300C21.500 13 18 16.400 12 21Z"></path>`}</svg>`;
  }

  #renderCombo(): TemplateResult {
    const { count } = this.#combo;
    // The number stays while it fades.
    if (count > 1) this.#shownCombo = count;
    const classes = `combo${count > 1 ? ' shown' : ''}${this.#comboOnLeft ? ' left' : ''}`;
    return html`<span class=${classes} part="combo" aria-hidden="true" dir="ltr">×${this.#localize.number(this.#shownCombo)}</span>`;
  }

  #handlePress(): void {
    if (this.#controller.slice.canLike) this.like();
    else if (this.#canPress) this.dispatchEvent(new ChatSignInEvent());
  }

  #handleLike(delta: number, isSelf: boolean): void {
    if (isSelf) {
      const told = Math.min(delta, this.#ownUntold);
      this.#ownUntold -= told;
      delta -= told;
    }
    if (delta > 0 && this.hearts !== 'own' && this.hearts !== 'none') this.#sky?.flow(delta);
  }

  /** A heart of one's own may be late by a fetch, but is not lost. */
  #rise(hearts: number): void {
    if (this.#sky) this.#sky.rise('own', hearts);
    else void this.#openSky().then(() => this.#sky?.rise('own', hearts));
  }

  /** The code of hearts is fetched with the first room; without it the number speaks. */
  async #openSky(): Promise<void> {
    if (this.#sky) return;
    try {
      const { HeartSky } = await importAgain(() => import('./heart-sky.js'));
      await this.updateComplete;
      if (this.hasUpdated) this.#sky ??= new HeartSky(this, this.stand, this.field);
    } catch (cause) {
      devWarning(`<like-button> lets no hearts rise: their code could not be fetched (${String(cause)}). Are all files of live-chat-elements served side by side?`);
    }
  }

  /** The combo stands on the side where the window has more space. */
  #isRightOfCentre(): boolean {
    const { left, right } = this.stand.getBoundingClientRect();
    return left + right > this.ownerDocument.documentElement.clientWidth;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'like-button': LikeButton;
  }
}
