// The menu of a row: the actions for a message and its author. Which actions there are and how a menu behaves is
// decided here; `row-actions.ts` performs them. Loaded when a row is first pointed at, touched or focused.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { TextSegment } from '../../../text/segments.js';
import type { Capability } from '../../../room/model/room-snapshot.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { ChatHost } from '../chat-host.js';
import { adoptStyles } from '../../shared/adopt-styles.js';
import { replyDraftStyles } from '../composer/reply-draft.styles.js';
import { scaleOf } from '../../shared/dom-events.js';
import { isElement } from '../../shared/element-utils.js';
import { menuStyles } from './menu.styles.js';
import { BAN_SECONDS, MUTE_SECONDS, performRowAction, type RowAction, type RowActionOptions } from './row-actions.js';
import { listenForSwipes } from './swipe-to-reply.js';

/** Approximate height of the menu in CSS pixels. With less space below its row, it opens above. */
const MENU_HEIGHT_PX = 240;

export interface RowMenuOptions extends RowActionOptions {
  /** The frame of the chat, in which the menu is placed. */
  readonly frame: HTMLElement;
  /** The element that scrolls the rows. */
  readonly scroller: HTMLElement;
  /** Whether this user can reply to the message now. */
  readonly canReply: (message: ChatMessage) => boolean;
  readonly onClose: () => void;
}

interface MenuItem {
  readonly action: RowAction;
  readonly label: string;
  readonly isDestructive: boolean;
}

interface OpenMenu {
  readonly message: ChatMessage;
  /** Gets the focus when the menu closes. */
  readonly opener: HTMLElement;
  /** Distance from the top or the bottom of the frame, in CSS pixels. */
  readonly offset: number;
  readonly isAbove: boolean;
}

export class RowMenu implements ReactiveController {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController;
  readonly #options: RowMenuOptions;
  #open: OpenMenu | undefined;
  #isNew = false;

  constructor(host: ChatHost, options: RowMenuOptions) {
    this.#host = host;
    this.#localize = options.localize;
    this.#options = options;
    adoptStyles(host.renderRoot, [menuStyles, replyDraftStyles]);
    listenForSwipes(options.scroller, {
      rowOf: (node) => options.renderer.rowOf(node),
      canReply: options.canReply,
      onReply: (message) => this.perform('reply', message),
    });
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  perform(action: RowAction, message: ChatMessage): void {
    void performRowAction(action, message, this.#options);
  }

  /** Opens next to `opener`. */
  open(message: ChatMessage, opener: HTMLElement): void {
    const { frame } = this.#options;
    const box = frame.getBoundingClientRect();
    const row = opener.getBoundingClientRect();
    const scale = scaleOf(frame);
    const above = (row.top - box.top) / scale;
    const below = (box.bottom - row.bottom) / scale;
    const isAbove = below < MENU_HEIGHT_PX && above > below;
    this.#open = {
      message,
      opener,
      isAbove,
      offset: isAbove
        ? (box.bottom - row.top) / scale
        : Math.min((row.bottom - box.top) / scale, Math.max(box.height / scale - MENU_HEIGHT_PX, 8)),
    };
    this.#isNew = true;
    this.#host.requestUpdate();
  }

  /** `refocus`: focuses the row from which the menu was opened. */
  close(refocus: boolean): void {
    const { opener } = this.#open ?? {};
    if (!opener) return;
    this.#open = undefined;
    if (refocus) opener.focus({ preventScroll: true });
    this.#host.requestUpdate();
    this.#options.onClose();
  }

  hostUpdated(): void {
    const menu = this.#menu;
    if (!menu || !this.#open || !this.#isNew) return;
    this.#isNew = false;
    menu.style.setProperty('--_offset', `${this.#open.offset}px`);
    this.#items[0]?.focus({ preventScroll: true });
  }

  hostDisconnected(): void {
    this.#open = undefined;
  }

  render(capabilities: ReadonlySet<Capability>): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    const { message, isAbove } = this.#open;
    const links = message.segments.filter(
      (segment): segment is TextSegment & { kind: 'link' } => segment.kind === 'link',
    );
    return html`
      <div
        class="menu ${isAbove ? 'above' : 'below'}"
        role="menu"
        aria-label=${this.#localize.term('rowMenu', { name: message.from.nick })}
        @keydown=${this.#handleKeydown}
        @focusout=${this.#handleFocusout}
      >
        ${links.map(({ href, host }) => this.#renderLink(href, host))}
        ${this.#actionsFor(message, capabilities).map((item) => this.#renderAction(item))}
      </div>
    `;
  }

  #renderLink(href: string, host: string): TemplateResult {
    return html`<a
      class="menu-item"
      role="menuitem"
      tabindex="-1"
      href=${href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      referrerpolicy="no-referrer"
      @click=${() => this.close(true)}
      >${this.#localize.term('openLink', { host })}</a
    >`;
  }

  #renderAction({ action, label, isDestructive }: MenuItem): TemplateResult {
    return html`<button
      class="menu-item ${isDestructive ? 'destructive' : ''}"
      role="menuitem"
      tabindex="-1"
      type="button"
      data-choice=${action}
      @click=${() => this.#select(action)}
      >${label}</button
    >`;
  }

  #actionsFor(message: ChatMessage, capabilities: ReadonlySet<Capability>): readonly MenuItem[] {
    const { from, status, seq, replyTo } = message;
    const { lang } = this.#localize;
    const term = this.#localize.term.bind(this.#localize);
    const name = from.nick;
    const items: MenuItem[] = [];
    const add = (action: RowAction, label: string, isDestructive = false): void =>
      void items.push({ action, label, isDestructive });
    if (status === 'failed') {
      add('retry', term('retry'));
      add('discard', term('discard'));
    }
    if (this.#options.canReply(message)) add('reply', term('reply'));
    if (replyTo?.isVerified && this.#options.renderer.rowById(replyTo.id)) add('quoted', term('goToQuoted'));
    add('copy', term('copy'));
    if (!from.isSelf) {
      if (this.#host.hasComposer && capabilities.has('send')) add('mention', term('mention', { name }));
      add('hide', term('hideUser', { name }));
    }
    if (seq > 0 && status === 'sent' && (from.isSelf || capabilities.has('retract')))
      add('retract', term('retract'), true);
    if (!from.isSelf && from.role === 'viewer') {
      if (capabilities.has('mute'))
        add('mute', term('muteFor', { duration: formatDuration(lang, MUTE_SECONDS) }), true);
      if (capabilities.has('ban')) add('ban', term('ban', { duration: formatDuration(lang, BAN_SECONDS) }), true);
    }
    return items;
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.menu');
  }

  get #items(): readonly HTMLElement[] {
    return [...(this.#menu?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  }

  #select(action: RowAction): void {
    const message = this.#open?.message;
    this.close(true);
    if (message) this.perform(action, message);
  }

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    const items = this.#items;
    const index = items.indexOf(event.target as HTMLElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) items[next % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #handleFocusout = (event: FocusEvent): void => {
    const { relatedTarget } = event;
    if (isElement(relatedTarget) && this.#menu?.contains(relatedTarget)) return;
    this.close(false);
  };
}
