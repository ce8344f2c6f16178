import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { PortableElement } from '../shared/portable-element.js';
import type { ChatMessage, SendExtras } from '../../room/model/chat-message.js';
import { retryImport } from '../../util/retry-import.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { ChatErrorEvent } from '../shared/session-events.js';
import { RoomController, whenRoom } from '../shared/room-controller.js';
import { LocalizeController } from '../shared/localize-controller.js';
import { enShell } from '../shared/terms/en-shell.js';
import type { Terms } from '../shared/terms/terms.js';
import { Composer } from './composer/composer.js';
import { DEFAULT_MAX_LENGTH } from '../../protocol/limits.js';
import { DEFAULT_MAX_MESSAGES, MAX_MESSAGES, MIN_MESSAGES } from '../../room/model/room-options.js';
import type { SdkChoice, TencentChat, TextFilter, TokenProvider } from '../../room/model/room-options.js';
import { FilterRegistration } from './filter-registration.js';
import { liveChatStyles } from './live-chat.styles.js';
import { renderLoadError, renderSkeleton } from './placeholders.js';
import { renderHeader } from './header.js';
import type { ChatView } from './chat-view.lazy.js';
import { type ChatHost, loadError, preloadToken, requireRoom, selectChatSlice } from './chat-host.js';

/**
 * The chat of a live room: the message list and the composer. Follows the newest message while the user is at the end
 * of the list. Renders every frame in a quiet room, five times a second in a busy one. Announces to screen readers.
 *
 * @tagname live-chat
 * @fires chat-status - The status of the room changed.
 * @fires chat-message - A message arrived, or the user sent one.
 * @fires {ChatBeforeSendEvent} chat-before-send - The user wants to send a message; cancelable, `text` may be replaced.
 * @fires chat-sent - The service accepted a message of the user.
 * @fires chat-send-failed - A message of the user could not be sent.
 * @fires chat-members - Users joined or left, or their number changed.
 * @fires {ChatSignInEvent} chat-sign-in - A guest pressed the sign-in button; cancelable.
 * @fires {ChatUserSelectEvent} chat-user-select - A user was selected in the list; cancelable, then no menu opens.
 * @fires chat-custom-message - A custom message of an unknown format arrived.
 * @fires chat-messages-dropped - Messages were dropped because there were more than anyone can read.
 * @fires chat-error - An error occurred; cancelable, then the element does not show it.
 * @slot header - Replaces the name of the room and the number of users.
 * @slot banner - Replaces the announcement.
 * @slot empty - Shown while there are no messages.
 * @slot composer-start - Before the input.
 * @slot composer-end - Before the send button.
 * @slot sign-in - Replaces the sign-in button that guests see.
 * @csspart header - The header.
 * @csspart log - The message list, which scrolls.
 * @csspart row - One message.
 * @csspart row-own - A message of the current user.
 * @csspart row-host - A message of the host.
 * @csspart row-notice - A notice.
 * @csspart author - The name in a message.
 * @csspart avatar - The avatar of a message.
 * @csspart text - The text of a message.
 * @csspart quote - The quoted message in a reply.
 * @csspart reply - The message to which the user replies, over the input.
 * @csspart time - The time of a message.
 * @csspart badge - "Host", "Moderator" or "You".
 * @csspart banner - The announcement.
 * @csspart new-messages - The button that scrolls to the newest message.
 * @csspart composer - The composer.
 * @csspart input - The input of the composer.
 * @csspart send - The send button.
 * @csspart status - The connection status.
 * @cssproperty --chat-height - Height of the element.
 * @cssproperty --chat-font - Font family.
 * @cssproperty --chat-text-size - Font size of text.
 * @cssproperty --chat-author-size - Font size of names.
 * @cssproperty --chat-small-size - Font size of notices, times and hints.
 * @cssproperty --chat-padding - Horizontal padding of messages.
 * @cssproperty --chat-surface - Background.
 * @cssproperty --chat-raised - Background of gifts, the announcement and the message under the pointer.
 * @cssproperty --chat-inset - Background of inputs.
 * @cssproperty --chat-line - Separator lines.
 * @cssproperty --chat-edge - Borders of inputs; at least 3:1 against the background.
 * @cssproperty --chat-text - Text colour.
 * @cssproperty --chat-muted - Colour of secondary text.
 * @cssproperty --chat-accent - Accent colour.
 * @cssproperty --chat-on-accent - Text on the accent colour.
 * @cssproperty --chat-danger - Errors.
 * @cssproperty --chat-warn - Mentions and reconnecting.
 * @cssproperty --chat-good - Moderators.
 * @cssproperty --chat-hue-1 - First of the eight colours of names.
 * @cssproperty --chat-hue-2 - Second of the eight colours of names.
 * @cssproperty --chat-hue-3 - Third of the eight colours of names.
 * @cssproperty --chat-hue-4 - Fourth of the eight colours of names.
 * @cssproperty --chat-hue-5 - Fifth of the eight colours of names.
 * @cssproperty --chat-hue-6 - Sixth of the eight colours of names.
 * @cssproperty --chat-hue-7 - Seventh of the eight colours of names.
 * @cssproperty --chat-hue-8 - Eighth of the eight colours of names.
 * @cssproperty --chat-radius - Corner radius of the element.
 * @cssproperty --chat-field-radius - Corner radius of inputs and buttons.
 * @cssproperty --chat-row-radius - Corner radius of messages.
 * @cssproperty --chat-duration-short - Duration of small transitions.
 * @cssproperty --chat-duration-long - Duration of the animation of a new message.
 * @cssstate joined - The room is joined; likewise idle, connecting, reconnecting, closed, failed.
 * @cssstate can-send - The current user can send now.
 */
export class LiveChat extends PortableElement implements ChatHost {
  static override styles = [...liveChatStyles];
  static override properties: PropertyDeclarations = {
    for: {},
    tokenEndpoint: { attribute: 'token-endpoint' },
    tokenCredentials: { attribute: 'token-credentials' },
    groupId: { attribute: 'group-id' },
    moderationEndpoint: { attribute: 'moderation-endpoint' },
    tokenProvider: { attribute: false },
    chat: { attribute: false },
    userId: { attribute: 'user-id' },
    sdk: {},
    room: { attribute: false },
    maxMessages: { attribute: 'max-messages', type: Number },
    maxLength: { attribute: 'max-length', type: Number },
    notices: {},
    appearance: { reflect: true, useDefault: true }, // no attribute before a server-rendered page is hydrated
    announce: {},
    noComposer: { attribute: 'no-composer', type: Boolean },
    noAvatars: { attribute: 'no-avatars', type: Boolean },
    noUserImages: { attribute: 'no-user-images', type: Boolean },
    noTimestamps: { attribute: 'no-timestamps', type: Boolean },
    times: {},
    locked: {},
    alerts: {},
    paused: { type: Boolean },
    keepUnsent: { attribute: 'keep-unsent', type: Boolean },
    filters: { attribute: false },
    terms: { attribute: false },
  };

  /** Id of another live-chat element whose room this element uses. */
  for = '';
  /** URL that signs the user in; see README, "Token endpoint". */
  tokenEndpoint = '';
  /** Cookies for the token endpoint: `same-origin`, `include` or `omit`. */
  tokenCredentials: RequestCredentials = 'same-origin';
  /** Id of the live room. */
  groupId = '';
  /** URL of the server kit's moderation handler, for hosts and moderators whom only the application knows. */
  moderationEndpoint = '';
  /** Function that returns the token, instead of an endpoint. */
  tokenProvider: TokenProvider | undefined;
  /** The page's own instance of Tencent's SDK, logged in by the page; no other login is made. */
  chat: TencentChat | undefined;
  /** Who is logged in to `chat`; needed for tim-js-sdk 2.x without a token. */
  userId = '';
  /** Which of Tencent's SDKs is loaded: `v2` (default), `v3`, or `auto`: the one that the token names. */
  sdk: SdkChoice | '' = '';
  /** A `Room` that the page created. */
  room: Room | undefined;
  /** Maximum number of messages in the list, 20 to 5000. */
  maxMessages = DEFAULT_MAX_MESSAGES;
  /** Maximum length of a message, in characters as users perceive them. */
  maxLength = DEFAULT_MAX_LENGTH;
  /** Notices of users who joined or left: combined (`digest`), each one (`all`), or hidden (`none`). */
  notices: 'digest' | 'all' | 'none' = 'digest';
  /** `panel`, `overlay` (transparent, for use over a picture, without a composer) or `compact`. */
  appearance: 'panel' | 'overlay' | 'compact' = 'panel';
  /** What is announced to screen readers: `auto` (depends on the message rate), `all`, `mentions` or `off`. */
  announce: 'auto' | 'all' | 'mentions' | 'off' = 'auto';
  /** Hides the composer. */
  noComposer = false;
  /** Hides avatars. */
  noAvatars = false;
  /** Loads no images from addresses that other users sent: avatars become initials, gifts have no image. */
  noUserImages = false;
  /** Hides timestamps. */
  noTimestamps = false;
  /** When the time of a message is shown: while it is pointed at or has the focus (`hover`), or `always`. */
  times: 'hover' | 'always' = 'hover';
  /** Options that the viewer cannot change: any of `text-size times pictures notices announce`. */
  locked = '';
  /** `title` counts messages that arrive while the page is hidden, in its title and as the badge of the app. */
  alerts = '';
  /** Pauses the message list: it neither scrolls nor shows new messages until it is false again. */
  paused = false;
  /** Keeps unsent messages of the user across a reload of the page, in the same tab. */
  keepUnsent = false;
  /** Words, word lists and functions that filter text before it is sent, shown, announced or used as danmaku. */
  filters: readonly TextFilter[] = [];
  /** Replaces any of the element's texts. */
  terms: Partial<Terms> | undefined;
  readonly #localize = new LocalizeController(this, enShell);
  readonly #room = new RoomController(this, {
    select: selectChatSlice,
    eventRole: 'room',
    internals: this.attachInternals?.(),
    preloadToken,
    onRoom: (room, signal) => this.#handleRoom(room, signal),
  });
  readonly #composer = new Composer(this, this.#localize, () => this.#withView(({ panels }) => panels.toggleEmoji()));
  readonly #filterRegistration = new FilterRegistration();
  /** Renders the room; loaded with the first one. */
  #view: ChatView | undefined;
  #viewLoading: Promise<ChatView | undefined> | undefined;
  /** The view could not be loaded. It is loaded again only on the user's request or for another room. */
  #viewFailed = false;
  #roomSignal: AbortSignal | undefined;
  /** An error that the page shows, because a listener cancelled its `chat-error`. */
  #shownByPage: unknown;

  constructor() {
    super();
    this.addEventListener('chat-error', (event) => this.#handleOwnError(event));
  }

  /** The messages in the list, oldest first. */
  get messages(): readonly ChatMessage[] {
    return this.#room.snapshot.messages;
  }

  get status(): ChatStatus {
    return this.#room.snapshot.status;
  }

  /** Whether the current user can send now. */
  get canSend(): boolean {
    return this.#room.snapshot.canSend;
  }

  /** Number of users in the room; undefined while unknown. */
  get onlineCount(): number | undefined {
    return this.#room.snapshot.onlineCount;
  }

  /** @internal */
  get hasComposer(): boolean {
    return !this.noComposer && this.appearance !== 'overlay';
  }

  /** @internal `maxMessages` within its limits. */
  get maxRows(): number {
    return Math.min(Math.max(this.maxMessages || DEFAULT_MAX_MESSAGES, MIN_MESSAGES), MAX_MESSAGES);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      this.#room.hostUpdate(); // the token and the code of rooms do not wait for the words
      await this.#localize.loaded;
    }
    await super.scheduleUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { room } = this.#room;
    if (changed.get('moderationEndpoint') !== undefined)
      room?.setModerationEndpoint(this.moderationEndpoint || undefined);
    if (changed.has('maxMessages')) room?.setMaxMessages(this.maxRows);
    if (changed.get('keepUnsent') !== undefined) room?.setKeepOutbox(this.keepUnsent);
    if (changed.has('filters')) this.#filterRegistration.update(room, this.filters);
    if ((this.for || this.status !== 'idle') && !this.#viewFailed) void this.#loadView();
  }

  /** Sends `text` with `extras`. Rejects with a `ChatError` if it cannot be sent; the failed message stays listed. */
  send(text: string, extras?: SendExtras): Promise<ChatMessage> {
    return whenRoom(this, this.#room).then((room) => room.send(text, extras));
  }

  /** Sends a failed message again. */
  retry(id: string): Promise<ChatMessage> {
    return requireRoom(this.#room.room).retry(id);
  }

  /** Removes a failed message from the list. */
  discard(id: string): void {
    requireRoom(this.#room.room).discard(id);
  }

  /** Joins the room; resolves when joined. Not needed for a room that the markup names. */
  connect(): Promise<void> {
    return whenRoom(this, this.#room).then((room) => room.connect());
  }

  /** Leaves the room. */
  disconnect(): Promise<void> {
    return whenRoom(this, this.#room).then((room) => room.disconnect());
  }

  /** Scrolls to the newest message and follows new ones again. */
  scrollToLatest(): void {
    this.paused = false;
    this.#view?.list.scrollToLatest();
  }

  /** Focuses the input; without a composer, the message list. */
  override focus(options?: FocusOptions): void {
    (this.#composer.element ?? this.renderRoot.querySelector<HTMLElement>('.log'))?.focus(options);
  }

  protected override render(): TemplateResult {
    const [view, localize] = [this.#view, this.#localize];
    const header = {
      groupName: this.#room.slice.groupName,
      online: view?.online,
      isPaused: this.paused,
      isOptionsOpen: view?.panels.areOptionsOpen ?? false,
      onPause: this.#handlePauseClick,
      onOptions: this.#handleOptionsClick,
    };
    const fail = this.#viewFailed;
    const placeholder = fail ? renderLoadError(localize, this.#handleTryAgainClick) : renderSkeleton(localize);
    return html`
      <section class="frame" aria-label=${localize.term('chat')}>
        ${renderHeader(header, localize)} ${view?.renderStatus()}
        <slot name="banner">${view?.renderBanner()}</slot>
        <div class="log-box">
          <div class="log" part="log" role="log" aria-live="off" aria-label=${localize.term('messages')} tabindex="0"
            ><div class="rows" role="list"></div
          ></div>
          ${view ? view.renderPlaceholder() : placeholder}
          <div class="float">${view?.renderFloat()}</div>
        </div>
        ${this.#renderFooter()} ${view?.renderOverlays()}
      </section>
    `;
  }

  #renderFooter(): TemplateResult | typeof nothing {
    const content = this.#view ? this.#view.renderFooter() : this.hasComposer ? this.#composer.render() : nothing;
    return content === nothing ? nothing : html`<div class="composer" part="composer">${content}</div>`;
  }

  #handleRoom(room: Room | undefined, signal: AbortSignal): void {
    this.#roomSignal = signal;
    this.#filterRegistration.update(room, this.filters, signal);
    if (!room) return;
    if (this.moderationEndpoint) room.setModerationEndpoint(this.moderationEndpoint);
    if (this.keepUnsent) room.setKeepOutbox(true);
    room.setMaxMessages(this.maxRows);
    if (this.#view) this.#view.showRoom(room, signal);
    else void this.#loadView();
  }

  #withView(use: (view: ChatView) => unknown): void {
    void this.#loadView().then((view) => view && use(view));
  }

  /** Loads the view while the room is being joined. Undefined if it could not be loaded, which is reported. */
  #loadView(): Promise<ChatView | undefined> {
    return (this.#viewLoading ??= Promise.all([
      retryImport(() => import('./chat-view.lazy.js'), 'ChatView'),
      retryImport(() => import('../shared/terms/en.lazy.js'), 'en'),
    ]).then(
      async ([ChatView, en]) => {
        await this.updateComplete;
        const find = (selector: string) => this.renderRoot.querySelector(selector) as HTMLElement;
        const view = new ChatView(this, {
          localize: this.#localize.addTerms(en),
          room: this.#room,
          composer: this.#composer,
          elements: { frame: find('.frame'), scroller: find('.log'), list: find('.rows') },
          isShownByPage: (error) => error === this.#shownByPage,
          onTryAgain: this.#handleTryAgainClick,
        });
        this.#view = view;
        if (this.#room.room && this.#roomSignal) view.showRoom(this.#room.room, this.#roomSignal);
        this.requestUpdate();
        return view;
      },
      (cause: unknown) => {
        this.#viewLoading = undefined;
        const error = loadError(cause);
        this.#viewFailed = true;
        if (!this.dispatchEvent(new ChatErrorEvent(error))) this.#shownByPage = error;
        this.requestUpdate();
        return undefined;
      },
    ));
  }

  #handleOwnError(event: ChatErrorEvent): void {
    // The page's listeners are called after this one, so `defaultPrevented` is read when they have returned.
    queueMicrotask(() => {
      if (!event.defaultPrevented) return;
      this.#shownByPage = event.error;
      this.requestUpdate();
    });
  }

  readonly #handleOptionsClick = (): void => this.#withView(({ panels }) => panels.toggleOptions());

  readonly #handlePauseClick = (): void => {
    if (this.paused) this.scrollToLatest();
    else this.paused = true;
  };

  readonly #handleTryAgainClick = (): void => {
    if (!this.#view) {
      this.#viewFailed = false;
      this.requestUpdate();
    }
    this.connect().catch(() => undefined); // already reported by the status of the room and by `chat-error`
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'live-chat': LiveChat;
  }
}
