import { LitElement, type PropertyDeclarations, type TemplateResult, html, nothing } from 'lit';
import { DEFAULT_MAX_HEARTS, MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import type { TokenProvider } from '../../room/model/room-options.js';
import type { ChatStatus, RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { retryImport } from '../../util/retry-import.js';
import { devWarning } from '../shared/element-utils.js';
import { RoomController } from '../shared/room-controller.js';
import type { RoomHost } from '../shared/room-host.js';
import { ChatSignInEvent } from '../shared/session-events.js';
import { enLike } from '../shared/terms/en-shell.js';
import type { Terms } from '../shared/terms/terms.js';
import { baseTokens } from '../shared/tokens.styles.js';
import { likeButtonStyles } from './like-button.styles.js';
import type { LikeEffects } from './like-effects.lazy.js';

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
 * A press answers at once: the total steps up and a heart rises; a held button repeats. Likes are sent merged, at a
 * pace
 * that leaves the room to the talk. Other people's likes rise as a flow whose density follows their number. With
 * reduced
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
  static override styles = [baseTokens, likeButtonStyles];
  static override properties: PropertyDeclarations = {
    for: {},
    tokenEndpoint: { attribute: 'token-endpoint' },
    tokenCredentials: { attribute: 'token-credentials' },
    groupId: { attribute: 'group-id' },
    tokenProvider: { attribute: false },
    room: { attribute: false },
    terms: { attribute: false },
    hearts: {},
    maxHearts: { type: Number, attribute: 'max-hearts' },
    disabled: { type: Boolean, reflect: true },
  };

  /** Id of the element that has the room. */
  for = '';
  /** URL that answers who the user is; see `<live-chat>`. */
  tokenEndpoint = '';
  /** Whether cookies go to an endpoint of another origin. */
  tokenCredentials: RequestCredentials = 'same-origin';
  /** The room's group. */
  groupId = '';
  /** A function that does what the token endpoint does. */
  tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. */
  room: Room | undefined;
  /** The page's own words for any of the texts. */
  terms: Partial<Terms> | undefined;

  /** Whose hearts rise: everybody's, only the person's own, or none. */
  hearts: 'all' | 'own' | 'none' = 'all';
  /** Most hearts in the air at once, 0 to 200. */
  maxHearts = DEFAULT_MAX_HEARTS;
  /** The button does nothing; the total and other people's hearts go on. */
  disabled = false;

  readonly #controller: RoomController<Slice>;
  #effects: LikeEffects | undefined;
  #isLoadingEffects = false;
  /** It could not be fetched: tried again with the next like or room. */
  #effectsFailed = false;
  #roomSignal: AbortSignal | undefined;
  /** Own likes that it has not shown. */
  #queuedLikes = 0;

  constructor() {
    super();
    this.#controller = new RoomController(this, {
      select,
      eventRole: 'likes',
      internals: this.attachInternals(),
      onRoom: (room, signal) => {
        this.#queuedLikes = 0;
        this.#roomSignal = signal;
        if (!room) return;
        if (this.#effects) this.#effects.listen(room, signal);
        else void this.#loadEffects(true);
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

  /**
   * True when `count` is the count of the service or of your server; false when it is, or holds, a sum of what was seen
   * here since joining: so without a counter, and for apps of 2016 to 2025, which step none.
   */
  get exact(): boolean {
    return this.#controller.slice.exact;
  }

  override updated(): void {
    if (this.for || this.status !== 'idle' || !this.matches(':lang(en)')) void this.#loadEffects(); // side by side with the code of the room, so that the first press finds it there; or for the name of the button in another language
  }

  /**
   * Gives the room `n` likes (at most 5,000 at once), as if the button had been pressed so often. Does nothing while
   * the
   * button cannot be pressed. Throws a `TypeError` when `n` is no whole number above 0.
   */
  like(n = 1): void {
    if (!Number.isSafeInteger(n) || n < 1)
      throw new TypeError(`like(n): n must be a whole number above 0, not ${String(n)}.`);
    const { room } = this.#controller;
    if (this.disabled || !room || !this.#controller.slice.canLike) return;
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
      <div class="stand">
        <button
          type="button"
          part="button"
          aria-label=${this.#effects?.name ?? this.terms?.like ?? enLike.like}
          ?disabled=${!this.#canPress}
          @click=${this.#handleClick}
        >
          <span class="icon" part="icon"><slot name="icon"><svg viewBox="0 0 24 24"><path d="M12 21C6 16.4 2.5 13 2.5 8.8 2.5 5.8 4.8 3.5 7.7 3.5c1.7 0 3.3.9 4.3 2.3 1-1.4 2.6-2.3 4.3-2.3 2.9 0 5.2 2.3 5.2 5.3C21.5 13 18 16.4 12 21Z"></path></svg></slot></span>
        </button>
      </div>
      <span class="count" part="count" aria-hidden="true">${this.#effects?.total ?? (this.count || nothing)}</span>
    `;
  }

  get #canPress(): boolean {
    const { canLike, isGuest } = this.#controller.slice;
    return !this.disabled && (canLike || isGuest);
  }

  readonly #handleClick = (event: MouseEvent): void => {
    if (this.#effects) this.#effects.press.handleClick(event);
    else this.#handlePress();
  };

  #handlePress(): void {
    if (this.#controller.slice.canLike) this.like();
    else if (this.#canPress) this.dispatchEvent(new ChatSignInEvent());
  }

  async #loadEffects(again = false): Promise<void> {
    if (this.#effects || this.#isLoadingEffects || (this.#effectsFailed && !again)) return;
    this.#isLoadingEffects = true;
    try {
      const { LikeEffects } = await retryImport(() => import('./like-effects.lazy.js'));
      await this.updateComplete;
      const [stand, button, total] = ['.stand', 'button', '.count'].map((each) =>
        this.renderRoot.querySelector(each),
      ) as [HTMLElement, HTMLButtonElement, HTMLElement];
      const play = (this.#effects = new LikeEffects(this, { stand, button, total }, () => this.#handlePress()));
      const { room } = this.#controller;
      if (room && this.#roomSignal) play.listen(room, this.#roomSignal);
      if (this.#queuedLikes > 0) play.like(this.#queuedLikes);
    } catch (cause) {
      this.#effectsFailed = true;
      devWarning(
        `<like-button> lets no hearts rise: their code could not be fetched (${String(cause)}). Are all files of live-chat-elements served side by side?`,
      );
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
