import { type ReactiveController, type TemplateResult, svg } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { ChatUserSelectEvent } from '../live-chat-events.js';
import { icon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { LiveChat } from '../live-chat.js';
import type { Toast } from '../toast.js';
import { ListInteractions } from './list-interactions.js';
import { type ListOptions, ListRenderer, type ReadingState } from './list-renderer.js';
import type { MessageRow } from './message-row.js';
import { performRowAction } from './row-actions.js';
import { type RowAction, RowMenu } from './row-menu.js';

/** An arrow pointing down: to the latest. */
export const arrowDownIcon = (): TemplateResult => icon(svg`<path d="M10 4v12m-4.5-4.5L10 16l4.5-4.5"></path>`);

// The log of the chat: its rows, what a pointer and the keyboard do in them, and their menu.

/** Where the log is drawn: the box around everything, the one that scrolls, the list in it. */
export interface MessageListElements {
  readonly frame: HTMLElement;
  readonly scroller: HTMLElement;
  readonly list: HTMLElement;
}

const LISTENED_EVENTS = ['click', 'keydown', 'pointerover', 'pointerleave', 'focusin', 'focusout'] as const;

export interface MessageListOptions {
  readonly localize: LocalizeController;
  readonly toast: Toast;
  /** Throws a `TypeError` when there is none. */
  room(): Room;
  readonly mention: (userId: string, nick: string) => void;
  readonly onReading: (state: ReadingState) => void;
}

export class MessageList implements ReactiveController {
  readonly view: ListRenderer;
  readonly menu: RowMenu;
  readonly #host: LiveChat;
  readonly #frame: HTMLElement;
  readonly #deps: MessageListOptions;
  readonly #interactions: ListInteractions;
  #options: ListOptions;
  #drawn: readonly unknown[];

  constructor(host: LiveChat, { frame, scroller, list }: MessageListElements, deps: MessageListOptions) {
    const { localize } = deps;
    this.#host = host;
    this.#frame = frame;
    this.#deps = deps;
    this.#options = this.#wanted;
    this.#drawn = [localize.lang, host.terms];
    this.#interactions = new ListInteractions({
      localize,
      log: () => this.view,
      onMenu: (row) => this.#openMenu(row),
      onLeave: () => host.focus(),
      onFailedRow: (action, message) => this.#perform(action, message),
    });
    this.view = new ListRenderer(scroller, list, localize, this.#options, {
      onReading: deps.onReading,
      onDrop: (row) => this.#interactions.tools.leave(row),
    });
    for (const type of LISTENED_EVENTS) scroller.addEventListener(type, this.#interactions);
    this.menu = new RowMenu(host, localize, {
      onAction: (action, message) => this.#perform(action, message),
      onClose: () => this.view.freeze(host.paused),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.view.connect();
  }

  hostDisconnected(): void {
    this.view.disconnect();
  }

  /** Before rendering, because the log answers with where the reader is, which is drawn too. */
  hostUpdate(): void {
    const { maxRows, notices, avatars } = this.#wanted;
    const old = this.#options;
    if (maxRows !== old.maxRows || notices !== old.notices || avatars !== old.avatars)
      this.view.setOptions((this.#options = { maxRows, notices, avatars }));
    this.view.freeze(this.#host.paused || this.menu.isOpen);
  }

  hostUpdated(): void {
    const { noTimestamps, terms } = this.#host;
    this.#interactions.tools.showTimes = !noTimestamps;
    const { lang } = this.#deps.localize;
    if (this.#drawn[0] === lang && this.#drawn[1] === terms) return;
    this.#drawn = [lang, terms];
    this.view.refresh();
  }

  /** Goes to the newest row and follows from there. */
  scrollToLatest(): void {
    this.view.freeze(false);
    this.view.scrollToLatest();
  }

  get #wanted(): ListOptions {
    const { maxRows, notices, noAvatars, appearance } = this.#host;
    return { maxRows, notices, avatars: !noAvatars && appearance !== 'overlay' && appearance !== 'compact' };
  }

  #perform(action: RowAction, message: ChatMessage): void {
    const { localize, toast, mention } = this.#deps;
    void performRowAction(action, message, { room: this.#deps.room(), localize, toast, mention });
  }

  #openMenu(row: MessageRow): void {
    const { message } = row;
    if (message.kind === 'notice' || message.from.userId === '') return;
    if (!this.#host.dispatchEvent(new ChatUserSelectEvent(message.from))) return;
    this.view.freeze(true);
    this.menu.open(message, row.element, this.#frame);
  }
}
