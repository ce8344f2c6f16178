// The menu of a row: what can be done with a message and its author. Knows what there is to do and how a menu behaves;
// doing it is the element's business.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { TextSegment } from '../../../text/segments.js';
import type { Capability } from '../../../room/model/room-snapshot.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { LiveChat } from '../live-chat.js';

/** How long the menu's "Mute" lasts. */
export const MUTE_SECONDS = 600;
/** How long the menu's "Ban" lasts. */
export const BAN_SECONDS = 86_400;
/** Room that a menu needs below its row before it opens above it, in CSS pixels; about its height. */
const MENU_HEIGHT_PX = 240;

/** What a person can choose. */
export type RowAction = 'copy' | 'mention' | 'hide' | 'retry' | 'discard' | 'mute' | 'ban' | 'retract';

export interface RowMenuActions {
  onAction(action: RowAction, message: ChatMessage): void;
  onClose(): void;
}

interface OpenMenu {
  readonly message: ChatMessage;
  /** Gets the focus back. */
  readonly opener: HTMLElement;
  /** Distance from the top or the bottom of the frame, in CSS pixels. */
  readonly offset: number;
  readonly above: boolean;
}

export class RowMenu implements ReactiveController {
  readonly #host: LiveChat;
  readonly #localize: LocalizeController;
  readonly #actions: RowMenuActions;
  #open: OpenMenu | undefined;
  #isNew = false;

  constructor(host: LiveChat, words: LocalizeController, actions: RowMenuActions) {
    this.#host = host;
    this.#localize = words;
    this.#actions = actions;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Opens beside `opener`, inside `frame`. */
  open(message: ChatMessage, opener: HTMLElement, frame: HTMLElement): void {
    const box = frame.getBoundingClientRect();
    const row = opener.getBoundingClientRect();
    const above = box.bottom - row.bottom < MENU_HEIGHT_PX && row.top - box.top > box.bottom - row.bottom;
    this.#open = {
      message,
      opener,
      above,
      offset: above ? box.bottom - row.top : Math.min(row.bottom - box.top, Math.max(box.height - MENU_HEIGHT_PX, 8)),
    };
    this.#isNew = true;
    this.#host.requestUpdate();
  }

  /** `refocus` gives the focus back to where the menu was opened from. */
  close(refocus: boolean): void {
    const { opener } = this.#open ?? {};
    if (!opener) return;
    this.#open = undefined;
    if (refocus) opener.focus({ preventScroll: true });
    this.#host.requestUpdate();
    this.#actions.onClose();
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
    const { message, above } = this.#open;
    const links = message.segments.filter(
      (segment): segment is TextSegment & { kind: 'link' } => segment.kind === 'link',
    );
    return html`
      <div class="menu ${above ? 'above' : 'below'}" role="menu" aria-label=${this.#localize.term('rowMenu', { name: message.from.nick })} @keydown=${this.#handleKeydown} @focusout=${this.#handleFocusout}>
        ${links.map((link) => html`<a class="menu-item" role="menuitem" tabindex="-1" href=${link.href} target="_blank" rel="noopener noreferrer nofollow ugc" referrerpolicy="no-referrer" @click=${() => this.close(true)}>${this.#localize.term('openLink', { host: link.host })}</a>`)}
        ${this.#actionsFor(message, capabilities).map(([action, words, isGrave]) => html`<button class="menu-item ${isGrave ? 'grave' : ''}" role="menuitem" tabindex="-1" type="button" data-choice=${action} @click=${() => this.#choose(action)}>${words}</button>`)}
      </div>
    `;
  }

  #actionsFor(
    { from, status, seq }: ChatMessage,
    capabilities: ReadonlySet<Capability>,
  ): [RowAction, string, boolean?][] {
    const term = this.#localize.term.bind(this.#localize);
    const name = from.nick;
    const list: [RowAction, string, boolean?][] = [];
    if (status === 'failed') list.push(['retry', term('retry')], ['discard', term('discard')]);
    list.push(['copy', term('copy')]);
    if (!from.isSelf) {
      if (this.#host.hasComposer && capabilities.has('send')) list.push(['mention', term('mention', { name })]);
      list.push(['hide', term('hideUser', { name })]);
    }
    if (seq > 0 && status === 'sent' && (from.isSelf || capabilities.has('retract')))
      list.push(['retract', term('retract'), true]);
    if (!from.isSelf && from.role === 'viewer') {
      if (capabilities.has('mute'))
        list.push(['mute', term('muteFor', { duration: formatDuration(this.#localize.lang, MUTE_SECONDS) }), true]);
      if (capabilities.has('ban'))
        list.push(['ban', term('ban', { duration: formatDuration(this.#localize.lang, BAN_SECONDS) }), true]);
    }
    return list;
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.menu');
  }

  get #items(): readonly HTMLElement[] {
    return [...(this.#menu?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  }

  #choose(action: RowAction): void {
    const message = this.#open?.message;
    this.close(true);
    if (message) this.#actions.onAction(action, message);
  }

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[to % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #handleFocusout = (event: FocusEvent): void => {
    const { relatedTarget } = event;
    if (relatedTarget instanceof Node && this.#menu?.contains(relatedTarget)) return;
    this.close(false);
  };
}
