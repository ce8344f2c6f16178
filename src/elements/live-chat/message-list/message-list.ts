// The message list: its rows, what pointer and keyboard do in them, and their menu.
import { type ReactiveController, type TemplateResult, svg } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Capability } from '../../../room/model/room-snapshot.js';
import { retryImport } from '../../../util/retry-import.js';
import { icon } from '../../shared/icons.js';
import type { ChatHost, ChatSettings } from '../chat-host.js';
import { ChatUserSelectEvent } from '../live-chat-events.js';
import { ListInteractions } from './list-interactions.js';
import { type ListOptions, ListRenderer, type ReadingState } from './list-renderer.js';
import type { MessageRow } from './message-row.js';
import type { RowActionOptions } from './row-actions.js';
import type { RowMenu } from './row-menu.lazy.js';

/** An arrow pointing down: to the newest message. */
export const arrowDownIcon = (): TemplateResult => icon(svg`<path d="M10 4v12m-4.5-4.5L10 16l4.5-4.5"></path>`);

/** The frame of the whole chat, the element that scrolls, and the list of rows in it. */
export interface MessageListElements {
  readonly frame: HTMLElement;
  readonly scroller: HTMLElement;
  readonly list: HTMLElement;
}

const EVENT_TYPES = ['click', 'keydown', 'pointerover', 'pointerleave', 'focusin', 'focusout'] as const;

export interface MessageListOptions extends Omit<RowActionOptions, 'renderer'> {
  readonly settings: () => ChatSettings;
  readonly capabilities: () => ReadonlySet<Capability>;
  readonly onReading: (state: ReadingState) => void;
  /** The code of the menu could not be loaded. */
  readonly onLoadError: (cause: unknown, retry: () => void) => void;
}

export class MessageList implements ReactiveController {
  readonly renderer: ListRenderer;
  /** Loaded when a row is first pointed at, touched or focused. */
  menu: RowMenu | undefined;
  readonly #host: ChatHost;
  readonly #elements: MessageListElements;
  readonly #options: MessageListOptions;
  readonly #interactions: ListInteractions;
  #preloading: Promise<unknown> | undefined;
  #listOptions: ListOptions;
  /** Language and texts of the last render. */
  #rendered: readonly unknown[];

  constructor(host: ChatHost, elements: MessageListElements, options: MessageListOptions) {
    const { localize } = options;
    const { scroller, list } = elements;
    this.#host = host;
    this.#elements = elements;
    this.#options = options;
    this.#listOptions = this.#hostOptions;
    this.#rendered = [localize.lang, host.terms];
    this.#interactions = new ListInteractions({
      localize,
      renderer: () => this.renderer,
      canReply: (message) => this.#canReply(message),
      // Once: a failure is reported, and tried again, when the menu is used.
      onRow: () => void (this.#preloading ??= this.#loadMenu().catch(() => undefined)),
      onMenu: (row) => this.#openMenu(row),
      onReply: ({ message }) => {
        if (this.#canReply(message)) this.#withMenu((menu) => menu.perform('reply', message));
      },
      onQuote: ({ message }) => this.#withMenu((menu) => menu.perform('quoted', message)),
      onLeave: () => host.focus(),
      onFailedRow: (action, message) => this.#withMenu((menu) => menu.perform(action, message)),
    });
    this.renderer = new ListRenderer(scroller, list, localize, this.#listOptions, {
      onReading: options.onReading,
      onRemove: (row) => this.#interactions.toolbar.leave(row),
    });
    for (const type of EVENT_TYPES) scroller.addEventListener(type, this.#interactions);
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
    this.renderer.freeze(this.#host.paused || this.menu?.isOpen === true);
  }

  hostUpdated(): void {
    const { terms } = this.#host;
    const { noTimestamps } = this.#options.settings();
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
    const { maxRows, notices, noAvatars, noUserImages, noTimestamps, times, appearance } = this.#options.settings();
    const avatars = !noAvatars && appearance !== 'overlay' && appearance !== 'compact';
    return { maxRows, notices, avatars, images: !noUserImages, times: times === 'always' && !noTimestamps };
  }

  #canReply({ kind, from, status }: ChatMessage): boolean {
    const isSaid = kind === 'text' || kind === 'face' || kind === 'gift';
    return (
      isSaid &&
      status === 'sent' &&
      from.userId !== '' &&
      this.#host.hasComposer &&
      this.#options.capabilities().has('send')
    );
  }

  #openMenu({ message, element }: MessageRow): void {
    if (message.kind === 'notice' || message.from.userId === '') return;
    if (!this.#host.dispatchEvent(new ChatUserSelectEvent(message.from))) return;
    this.renderer.freeze(true);
    this.#withMenu((menu) => menu.open(message, element));
  }

  #withMenu(use: (menu: RowMenu) => void): void {
    if (this.menu) return use(this.menu);
    this.#loadMenu().then(use, (cause: unknown) => {
      this.renderer.freeze(this.#host.paused);
      this.#options.onLoadError(cause, () => this.#withMenu(use));
    });
  }

  async #loadMenu(): Promise<RowMenu> {
    const Menu = await retryImport(() => import('./row-menu.lazy.js'), 'RowMenu');
    return (this.menu ??= new Menu(this.#host, {
      ...this.#options,
      ...this.#elements,
      renderer: this.renderer,
      canReply: (message) => this.#canReply(message),
      onClose: () => this.renderer.freeze(this.#host.paused),
    }));
  }
}
