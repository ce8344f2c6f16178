import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ChatError } from '../room/chat-error.js';
import type { ChatMessage } from '../room/chat-message.js';
import { importAgain } from '../room/import-again.js';
import type { TextFilter } from '../room/filters/text-filter.js';
import type { TokenProvider } from '../room/room-options.js';
import type { ChatStatus } from '../room/room-snapshot.js';
import type { Room } from '../room/room.js';
import { ChatErrorEvent } from '../ui/events/chat-error-event.js';
import { ChatSignInEvent } from '../ui/events/chat-sign-in-event.js';
import { arrowDownIcon } from '../ui/icons/arrow-down-icon.js';
import { expectRoom } from '../ui/expect-room.js';
import { LocalizeController } from '../ui/localize-controller.js';
import { RoomController } from '../ui/room-controller.js';
import { en } from '../ui/terms/en.js';
import type { Terms } from '../ui/terms/terms.js';
import { AnnounceChoice } from './announce-choice.js';
import { AnnounceController } from './announce-controller.js';
import { ComposerController, DEFAULT_MAX_LENGTH } from './composer-controller.js';
import type { EmojiPanel } from './emoji-panel.js';
import { errorText } from './error-text.js';
import { LentFilters } from './lent-filters.js';
import { liveChatStyles } from './live-chat.styles.js';
import type { LogOptions, ReadingState } from './log-view.js';
import type { OptionsPanel } from './options-panel.js';
import { renderHeader } from './render-header.js';
import { renderEnd, renderNoRows, type RoomState } from './render-room-state.js';
import type { RoomParts } from './room-parts.js';
import { selectShell } from './select-shell.js';
import { submitText } from './submit-text.js';
import { Toast } from './toast.js';
import { warnAboutValues } from './warn-about-values.js';

const DEFAULT_MAX_MESSAGES = 500;

/**
 * The chat of a live room: what people write, and a field to write in.
 *
 * Follows the newest message while the reader is at the end, and keeps the reader's place otherwise. Draws as it fits: each
 * frame in a quiet room, five times a second in a busy one. Speaks to screen readers through one polite region of the page.
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
 * @fires chat-shed - Messages were left out because there were more than a person can read.
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

  /** Id of another of our elements that has the room. */
  @property() for = '';
  /** URL that signs this person in; see README, "Token endpoint". */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';
  /** Cookies for the endpoint: `same-origin`, `include` or `omit`. */
  @property({ attribute: 'token-credentials' }) tokenCredentials: RequestCredentials = 'same-origin';
  /** The live room. */
  @property({ attribute: 'group-id' }) groupId = '';
  /** URL of the server kit's moderation handler, for hosts and moderators whom only the application knows. */
  @property({ attribute: 'moderation-endpoint' }) moderationEndpoint = '';
  /** The page's own way to a token. */
  @property({ attribute: false }) tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. */
  @property({ attribute: false }) room: Room | undefined;
  /** Rows kept, 20 to 5000. */
  @property({ attribute: 'max-messages', type: Number }) maxMessages = DEFAULT_MAX_MESSAGES;
  /** Characters of one message, as people count them. */
  @property({ attribute: 'max-length', type: Number }) maxLength = DEFAULT_MAX_LENGTH;
  /** Who came and went: told together (`digest`), one by one (`all`), or not (`none`). */
  @property() notices: 'digest' | 'all' | 'none' = 'digest';
  /** `panel`, `overlay` (transparent, to be read over a picture, without a place to write) or `compact`. */
  @property({ reflect: true }) appearance: 'panel' | 'overlay' | 'compact' = 'panel';
  /** What screen readers are told: `auto` (as it fits), `all`, `mentions` or `off`. */
  @property() announce: 'auto' | 'all' | 'mentions' | 'off' = 'auto';
  /** Leaves the place to write out. */
  @property({ attribute: 'no-composer', type: Boolean }) noComposer = false;
  /** Leaves pictures out. */
  @property({ attribute: 'no-avatars', type: Boolean }) noAvatars = false;
  /** Leaves times out. */
  @property({ attribute: 'no-timestamps', type: Boolean }) noTimestamps = false;
  /** Holds the log: nothing moves until it is false again. */
  @property({ type: Boolean }) paused = false;
  /** Keeps own messages that are not out yet across a reload of the page, in this tab. */
  @property({ attribute: 'keep-unsent', type: Boolean }) keepUnsent = false;
  /** Words, lists of words and functions that texts go through before they are sent, shown, spoken or fly. */
  @property({ attribute: false }) filters: readonly TextFilter[] = [];
  /** The page's own words for any of the texts. */
  @property({ attribute: false }) terms: Partial<Terms> | undefined;

  @state() private reading: ReadingState = { reading: false, unread: 0 };

  @query('.frame') private frame!: HTMLElement;
  @query('.log') private scroller!: HTMLElement;
  @query('.rows') private list!: HTMLElement;

  readonly #internals = this.attachInternals();
  readonly #words = new LocalizeController(this, en);
  readonly #room = new RoomController(this, {
    select: selectShell,
    voice: 'room',
    internals: this.#internals,
    onRoom: (room, signal) => this.#handleRoom(room, signal),
  });
  readonly #voice = new AnnounceController(this, this.#words);
  readonly #composer = new ComposerController(this, this.#words, {
    onSubmit: (text, mentions) => this.#submit(text, mentions),
    onEmoji: () => this.#handleEmojiClick(),
    onTakeOver: () => this.#takeOver(),
    announce: (text) => this.#voice.say(text),
  });
  readonly #toast = new Toast(this, (text) => this.#voice.say(text));
  readonly #choice = new AnnounceChoice();
  readonly #lentFilters = new LentFilters();
  /** What is drawn of a room; fetched with the first one. */
  #parts: RoomParts | undefined;
  #isFetchingParts = false;
  /** They could not be fetched: tried again only when the person or another room asks. */
  #lacksParts = false;
  #emoji: EmojiPanel | undefined;
  #options: OptionsPanel | undefined;
  #drawnLang = '';
  /** An error whose words the page shows itself: it cancelled `chat-error`. */
  #shownByPage: ChatError | undefined;

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

  override connectedCallback(): void {
    super.connectedCallback();
    this.#choice.read();
    this.#parts?.log.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#parts?.log.disconnect();
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await this.#words.settled;
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (['appearance', 'notices', 'announce', 'maxMessages', 'maxLength'].some((name) => changed.has(name as keyof LiveChat))) warnAboutValues(this);
    // Before rendering, because the log answers with where the reader is, which is drawn too.
    if (changed.has('maxMessages') || changed.has('notices') || changed.has('noAvatars') || changed.has('appearance')) this.#parts?.log.setOptions(this.#logOptions);
    if (changed.has('paused')) this.#parts?.log.hold(this.paused || this.#parts.menu.isOpen);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get('moderationEndpoint') !== undefined) this.#room.room?.setModerationEndpoint(this.moderationEndpoint || undefined);
    if (changed.has('maxMessages')) this.#room.room?.setMaxMessages(this.#logOptions.maxRows);
    if (changed.get('keepUnsent') !== undefined) this.#room.room?.setKeepOutbox(this.keepUnsent);
    if (changed.has('filters')) this.#lentFilters.lend(this.#room.room, this.filters);
    this.#voice.mode = this.#choice.modeOr(this.announce);
    if (!this.#parts) {
      if (this.status === 'connecting') void this.#fetchParts(); // side by side with the code of the room
      return;
    }
    this.#parts.showTimes = !this.noTimestamps;
    const { lang } = this.#words;
    if (this.#drawnLang !== lang || changed.has('terms')) {
      this.#drawnLang = lang;
      this.#parts.log.refresh();
    }
  }

  /** Sends `text`. Rejects with a `ChatError` when it could not be sent; the failed row stays in the log. */
  send(text: string): Promise<ChatMessage> {
    return expectRoom(this, this.#room).then((room) => room.send(text));
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
    return expectRoom(this, this.#room).then((room) => room.connect());
  }

  /** Leaves the room. */
  disconnect(): Promise<void> {
    return expectRoom(this, this.#room).then((room) => room.disconnect());
  }

  /** Goes to the newest message and follows from there. */
  scrollToLatest(): void {
    this.paused = false;
    this.#parts?.log.hold(false);
    this.#parts?.log.scrollToLatest();
  }

  /** Puts the cursor into the field; without one, the focus on the log. */
  override focus(options?: FocusOptions): void {
    if (!this.#composer.focus(options)) this.scroller?.focus(options);
  }

  protected override render(): TemplateResult {
    const { groupName, onlineCount, isEmpty, announcement, capabilities, hiddenPeople, settings } = this.#room.slice;
    return html`
      <section class="frame" aria-label=${this.#words.term('chat')}>
        ${renderHeader({ groupName, onlineCount, isPaused: this.paused, isOptionsOpen: this.#options?.isOpen ?? false, onPause: this.#handlePauseClick, onOptions: this.#handleOptionsClick }, this.#words)}
        ${this.#renderStatus()}
        <slot name="banner">${this.#parts?.banner.render(announcement) ?? nothing}</slot>
        <div class="log-box">
          <div
            class="log"
            part="log"
            role="log"
            aria-live="off"
            aria-label=${this.#words.term('messages')}
            tabindex="0"
            @click=${this.#handleLogEvent}
            @keydown=${this.#handleLogEvent}
            @pointerover=${this.#handleLogEvent}
            @pointerleave=${this.#handleLogEvent}
            @focusin=${this.#handleLogEvent}
            @focusout=${this.#handleLogEvent}
          >
            <div class="rows" role="list"></div>
          </div>
          ${isEmpty || !this.#parts ? renderNoRows(this.#roomState) : nothing}
          <div class="float">${this.#toast.render()}${this.#renderPill()}</div>
        </div>
        ${this.#renderFoot()}
        ${this.#emoji?.render() ?? nothing} ${this.#options?.render({ hiddenPeople, capabilities, settings }) ?? nothing} ${this.#parts?.menu.render(capabilities) ?? nothing}
      </section>
    `;
  }

  #renderStatus(): TemplateResult | typeof nothing {
    const { status, cannotSendReason } = this.#room.slice;
    if (status === 'reconnecting') return html`<div class="status" part="status">${this.#words.term('reconnecting')}</div>`;
    if (cannotSendReason !== 'superseded' || this.hasComposer) return nothing;
    // With a composer its hint says it.
    return html`<div class="status" part="status">${this.#words.term('cannotSendSuperseded')} <button class="text-button" type="button" @click=${() => this.#takeOver()}>${this.#words.term('useHere')}</button></div>`;
  }

  get #roomState(): RoomState {
    const { status: is, error } = this.#room.slice;
    // A room that is there before what draws it: its rows are still to come.
    const status = !this.#parts && (is === 'joined' || is === 'reconnecting') ? 'connecting' : is;
    return { status, error, words: this.#words, canWrite: this.hasComposer, isShownByPage: error !== undefined && error === this.#shownByPage, signIn: this.#renderSignIn(), onTryAgain: this.#handleTryAgainClick };
  }

  #renderPill(): TemplateResult | typeof nothing {
    const { reading, unread } = this.reading;
    if (!reading || (this.#parts?.menu.isOpen && unread === 0)) return nothing;
    const news = unread > 0 ? this.#words.term('newMessages', { count: unread }) : this.#words.term('toLatest');
    return html`<button class="pill" part="new-messages" type="button" @click=${this.#handlePillClick}>${this.paused ? html`<span>${this.#words.term('paused')}</span><span aria-hidden="true">·</span>` : nothing}<span>${news}</span>${arrowDownIcon()}</button>`;
  }

  #renderFoot(): TemplateResult | typeof nothing {
    const { status, isEmpty, canSend, cannotSendReason: reason, canSendAt, settings } = this.#room.slice;
    if (status === 'failed' || status === 'closed') return isEmpty ? nothing : html`<div class="composer" part="composer">${renderEnd(this.#roomState)}</div>`;
    if (!this.hasComposer) return nothing;
    if (reason === 'guest') return html`<div class="composer" part="composer">${this.#renderSignIn()}</div>`;
    return html`<div class="composer" part="composer">${this.#composer.render({ canSend: canSend || this.#canQueue, reason, canSendAt, settings, isEmojiOpen: this.#emoji?.isOpen ?? false })}</div>`;
  }

  #renderSignIn(): TemplateResult {
    return html`<slot name="sign-in" @click=${this.#handleSignInClick}><button class="button sign-in" type="button">${this.#words.term('signIn')}</button></slot>`;
  }

  get #logOptions(): LogOptions {
    return { maxRows: Math.min(Math.max(this.maxMessages || DEFAULT_MAX_MESSAGES, 20), 5000), notices: this.notices, avatars: !this.noAvatars && this.appearance !== 'overlay' && this.appearance !== 'compact' };
  }

  /** While the room reconnects, what is sent waits in the log. */
  get #canQueue(): boolean {
    const { status, cannotSendReason } = this.#room.snapshot;
    return status === 'reconnecting' && cannotSendReason === 'offline';
  }

  #requireRoom(): Room {
    const { room } = this.#room;
    if (!room) throw new TypeError('<live-chat> has no room: give it token-endpoint and group-id, or for, or room.');
    return room;
  }

  #handleRoom(room: Room | undefined, signal: AbortSignal): void {
    this.#parts?.log.clear();
    this.#lentFilters.lend(room, this.filters, signal);
    if (!room) return;
    void this.#fetchParts(true);
    if (this.moderationEndpoint) room.setModerationEndpoint(this.moderationEndpoint);
    if (this.keepUnsent) room.setKeepOutbox(true);
    room.on('change', () => this.#parts?.log.update(room.snapshot.messages), { signal });
    room.on('retracted', (ids) => this.#parts?.log.remove(ids), { signal });
    this.#voice.listen(room, signal);
    room.setMaxMessages(this.#logOptions.maxRows);
    this.#parts?.log.update(room.snapshot.messages);
  }

  /** What is drawn of a room comes while it is joined. */
  async #fetchParts(again = false): Promise<void> {
    if (this.#parts || this.#isFetchingParts || (this.#lacksParts && !again)) return;
    this.#isFetchingParts = true;
    try {
      const { RoomParts } = await importAgain(() => import('./room-parts.js'));
      await this.updateComplete;
      this.#parts = new RoomParts(this, { frame: this.frame, scroller: this.scroller, list: this.list }, this.#logOptions, {
        words: this.#words,
        toast: this.#toast,
        room: () => this.#requireRoom(),
        mention: (userId, nick) => this.#composer.mention(userId, nick),
        onReading: (reading) => (this.reading = reading),
      });
      if (this.isConnected) this.#parts.log.connect();
      this.#parts.log.update(this.messages);
      if (this.paused) this.#parts.log.hold(true);
      this.requestUpdate();
    } catch (cause) {
      this.#lacksParts = true;
      this.#sayNotFetched(cause, () => void this.#fetchParts(true));
    } finally {
      this.#isFetchingParts = false;
    }
  }

  /** A file of ours did not come: in words, with a way on. */
  #sayNotFetched(cause: unknown, again: () => void): void {
    const error = new ChatError('im/unavailable', 'A part of the chat could not be fetched. Are all files of live-chat-elements served side by side?', true, cause);
    if (!this.dispatchEvent(new ChatErrorEvent(error))) return; // the page says it
    this.#toast.show({ text: errorText(error, this.#words), action: { words: this.#words.term('tryAgain'), run: again } });
  }

  #submit(text: string, mentions: readonly string[]): boolean {
    const { room } = this.#room;
    if (!room || !(this.canSend || this.#canQueue)) return false;
    const isShown = submitText(this, room, text, mentions, (error) => {
      this.#toast.show({ text: errorText(error, this.#words) });
    });
    if (isShown) this.scrollToLatest();
    return isShown;
  }

  #takeOver(): void {
    this.#requireRoom()
      .takeOver()
      .catch((error: unknown) => this.#toast.show({ text: errorText(error, this.#words) }));
  }

  #report(work: Promise<void>): void {
    work.then(
      () => this.#toast.show({ text: this.#words.term('done') }),
      (error: unknown) => this.#toast.show({ text: errorText(error, this.#words) }),
    );
  }

  async #toggleEmoji(): Promise<void> {
    try {
      const { EmojiPanel } = await importAgain(() => import('./emoji-panel.js'));
      this.#emoji ??= new EmojiPanel(this, this.#words, {
        onPick: (emoji) => this.#composer.insert(emoji),
        onClose: () => this.#composer.focus(),
      });
      this.#emoji.toggle();
    } catch (cause) {
      this.#sayNotFetched(cause, this.#handleEmojiClick);
    }
  }

  async #toggleOptions(): Promise<void> {
    try {
      const { OptionsPanel } = await importAgain(() => import('./options-panel.js'));
      this.#options ??= new OptionsPanel(this, this.#words, this.#choice, {
        room: () => this.#room.room,
        report: (work) => this.#report(work),
      });
      this.#options.toggle();
    } catch (cause) {
      this.#sayNotFetched(cause, this.#handleOptionsClick);
    }
  }

  #handleOwnError(event: ChatErrorEvent): void {
    // The page's listeners run after this one, so the answer is read when they are through.
    queueMicrotask(() => {
      if (!event.defaultPrevented) return;
      this.#shownByPage = event.error;
      this.requestUpdate();
    });
  }

  readonly #handleLogEvent = (event: Event): void => this.#parts?.handleEvent(event);

  readonly #handleEmojiClick = (): void => {
    void this.#toggleEmoji();
  };

  readonly #handleOptionsClick = (): void => {
    void this.#toggleOptions();
  };

  readonly #handlePauseClick = (): void => {
    if (this.paused) this.scrollToLatest();
    else this.paused = true;
  };

  readonly #handlePillClick = (): void => {
    this.scrollToLatest();
    this.scroller.focus({ preventScroll: true }); // the button itself is gone now
  };

  readonly #handleTryAgainClick = (): void => {
    this.connect().catch(() => {
      // Said already: by the room's status and `chat-error`.
    });
  };

  readonly #handleSignInClick = (): void => {
    this.dispatchEvent(new ChatSignInEvent());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'live-chat': LiveChat;
  }
}
