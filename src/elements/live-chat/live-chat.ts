import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import type { ChatMessage } from '../../room/model/chat-message.js';
import { retryImport } from '../../util/retry-import.js';
import type { TextFilter, TokenProvider } from '../../room/model/room-options.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { ChatErrorEvent } from '../shared/session-events.js';
import { RoomController, whenRoom } from '../shared/room-controller.js';
import { LocalizeController } from '../shared/localize-controller.js';
import { enShell } from '../shared/terms/en-shell.js';
import type { Terms } from '../shared/terms/terms.js';
import { Composer } from './composer/composer.js';
import { DEFAULT_MAX_LENGTH, DEFAULT_MAX_MESSAGES, MAX_MESSAGES, MIN_MESSAGES } from '../../protocol/limits.js';
import { FilterRegistration } from './filter-registration.js';
import { liveChatStyles } from './live-chat.styles.js';
import { renderLoadError, renderSkeleton } from './placeholders.js';
import { renderHeader } from './header.js';
import type { ChatView } from './chat-view.lazy.js';
import { selectChatSlice } from './chat-slice.js';

/**
 * The chat of a live room: what people write, and a field to write in.
 *
 * Follows the newest message while the reader is at the end, and keeps the reader's place otherwise. Draws as it fits:
 * each
 * frame in a quiet room, five times a second in a busy one. Speaks to screen readers through one polite region of the
 * page.
 *
 * @tagname live-chat
 * @fires chat-status - The room moved from one status to another.
 * @fires chat-message - A message arrived, or an own one was handed over for sending.
 * @fires {ChatBeforeSendEvent} chat-before-send - The person wants to send; cancelable, `text` may be replaced.
 * @fires chat-sent - The service took an own message.
 * @fires chat-send-failed - An own message could not be sent.
 * @fires chat-members - People came or left, or their number changed.
 * @fires {ChatSignInEvent} chat-sign-in - A guest asked to sign in; cancelable.
 * @fires {ChatUserSelectEvent} chat-user-select - A person was chosen in the log; cancelable.
 * @fires chat-custom-message - A custom message that is none of ours arrived.
 * @fires chat-messages-dropped - Messages were left out because there were more than a person can read.
 * @fires chat-error - Something failed; cancelable, which keeps the element's own words off the screen.
 * @slot header - Instead of the room's name and the number of people.
 * @slot banner - Instead of the announcement.
 * @slot empty - While nobody has said anything.
 * @slot composer-start - Before the field.
 * @slot composer-end - Before the send button.
 * @slot sign-in - Instead of the button that guests see.
 * @csspart header - The line at the top.
 * @csspart log - The scrolling box.
 * @csspart row - One message.
 * @csspart row-own - A message of this person.
 * @csspart row-host - A message of the host.
 * @csspart row-notice - A line of the room itself.
 * @csspart author - The name in a row.
 * @csspart avatar - The picture in a row.
 * @csspart text - The words in a row.
 * @csspart time - The time of a row.
 * @csspart badge - "Host", "Moderator", "You".
 * @csspart banner - The announcement.
 * @csspart new-messages - The button that leads back to the newest.
 * @csspart composer - The place to write.
 * @csspart input - The field.
 * @csspart send - The send button.
 * @csspart status - The line that says how the connection is.
 * @cssproperty --chat-height - Height of the element.
 * @cssproperty --chat-font - Font family.
 * @cssproperty --chat-text-size - Size of the words.
 * @cssproperty --chat-author-size - Size of names.
 * @cssproperty --chat-small-size - Size of notices, times and hints.
 * @cssproperty --chat-padding - Space at the sides of rows.
 * @cssproperty --chat-surface - Background.
 * @cssproperty --chat-raised - Background of gifts, the announcement, the row under the pointer.
 * @cssproperty --chat-inset - Background of fields.
 * @cssproperty --chat-line - Lines between parts.
 * @cssproperty --chat-edge - Edges of fields; 3:1 against the surface.
 * @cssproperty --chat-text - Colour of the words.
 * @cssproperty --chat-muted - Colour of what is said quietly.
 * @cssproperty --chat-accent - The one accent.
 * @cssproperty --chat-on-accent - Words on the accent.
 * @cssproperty --chat-danger - What went wrong.
 * @cssproperty --chat-warn - What asks for attention: mentions, reconnecting.
 * @cssproperty --chat-good - Moderators.
 * @cssproperty --chat-hue-1 - First of the eight colours of names.
 * @cssproperty --chat-hue-2 - Second of the eight colours of names.
 * @cssproperty --chat-hue-3 - Third of the eight colours of names.
 * @cssproperty --chat-hue-4 - Fourth of the eight colours of names.
 * @cssproperty --chat-hue-5 - Fifth of the eight colours of names.
 * @cssproperty --chat-hue-6 - Sixth of the eight colours of names.
 * @cssproperty --chat-hue-7 - Seventh of the eight colours of names.
 * @cssproperty --chat-hue-8 - Eighth of the eight colours of names.
 * @cssproperty --chat-radius - Corner of the panel.
 * @cssproperty --chat-field-radius - Corner of the field and of buttons.
 * @cssproperty --chat-row-radius - Corner of a row.
 * @cssproperty --chat-motion-quick - Duration of small changes.
 * @cssproperty --chat-motion-calm - Duration of a row's arrival.
 * @cssstate joined - The room is joined; likewise idle, connecting, reconnecting, closed, failed.
 * @cssstate can-send - This person can send now.
 */
export class LiveChat extends LitElement {
  static override styles = [...liveChatStyles];
  static override properties: PropertyDeclarations = {
    for: {},
    tokenEndpoint: { attribute: 'token-endpoint' },
    tokenCredentials: { attribute: 'token-credentials' },
    groupId: { attribute: 'group-id' },
    moderationEndpoint: { attribute: 'moderation-endpoint' },
    tokenProvider: { attribute: false },
    room: { attribute: false },
    maxMessages: { attribute: 'max-messages', type: Number },
    maxLength: { attribute: 'max-length', type: Number },
    notices: {},
    appearance: { reflect: true },
    announce: {},
    noComposer: { attribute: 'no-composer', type: Boolean },
    noAvatars: { attribute: 'no-avatars', type: Boolean },
    noTimestamps: { attribute: 'no-timestamps', type: Boolean },
    paused: { type: Boolean },
    keepUnsent: { attribute: 'keep-unsent', type: Boolean },
    filters: { attribute: false },
    terms: { attribute: false },
  };

  /** Id of another of our elements that has the room. */
  for = '';
  /** URL that signs this person in; see README, "Token endpoint". */
  tokenEndpoint = '';
  /** Cookies for the endpoint: `same-origin`, `include` or `omit`. */
  tokenCredentials: RequestCredentials = 'same-origin';
  /** The live room. */
  groupId = '';
  /** URL of the server kit's moderation handler, for hosts and moderators whom only the application knows. */
  moderationEndpoint = '';
  /** The page's own way to a token. */
  tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. */
  room: Room | undefined;
  /** Rows kept, 20 to 5000. */
  maxMessages = DEFAULT_MAX_MESSAGES;
  /** Characters of one message, as people count them. */
  maxLength = DEFAULT_MAX_LENGTH;
  /** Who came and went: told together (`digest`), one by one (`all`), or not (`none`). */
  notices: 'digest' | 'all' | 'none' = 'digest';
  /** `panel`, `overlay` (transparent, to be read over a picture, without a place to write) or `compact`. */
  appearance: 'panel' | 'overlay' | 'compact' = 'panel';
  /** What screen readers are told: `auto` (as it fits), `all`, `mentions` or `off`. */
  announce: 'auto' | 'all' | 'mentions' | 'off' = 'auto';
  /** Leaves the place to write out. */
  noComposer = false;
  /** Leaves pictures out. */
  noAvatars = false;
  /** Leaves times out. */
  noTimestamps = false;
  /** Holds the log: nothing moves until it is false again. */
  paused = false;
  /** Keeps own messages that are not out yet across a reload of the page, in this tab. */
  keepUnsent = false;
  /** Words, lists of words and functions that texts go through before they are sent, shown, spoken or fly. */
  filters: readonly TextFilter[] = [];
  /** The page's own words for any of the texts. */
  terms: Partial<Terms> | undefined;

  readonly #localize = new LocalizeController(this, enShell);
  readonly #room = new RoomController(this, {
    select: selectChatSlice,
    eventRole: 'room',
    internals: this.attachInternals(),
    onRoom: (room, signal) => this.#handleRoom(room, signal),
  });
  readonly #composer = new Composer(this, this.#localize);
  readonly #filterRegistration = new FilterRegistration();
  /** What is drawn of a room; fetched with the first one. */
  #view: ChatView | undefined;
  #fetching: Promise<ChatView | undefined> | undefined;
  /** They could not be fetched: tried again only when the person or another room asks. */
  #viewFailed = false;
  #roomSignal: AbortSignal | undefined;
  /** An error whose words the page shows itself: it cancelled `chat-error`. */
  #shownByPage: unknown;

  constructor() {
    super();
    this.addEventListener('chat-error', (event) => this.#handleOwnError(event));
  }

  /** What stands in the log, oldest first. */
  get messages(): readonly ChatMessage[] {
    return this.#room.snapshot.messages;
  }

  get status(): ChatStatus {
    return this.#room.snapshot.status;
  }

  /** Whether this person can send now. */
  get canSend(): boolean {
    return this.#room.snapshot.canSend;
  }

  /** People in the room; undefined while not known. */
  get onlineCount(): number | undefined {
    return this.#room.snapshot.onlineCount;
  }

  /** @internal There is a place to write. */
  get hasComposer(): boolean {
    return !this.noComposer && this.appearance !== 'overlay';
  }

  /** @internal Rows kept, as far as the attribute makes sense. */
  get maxRows(): number {
    return Math.min(Math.max(this.maxMessages || DEFAULT_MAX_MESSAGES, MIN_MESSAGES), MAX_MESSAGES);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await this.#localize.loaded;
    await super.scheduleUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { room } = this.#room;
    if (changed.get('moderationEndpoint') !== undefined)
      room?.setModerationEndpoint(this.moderationEndpoint || undefined);
    if (changed.has('maxMessages')) room?.setMaxMessages(this.maxRows);
    if (changed.get('keepUnsent') !== undefined) room?.setKeepOutbox(this.keepUnsent);
    if (changed.has('filters')) this.#filterRegistration.update(room, this.filters);
    if ((this.for || this.status !== 'idle') && !this.#viewFailed) void this.#loadView(); // side by side with the code of the room
  }

  /** Sends `text`. Rejects with a `ChatError` when it could not be sent; the failed row stays in the log. */
  send(text: string): Promise<ChatMessage> {
    return whenRoom(this, this.#room).then((room) => room.send(text));
  }

  /** Sends a failed message again. */
  retry(id: string): Promise<ChatMessage> {
    return this.#requireRoom().retry(id);
  }

  /** Takes a failed message off the log. */
  discard(id: string): void {
    this.#requireRoom().discard(id);
  }

  /** Joins the room; resolves when joined. Happens by itself for a room that the markup names. */
  connect(): Promise<void> {
    return whenRoom(this, this.#room).then((room) => room.connect());
  }

  /** Leaves the room. */
  disconnect(): Promise<void> {
    return whenRoom(this, this.#room).then((room) => room.disconnect());
  }

  /** Goes to the newest message and follows from there. */
  scrollToLatest(): void {
    this.paused = false;
    this.#view?.log.scrollToLatest();
  }

  /** Puts the cursor into the field; without one, the focus on the log. */
  override focus(options?: FocusOptions): void {
    (this.#composer.element ?? this.renderRoot.querySelector<HTMLElement>('.log'))?.focus(options);
  }

  protected override render(): TemplateResult {
    const parts = this.#view;
    const words = this.#localize;
    return html`
      <section class="frame" aria-label=${words.term('chat')}>
        ${renderHeader({ groupName: this.#room.slice.groupName, online: parts?.online, isPaused: this.paused, isOptionsOpen: parts?.panels.areOptionsOpen ?? false, onPause: this.#handlePauseClick, onOptions: this.#handleOptionsClick }, words)}
        ${parts?.renderStatus()}
        <slot name="banner">${parts?.renderBanner()}</slot>
        <div class="log-box">
          <div class="log" part="log" role="log" aria-live="off" aria-label=${words.term('messages')} tabindex="0"><div class="rows" role="list"></div></div>
          ${parts ? parts.renderNoRows() : this.#viewFailed ? renderLoadError(words, this.#handleTryAgainClick) : renderSkeleton(words)}
          <div class="float">${parts?.renderFloat()}</div>
        </div>
        ${this.#renderFoot()} ${parts?.renderOver()}
      </section>
    `;
  }

  #renderFoot(): TemplateResult | typeof nothing {
    const foot =
      this.#view?.renderFoot() ??
      (this.hasComposer ? this.#composer.render(this.#handleEmojiClick, this.#view?.panels.isEmojiOpen) : nothing);
    return foot === nothing ? nothing : html`<div class="composer" part="composer">${foot}</div>`;
  }

  #requireRoom(): Room {
    const { room } = this.#room;
    if (!room) throw new TypeError('<live-chat> has no room: give it token-endpoint and group-id, or for, or room.');
    return room;
  }

  #handleRoom(room: Room | undefined, signal: AbortSignal): void {
    this.#roomSignal = signal;
    this.#filterRegistration.update(room, this.filters, signal);
    if (!room) return;
    if (this.moderationEndpoint) room.setModerationEndpoint(this.moderationEndpoint);
    if (this.keepUnsent) room.setKeepOutbox(true);
    room.setMaxMessages(this.maxRows);
    if (this.#view) this.#view.enter(room, signal);
    else void this.#loadView();
  }

  /** What is drawn of a room comes while it is joined. Undefined when it could not be fetched: that is said. */
  #loadView(): Promise<ChatView | undefined> {
    return (this.#fetching ??= Promise.all([
      retryImport(() => import('./chat-view.lazy.js')),
      retryImport(() => import('../shared/terms/en.lazy.js')),
    ]).then(
      async ([{ ChatView }, { en }]) => {
        await this.updateComplete;
        const [frame, scroller, list] = ['.frame', '.log', '.rows'].map((each) =>
          this.renderRoot.querySelector(each),
        ) as [HTMLElement, HTMLElement, HTMLElement];
        const parts = new ChatView(this, {
          localize: this.#localize.addTerms(en),
          room: this.#room,
          field: this.#composer,
          place: { frame, scroller, list },
          isShownByPage: (error) => error === this.#shownByPage,
          onTryAgain: this.#handleTryAgainClick,
        });
        this.#view = parts;
        const { room } = this.#room;
        if (room && this.#roomSignal) parts.enter(room, this.#roomSignal);
        this.requestUpdate();
        return parts;
      },
      (cause: unknown) => {
        this.#fetching = undefined;
        const error = new ChatError(
          'im/unavailable',
          'A part of the chat could not be fetched. Are all files of live-chat-elements served side by side?',
          true,
          cause,
        );
        this.#viewFailed = true;
        if (!this.dispatchEvent(new ChatErrorEvent(error))) this.#shownByPage = error;
        this.requestUpdate();
        return undefined;
      },
    ));
  }

  #handleOwnError(event: ChatErrorEvent): void {
    // The page's listeners run after this one, so the answer is read when they are through.
    queueMicrotask(() => {
      if (!event.defaultPrevented) return;
      this.#shownByPage = event.error;
      this.requestUpdate();
    });
  }

  readonly #handleEmojiClick = (): void => {
    void this.#loadView().then((parts) => parts?.panels.toggleEmoji());
  };

  readonly #handleOptionsClick = (): void => {
    void this.#loadView().then((parts) => parts?.panels.toggleOptions());
  };

  readonly #handlePauseClick = (): void => {
    if (this.paused) this.scrollToLatest();
    else this.paused = true;
  };

  readonly #handleTryAgainClick = (): void => {
    if (!this.#view) {
      this.#viewFailed = false;
      this.requestUpdate();
    }
    this.connect().catch(() => {
      // Said already: by the room's status and `chat-error`.
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'live-chat': LiveChat;
  }
}
