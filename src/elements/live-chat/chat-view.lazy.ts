// What the chat draws of a room, beside the frame and the place to write: the log, the announcement, states in words,
// panels, and
// the voice for screen readers. The element fetches it side by side with the code of its first room.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Room } from '../../room/room.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { ChatSignInEvent } from '../shared/session-events.js';
import { MessageList, type MessageListElements, arrowDownIcon } from './message-list/message-list.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import type { RoomController } from '../shared/room-controller.js';
import { AnnouncePreference } from './announcer/announce-preference.js';
import { AnnounceController } from './announcer/announce-controller.js';
import { Banner } from './banner.js';
import { ChatPanels } from './panels/panels.js';
import type { Composer } from './composer/composer.js';
import { ComposerController } from './composer/composer-controller.js';
import { Toast, errorText } from './toast.js';
import type { LiveChat } from './live-chat.js';
import type { ReadingState } from './message-list/list-renderer.js';
import { renderEnded, renderEmpty, type EmptyState } from './empty-states.js';
import { roomPartsStyles } from './chat-view.styles.js';
import type { ChatSlice } from './chat-slice.js';
import { submitText } from './composer/submit-text.js';
import { validateAttributes } from './validate-attributes.js';

export interface ChatViewOptions {
  readonly localize: LocalizeController;
  readonly room: RoomController<ChatSlice>;
  readonly field: Composer;
  readonly place: MessageListElements;
  /** The page shows this error itself: it cancelled `chat-error`. */
  readonly isShownByPage: (error: unknown) => boolean;
  readonly onTryAgain: () => void;
}

export class ChatView implements ReactiveController {
  readonly log: MessageList;
  readonly panels: ChatPanels;
  readonly #host: LiveChat;
  readonly #deps: ChatViewOptions;
  readonly #localize: LocalizeController;
  readonly #choice = new AnnouncePreference();
  readonly #announcer: AnnounceController;
  readonly #toast: Toast;
  readonly #banner: Banner;
  readonly #composerController: ComposerController;
  #reading: ReadingState = { reading: false, unread: 0 };

  constructor(host: LiveChat, deps: ChatViewOptions) {
    const { localize } = deps;
    this.#localize = localize;
    this.#host = host;
    this.#deps = deps;
    adoptStyles(host.renderRoot, roomPartsStyles);
    const say = (text: string): void => this.#announcer.announce(text);
    this.#announcer = new AnnounceController(host, localize);
    this.#toast = new Toast(host, say);
    this.#banner = new Banner(host, localize);
    this.#composerController = deps.field.controller = new ComposerController(host, deps.field, localize, {
      state: () => ({ ...deps.room.slice, canSend: deps.room.slice.canSend || this.#canQueue }),
      onSubmit: (text, mentions) => this.#submit(text, mentions),
      onTakeOver: () => this.#takeOver(),
      announce: say,
    });
    this.log = new MessageList(host, deps.place, {
      localize,
      toast: this.#toast,
      room: () => this.#room,
      mention: (userId, nick) => this.#composerController.mention(userId, nick),
      onReading: (reading) => {
        this.#reading = reading;
        host.requestUpdate();
      },
    });
    this.panels = new ChatPanels(host, localize, this.#choice, {
      room: deps.room,
      toast: this.#toast,
      insert: (emoji) => this.#composerController.insert(emoji),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#choice.read();
  }

  hostUpdate(): void {
    validateAttributes(this.#host);
  }

  hostUpdated(): void {
    this.#announcer.mode = this.#choice.modeOr(this.#host.announce);
  }

  /** Draws and tells of `room` until `signal` aborts. */
  enter(room: Room, signal: AbortSignal): void {
    const { view } = this.log;
    room.on('change', () => view.update(room.snapshot.messages), { signal });
    room.on('retracted', (ids) => view.remove(ids), { signal });
    this.#announcer.listen(room, signal);
    signal.addEventListener('abort', () => view.clear(), { once: true });
    view.update(room.snapshot.messages);
  }

  /** How many are in the room, in words. */
  get online(): string | undefined {
    const { onlineCount } = this.#slice;
    return onlineCount === undefined ? undefined : this.#localize.term('online', { count: onlineCount });
  }

  renderStatus(): TemplateResult | typeof nothing {
    const { status, cannotSendReason } = this.#slice;
    if (status === 'reconnecting')
      return html`<div class="status" part="status">${this.#localize.term('reconnecting')}</div>`;
    if (cannotSendReason !== 'superseded' || this.#host.hasComposer) return nothing;
    // With a composer its hint says it.
    return html`<div class="status" part="status">${this.#localize.term('cannotSendSuperseded')} <button class="text-button" type="button" @click=${() => this.#takeOver()}>${this.#localize.term('useHere')}</button></div>`;
  }

  renderBanner(): TemplateResult | typeof nothing {
    return this.#banner.render(this.#slice.announcement);
  }

  renderNoRows(): TemplateResult | typeof nothing {
    return this.#slice.isEmpty ? renderEmpty(this.#roomState) : nothing;
  }

  /** What floats over the end of the log. */
  renderFloat(): TemplateResult {
    return html`${this.#toast.render()}${this.#renderPill()}`;
  }

  /** What stands in the place of the composer; undefined: the composer. */
  renderFoot(): TemplateResult | typeof nothing | undefined {
    const { status, isEmpty, cannotSendReason } = this.#slice;
    if (status === 'failed' || status === 'closed') return isEmpty ? nothing : renderEnded(this.#roomState);
    return cannotSendReason === 'guest' && this.#host.hasComposer ? this.#renderSignIn() : undefined;
  }

  renderOver(): TemplateResult {
    return html`${this.panels.render()}${this.log.menu.render(this.#slice.capabilities)}`;
  }

  get #slice(): ChatSlice {
    return this.#deps.room.slice;
  }

  /** Throws a `TypeError` when there is none. */
  get #room(): Room {
    const { room } = this.#deps.room;
    if (!room) throw new TypeError('<live-chat> has no room: give it token-endpoint and group-id, or for, or room.');
    return room;
  }

  /** While the room reconnects, what is sent waits in the log. */
  get #canQueue(): boolean {
    const { status, cannotSendReason } = this.#slice;
    return status === 'reconnecting' && cannotSendReason === 'offline';
  }

  get #roomState(): EmptyState {
    const { status, error } = this.#slice;
    const { isShownByPage, onTryAgain } = this.#deps;
    return {
      status,
      error,
      localize: this.#localize,
      canWrite: this.#host.hasComposer,
      isShownByPage: error !== undefined && isShownByPage(error),
      signIn: this.#renderSignIn(),
      onTryAgain,
    };
  }

  #renderPill(): TemplateResult | typeof nothing {
    const { reading, unread } = this.#reading;
    if (!reading || (this.log.menu.isOpen && unread === 0)) return nothing;
    const news = unread > 0 ? this.#localize.term('newMessages', { count: unread }) : this.#localize.term('toLatest');
    return html`<button class="pill" part="new-messages" type="button" @click=${this.#handlePillClick}>${this.#host.paused ? html`<span>${this.#localize.term('paused')}</span><span aria-hidden="true">·</span>` : nothing}<span>${news}</span>${arrowDownIcon()}</button>`;
  }

  #renderSignIn(): TemplateResult {
    return html`<slot name="sign-in" @click=${this.#handleSignInClick}><button class="button sign-in" type="button">${this.#localize.term('signIn')}</button></slot>`;
  }

  #submit(text: string, mentions: readonly string[]): boolean {
    const { room } = this.#deps.room;
    if (!room || !(room.snapshot.canSend || this.#canQueue)) return false;
    const isShown = submitText(this.#host, room, text, mentions, (error) => {
      this.#toast.show({ text: errorText(error, this.#localize) });
    });
    if (isShown) this.#host.scrollToLatest();
    return isShown;
  }

  #takeOver(): void {
    this.#room.takeOver().catch((error: unknown) => this.#toast.show({ text: errorText(error, this.#localize) }));
  }

  readonly #handlePillClick = (): void => {
    this.#host.scrollToLatest();
    this.#deps.place.scroller.focus({ preventScroll: true }); // the button itself is gone now
  };

  readonly #handleSignInClick = (): void => {
    this.#host.dispatchEvent(new ChatSignInEvent());
  };
}
