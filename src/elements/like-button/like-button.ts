import { type PropertyDeclarations, type TemplateResult, html, nothing } from 'lit';
import { PortableElement } from '../shared/portable-element.js';
import { DEFAULT_MAX_HEARTS, MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import type { SdkChoice, TencentChat, TokenProvider } from '../../room/model/room-options.js';
import type { ChatStatus, RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { retryImport } from '../../util/retry-import.js';
import { devWarning } from '../shared/element-utils.js';
import { RoomController } from '../shared/room-controller.js';
import type { RoomHost } from '../shared/room-host.js';
import { ChatSignInEvent } from '../shared/session-events.js';
import { enLike } from '../shared/terms/en-shell.js';
import type { Terms } from '../shared/terms/terms.js';
import { baseStyles } from '../shared/base.styles.js';
import { likeButtonStyles } from './like-button.styles.js';
import type { LikeEffects } from './like-effects.lazy.js';

/** The path of the icon, in a 24 × 24 view box. */
const HEART =
  'M12 21C6 16.4 2.5 13 2.5 8.8 2.5 5.8 4.8 3.5 7.7 3.5c1.7 0 3.3.9 4.3 2.3 1-1.4 2.6-2.3 4.3-2.3 2.9 0 5.2 2.3 ' +
  '5.2 5.3C21.5 13 18 16.4 12 21Z';

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
 * A button that gives the room a like, with the room's total and rising hearts.
 *
 * A press is shown at once: the total goes up and a heart rises; a button that is held down repeats. Likes are sent in
 * batches, at a rate that leaves capacity for messages. Other users' likes are shown as an even flow of hearts. With
 * reduced motion no hearts are shown and only the total changes. For a guest a press asks to sign in (`chat-sign-in`).
 *
 * @tagname like-button
 * @fires chat-like - Somebody gave likes: `delta`, `total`, `from`.
 * @fires chat-sign-in - A guest pressed the button; cancelable.
 * @slot icon - Replaces the heart on the button. Decorative: the button has its own accessible name.
 * @csspart button - The native button.
 * @csspart icon - The icon on it.
 * @csspart count - The total below it, in short form.
 * @csspart hearts - The point from which hearts rise.
 * @csspart heart - A rising heart.
 * @csspart heart-own - A heart of the user's own likes.
 * @csspart combo - The number of consecutive likes, beside the button.
 * @cssproperty --like-size - Size of the button; the click target is at least 44 px.
 * @cssproperty --like-color - Colour of the heart on the button and of the combo.
 * @cssproperty --like-on-color - Text on that colour.
 * @cssproperty --like-background - Background of the button.
 * @cssproperty --like-line - Border colour of the button.
 * @cssproperty --like-radius - Border radius of the button.
 * @cssproperty --like-count-color - Colour of the total.
 * @cssproperty --like-count-size - Font size of the total.
 * @cssproperty --like-heart-1 - First of the six colours of hearts.
 * @cssproperty --like-heart-2 - Second of the six colours of hearts.
 * @cssproperty --like-heart-3 - Third of the six colours of hearts.
 * @cssproperty --like-heart-4 - Fourth of the six colours of hearts.
 * @cssproperty --like-heart-5 - Fifth of the six colours of hearts.
 * @cssproperty --like-heart-6 - Sixth of the six colours of hearts.
 */
export class LikeButton extends PortableElement implements RoomHost {
  static override shadowRootOptions: ShadowRootInit = { ...PortableElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, likeButtonStyles];
  static override properties: PropertyDeclarations = {
    for: {},
    tokenEndpoint: { attribute: 'token-endpoint' },
    tokenCredentials: { attribute: 'token-credentials' },
    groupId: { attribute: 'group-id' },
    tokenProvider: { attribute: false },
    chat: { attribute: false },
    userId: { attribute: 'user-id' },
    sdk: {},
    room: { attribute: false },
    terms: { attribute: false },
    hearts: {},
    maxHearts: { type: Number, attribute: 'max-hearts' },
    disabled: { type: Boolean, reflect: true },
  };

  /** Id of the element whose room is used. */
  for = '';
  /** URL of the token endpoint; see `<live-chat>`. */
  tokenEndpoint = '';
  /** Whether cookies are sent to an endpoint of another origin. */
  tokenCredentials: RequestCredentials = 'same-origin';
  /** The room's group. */
  groupId = '';
  /** A function in place of the token endpoint. */
  tokenProvider: TokenProvider | undefined;
  /** The page's own instance of Tencent's SDK, logged in by the page; no other login is made. */
  chat: TencentChat | undefined;
  /** Who is logged in to `chat`; needed for tim-js-sdk 2.x without a token. */
  userId = '';
  /** Which of Tencent's SDKs is loaded: `v2` (default), `v3`, or `auto`: the one that the token names. */
  sdk: SdkChoice | '' = '';
  /** A room that the page has created. */
  room: Room | undefined;
  /** The page's own texts, by key. */
  terms: Partial<Terms> | undefined;

  /** Whose hearts are shown: `all` users', the user's `own`, or `none`. */
  hearts: 'all' | 'own' | 'none' = 'all';
  /** Maximum hearts on screen, 0 to 200. */
  maxHearts = DEFAULT_MAX_HEARTS;
  /** Disables the button; the total and other users' hearts are still shown. */
  disabled = false;

  readonly #room: RoomController<Slice>;
  #effects: LikeEffects | undefined;
  #isLoadingEffects = false;
  /** Loading failed: tried again with the next like or room. */
  #effectsFailed = false;
  #roomSignal: AbortSignal | undefined;
  /** Own likes given before the effects were loaded. */
  #queuedLikes = 0;

  constructor() {
    super();
    this.#room = new RoomController(this, {
      select,
      eventRole: 'likes',
      internals: this.attachInternals?.(),
      onRoom: (room, signal) => {
        this.#queuedLikes = 0;
        this.#roomSignal = signal;
        if (!room) return;
        if (this.#effects) this.#effects.listen(room, signal);
        else this.#effectsFailed = false; // `updated` tries again
      },
    });
  }

  get status(): ChatStatus {
    return this.#room.snapshot.status;
  }

  /** Known likes of the room; never decreases. */
  get count(): number {
    return this.#room.slice.count;
  }

  /**
   * True when `count` is the counter of the service or of your server; false when it is, or includes, the sum of the
   * likes received since joining: without a counter, or for apps from 2016 to 2025, which update none.
   */
  get exact(): boolean {
    return this.#room.slice.exact;
  }

  override updated(): void {
    // Not before the room is joined, which they would delay: nothing can be pressed until then. In another language
    // than English they are needed for the name of the button.
    if (this.status === 'joined' || !this.matches(':lang(en)')) void this.#loadEffects();
  }

  /**
   * Gives the room `n` likes, at most 5,000 per call, as `n` presses would. Does nothing while the button is disabled
   * or the room is not joined. Throws a `TypeError` when `n` is not a whole number above 0.
   */
  like(n = 1): void {
    if (!Number.isSafeInteger(n) || n < 1) throw new TypeError('like(n): n must be a whole number above 0.');
    const { room } = this.#room;
    if (this.disabled || !room || !this.#room.slice.canLike) return;
    const count = Math.min(n, MAX_LIKES_PER_MESSAGE);
    if (this.#effects) this.#effects.like(count);
    else {
      this.#queuedLikes += count;
      void this.#loadEffects(true);
    }
    room.like(count);
  }

  override render(): TemplateResult {
    return html`
      <div class="anchor">
        <button
          type="button"
          part="button"
          aria-label=${this.#effects?.name ?? this.terms?.like ?? enLike.like}
          ?disabled=${!this.#canPress}
          @click=${this.#handleClick}
        >
          <span class="icon" part="icon">
            <slot name="icon"><svg viewBox="0 0 24 24"><path d=${HEART} /></svg></slot>
          </span>
        </button>
      </div>
      <span class="count" part="count" aria-hidden="true">${this.#effects?.total ?? (this.count || nothing)}</span>
    `;
  }

  get #canPress(): boolean {
    const { canLike, isGuest } = this.#room.slice;
    return !this.disabled && (canLike || isGuest);
  }

  readonly #handleClick = (event: MouseEvent): void => {
    if (this.#effects) this.#effects.press.handleClick(event);
    else this.#handlePress();
  };

  #handlePress(): void {
    if (this.#room.slice.canLike) this.like();
    else if (this.#canPress) this.dispatchEvent(new ChatSignInEvent());
  }

  async #loadEffects(again = false): Promise<void> {
    if (this.#effects || this.#isLoadingEffects || (this.#effectsFailed && !again)) return;
    this.#isLoadingEffects = true;
    try {
      const LikeEffects = await retryImport(() => import('./like-effects.lazy.js'), 'LikeEffects');
      await this.updateComplete;
      const [anchor, button, total] = ['.anchor', 'button', '.count'].map((selector) =>
        this.renderRoot.querySelector(selector),
      ) as [HTMLElement, HTMLButtonElement, HTMLElement];
      const effects = (this.#effects = new LikeEffects(this, { anchor, button, total }, () => this.#handlePress()));
      const { room } = this.#room;
      if (room && this.#roomSignal) effects.listen(room, this.#roomSignal);
      if (this.#queuedLikes > 0) effects.like(this.#queuedLikes);
    } catch (cause) {
      this.#effectsFailed = true;
      devWarning(`<like-button> shows no hearts: their code could not be loaded (${String(cause)}).`);
    } finally {
      this.#isLoadingEffects = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'like-button': LikeButton;
  }
}
