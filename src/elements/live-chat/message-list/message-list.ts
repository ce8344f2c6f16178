// The message list: its rows, what pointer and keyboard do in them, and their menu.
import { type ReactiveController, type TemplateResult, svg } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { icon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { ChatHost } from '../chat-host.js';
import { ChatUserSelectEvent } from '../live-chat-events.js';
import type { Toast } from '../toast.js';
import { ListInteractions } from './list-interactions.js';
import { type ListOptions, ListRenderer, type ReadingState } from './list-renderer.js';
import type { MessageRow } from './message-row.js';
import { performRowAction } from './row-actions.js';
import { type RowAction, RowMenu } from './row-menu.js';

/** An arrow pointing down: to the newest message. */
export const arrowDownIcon = (): TemplateResult => icon(svg`<path d="M10 4v12m-4.5-4.5L10 16l4.5-4.5"></path>`);

/** The frame of the whole chat, the element that scrolls, and the list of rows in it. */
export interface MessageListElements {
  readonly frame: HTMLElement;
  readonly scroller: HTMLElement;
  readonly list: HTMLElement;
}

const EVENT_TYPES = ['click', 'keydown', 'pointerover', 'pointerleave', 'focusin', 'focusout'] as const;

export interface MessageListOptions {
  readonly localize: LocalizeController;
  readonly toast: Toast;
  /** Throws a `TypeError` if there is no room. */
  room(): Room;
  readonly mention: (userId: string, nick: string) => void;
  readonly onReading: (state: ReadingState) => void;
}

export class MessageList implements ReactiveController {
  readonly renderer: ListRenderer;
  readonly menu: RowMenu;
  readonly #host: ChatHost;
  readonly #frame: HTMLElement;
  readonly #options: MessageListOptions;
  readonly #interactions: ListInteractions;
  #listOptions: ListOptions;
  /** Language and texts of the last render. */
  #rendered: readonly unknown[];

  constructor(host: ChatHost, { frame, scroller, list }: MessageListElements, options: MessageListOptions) {
    const { localize } = options;
    this.#host = host;
    this.#frame = frame;
    this.#options = options;
    this.#listOptions = this.#hostOptions;
    this.#rendered = [localize.lang, host.terms];
    this.#interactions = new ListInteractions({
      localize,
      renderer: () => this.renderer,
      onMenu: (row) => this.#openMenu(row),
      onLeave: () => host.focus(),
      onFailedRow: (action, message) => this.#perform(action, message),
    });
    this.renderer = new ListRenderer(scroller, list, localize, this.#listOptions, {
      onReading: options.onReading,
      onRemove: (row) => this.#interactions.toolbar.leave(row),
    });
    for (const type of EVENT_TYPES) scroller.addEventListener(type, this.#interactions);
    this.menu = new RowMenu(host, localize, {
      onAction: (action, message) => this.#perform(action, message),
      onClose: () => this.renderer.freeze(host.paused),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.renderer.connect();
  }

  hostDisconnected(): void {
    this.renderer.disconnect();
  }

  /** Before the host renders, because a change of the list may change the button that scrolls to the newest message. */
  hostUpdate(): void {
    const options = this.#hostOptions;
    const old = this.#listOptions;
    if ((Object.keys(old) as (keyof ListOptions)[]).some((name) => options[name] !== old[name]))
      this.renderer.setOptions((this.#listOptions = options));
    this.renderer.freeze(this.#host.paused || this.menu.isOpen);
  }

  hostUpdated(): void {
    const { noTimestamps, terms } = this.#host;
    this.#interactions.toolbar.showTimes = !noTimestamps;
    const { lang } = this.#options.localize;
    if (this.#rendered[0] === lang && this.#rendered[1] === terms) return;
    this.#rendered = [lang, terms];
    this.renderer.refresh();
  }

  /** Scrolls to the newest row and follows new ones again. */
  scrollToLatest(): void {
    this.renderer.freeze(false);
    this.renderer.scrollToLatest();
  }

  get #hostOptions(): ListOptions {
    const { maxRows, notices, noAvatars, noUserImages, appearance } = this.#host;
    const avatars = !noAvatars && appearance !== 'overlay' && appearance !== 'compact';
    return { maxRows, notices, avatars, images: !noUserImages };
  }

  #perform(action: RowAction, message: ChatMessage): void {
    const { localize, toast, mention } = this.#options;
    void performRowAction(action, message, { room: this.#options.room(), localize, toast, mention });
  }

  #openMenu(row: MessageRow): void {
    const { message } = row;
    if (message.kind === 'notice' || message.from.userId === '') return;
    if (!this.#host.dispatchEvent(new ChatUserSelectEvent(message.from))) return;
    this.renderer.freeze(true);
    this.menu.open(message, row.element, this.#frame);
  }
}
