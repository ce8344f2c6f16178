// What the chat draws of a room, beside the frame and the place to write: the log, the announcement, states in words,
// panels, and
// the voice for screen readers. The element fetches it side by side with the code of its first room.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Room } from '../../room/room.js';
import { addStyles } from '../shared/adopt-styles.js';
import { ChatSignInEvent } from '../shared/session-events.js';
import { ChatLog, type LogPlace, arrowDownIcon } from './message-list/message-list.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import type { RoomController } from '../shared/room-controller.js';
import { AnnounceChoice } from './announcer/announce-preference.js';
import { AnnounceController } from './announcer/announce-controller.js';
import { Banner } from './banner.js';
import { ChatPanels } from './panels/panels.js';
import type { ComposerField } from './composer/composer.js';
import { ComposerRules } from './composer/composer-controller.js';
import { Toast, errorText } from './toast.js';
import type { LiveChat } from './live-chat.js';
import type { ReadingState } from './message-list/list-renderer.js';
import { renderEnd, renderNoRows, type RoomState } from './empty-states.js';
import { roomPartsStyles } from './chat-view.styles.js';
import type { Shell } from './chat-slice.js';
import { submitText } from './composer/submit-text.js';
import { warnAboutValues } from './validate-attributes.js';

export interface RoomPartsDeps {
  readonly words: LocalizeController;
  readonly room: RoomController<Shell>;
  readonly field: ComposerField;
  readonly place: LogPlace;
  /** The page shows this error itself: it cancelled `chat-error`. */
  readonly isShownByPage: (error: unknown) => boolean;
  readonly onTryAgain: () => void;
}

export class RoomParts implements ReactiveController {
  readonly log: ChatLog;
  readonly panels: ChatPanels;
  readonly #host: LiveChat;
  readonly #deps: RoomPartsDeps;
  readonly #words: LocalizeController;
  readonly #choice = new AnnounceChoice();
  readonly #voice: AnnounceController;
  readonly #toast: Toast;
  readonly #banner: Banner;
  readonly #rules: ComposerRules;
  #reading: ReadingState = { reading: false, unread: 0 };

  constructor(host: LiveChat, deps: RoomPartsDeps) {
    const { words } = deps;
    this.#words = words;
    this.#host = host;
    this.#deps = deps;
    addStyles(host.renderRoot, roomPartsStyles);
    const say = (text: string): void => this.#voice.say(text);
    this.#voice = new AnnounceController(host, words);
    this.#toast = new Toast(host, say);
    this.#banner = new Banner(host, words);
    this.#rules = deps.field.rules = new ComposerRules(host, deps.field, words, {
      state: () => ({ ...deps.room.slice, canSend: deps.room.slice.canSend || this.#canQueue }),
      onSubmit: (text, mentions) => this.#submit(text, mentions),
      onTakeOver: () => this.#takeOver(),
      announce: say,
    });
    this.log = new ChatLog(host, deps.place, {
      words,
      toast: this.#toast,
      room: () => this.#room,
      mention: (userId, nick) => this.#rules.mention(userId, nick),
      onReading: (reading) => {
        this.#reading = reading;
        host.requestUpdate();
      },
    });
    this.panels = new ChatPanels(host, words, this.#choice, {
      room: deps.room,
      toast: this.#toast,
      insert: (emoji) => this.#rules.insert(emoji),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#choice.read();
  }

  hostUpdate(): void {
    warnAboutValues(this.#host);
  }

  hostUpdated(): void {
    this.#voice.mode = this.#choice.modeOr(this.#host.announce);
  }

  /** Draws and tells of `room` until `signal` aborts. */
  enter(room: Room, signal: AbortSignal): void {
    const { view } = this.log;
    room.on('change', () => view.update(room.snapshot.messages), { signal });
    room.on('retracted', (ids) => view.remove(ids), { signal });
    this.#voice.listen(room, signal);
    signal.addEventListener('abort', () => view.clear(), { once: true });
    view.update(room.snapshot.messages);
  }

  /** How many are in the room, in words. */
  get online(): string | undefined {
    const { onlineCount } = this.#slice;
    return onlineCount === undefined ? undefined : this.#words.term('online', { count: onlineCount });
  }

  renderStatus(): TemplateResult | typeof nothing {
    const { status, cannotSendReason } = this.#slice;
    if (status === 'reconnecting')
      return html`<div class="status" part="status">${this.#words.term('reconnecting')}</div>`;
    if (cannotSendReason !== 'superseded' || this.#host.hasComposer) return nothing;
    // With a composer its hint says it.
    return html`<div class="status" part="status">${this.#words.term('cannotSendSuperseded')} <button class="text-button" type="button" @click=${() => this.#takeOver()}>${this.#words.term('useHere')}</button></div>`;
  }

  renderBanner(): TemplateResult | typeof nothing {
    return this.#banner.render(this.#slice.announcement);
  }

  renderNoRows(): TemplateResult | typeof nothing {
    return this.#slice.isEmpty ? renderNoRows(this.#roomState) : nothing;
  }

  /** What floats over the end of the log. */
  renderFloat(): TemplateResult {
    return html`${this.#toast.render()}${this.#renderPill()}`;
  }

  /** What stands in the place of the composer; undefined: the composer. */
  renderFoot(): TemplateResult | typeof nothing | undefined {
    const { status, isEmpty, cannotSendReason } = this.#slice;
    if (status === 'failed' || status === 'closed') return isEmpty ? nothing : renderEnd(this.#roomState);
    return cannotSendReason === 'guest' && this.#host.hasComposer ? this.#renderSignIn() : undefined;
  }

  renderOver(): TemplateResult {
    return html`${this.panels.render()}${this.log.menu.render(this.#slice.capabilities)}`;
  }

  get #slice(): Shell {
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

  get #roomState(): RoomState {
    const { status, error } = this.#slice;
    const { isShownByPage, onTryAgain } = this.#deps;
    return {
      status,
      error,
      words: this.#words,
      canWrite: this.#host.hasComposer,
      isShownByPage: error !== undefined && isShownByPage(error),
      signIn: this.#renderSignIn(),
      onTryAgain,
    };
  }

  #renderPill(): TemplateResult | typeof nothing {
    const { reading, unread } = this.#reading;
    if (!reading || (this.log.menu.isOpen && unread === 0)) return nothing;
    const news = unread > 0 ? this.#words.term('newMessages', { count: unread }) : this.#words.term('toLatest');
    return html`<button class="pill" part="new-messages" type="button" @click=${this.#handlePillClick}>${this.#host.paused ? html`<span>${this.#words.term('paused')}</span><span aria-hidden="true">·</span>` : nothing}<span>${news}</span>${arrowDownIcon()}</button>`;
  }

  #renderSignIn(): TemplateResult {
    return html`<slot name="sign-in" @click=${this.#handleSignInClick}><button class="button sign-in" type="button">${this.#words.term('signIn')}</button></slot>`;
  }

  #submit(text: string, mentions: readonly string[]): boolean {
    const { room } = this.#deps.room;
    if (!room || !(room.snapshot.canSend || this.#canQueue)) return false;
    const isShown = submitText(this.#host, room, text, mentions, (error) => {
      this.#toast.show({ text: errorText(error, this.#words) });
    });
    if (isShown) this.#host.scrollToLatest();
    return isShown;
  }

  #takeOver(): void {
    this.#room.takeOver().catch((error: unknown) => this.#toast.show({ text: errorText(error, this.#words) }));
  }

  readonly #handlePillClick = (): void => {
    this.#host.scrollToLatest();
    this.#deps.place.scroller.focus({ preventScroll: true }); // the button itself is gone now
  };

  readonly #handleSignInClick = (): void => {
    this.#host.dispatchEvent(new ChatSignInEvent());
  };
}
