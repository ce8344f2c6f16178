// What pointer, touch and keyboard do in the message list: show the toolbar of a row, name the focused row, press the
// buttons of a row, open its menu, move from row to row. One listener handles all rows. Rows are no tab stops: the list
// is one, and the arrow keys move between its rows.
import type { ChatMessage } from '../../../room/model/chat-message.js';
import { formatTime } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { ListRenderer } from './list-renderer.js';
import type { MessageRow } from './message-row.js';
import { RowToolbar } from './row-toolbar.js';
import { closestElement } from '../../shared/dom-events.js';
import { isElement, isShadowRoot } from '../../shared/element-utils.js';

/** Number of rows that Page Up and Page Down move by. */
const PAGE_ROWS = 8;

interface RowNavigationCallbacks {
  onMenu(row: MessageRow): void;
  onReply(row: MessageRow): void;
  /** The focus leaves the list. */
  onLeave(): void;
}

/**
 * Handles a key: arrows, Home, End and Page keys move, Enter opens the menu, R replies, Escape leaves. True if it was
 * handled.
 */
function navigateRows(event: KeyboardEvent, renderer: ListRenderer, callbacks: RowNavigationCallbacks): boolean {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (key === 'Escape') {
    callbacks.onLeave();
    return true;
  }
  const row = renderer.rowOf(target);
  // A button or a link in a row handles its own keys.
  if (row && target !== row.element) return false;
  if (row && (key === 'Enter' || key === 'ContextMenu')) {
    callbacks.onMenu(row);
    return true;
  }
  if (row && (key === 'r' || key === 'R')) {
    callbacks.onReply(row);
    return true;
  }
  const { rows } = renderer;
  const last = rows.length - 1;
  const index = row ? rows.indexOf(row) : rows.length;
  const next = {
    ArrowUp: index - 1,
    ArrowDown: index + 1,
    Home: 0,
    End: last,
    PageUp: index - PAGE_ROWS,
    PageDown: index + PAGE_ROWS,
    Enter: last,
  }[key];
  if (next === undefined || last < 0) return false;
  renderer.focusRow(Math.min(Math.max(next, 0), last));
  return true;
}

export interface ListInteractionsOptions extends RowNavigationCallbacks {
  readonly localize: LocalizeController;
  renderer(): ListRenderer | undefined;
  readonly canReply: (message: ChatMessage) => boolean;
  /** The pointer, a touch or the focus is in a row. */
  onRow(): void;
  /** The quote in a row was pressed. */
  onQuote(row: MessageRow): void;
  onFailedRow(action: 'retry' | 'discard', message: ChatMessage): void;
}

export class ListInteractions implements EventListenerObject {
  readonly toolbar: RowToolbar;
  readonly #options: ListInteractionsOptions;

  constructor(options: ListInteractionsOptions) {
    this.#options = options;
    this.toolbar = new RowToolbar(options.localize, options.canReply);
  }

  handleEvent(event: Event): void {
    const renderer = this.#options.renderer();
    if (!renderer) return;
    switch (event.type) {
      case 'click':
        return this.#handleClick(event, renderer);
      case 'keydown':
        return this.#handleKeydown(event as KeyboardEvent, renderer);
      case 'pointerover':
        return this.#showToolbar(renderer.rowOf(event.target));
      case 'pointerleave':
        return this.toolbar.moveTo(renderer.rowOf(focusedIn(event.currentTarget)));
      case 'focusin':
        this.#showToolbar(renderer.rowOf(event.target));
        return this.#nameRow(event.target, renderer);
      case 'focusout': {
        const row = renderer.rowOf(event.target);
        if (row?.element === event.target) row?.element.removeAttribute('aria-label');
      }
    }
  }

  #handleClick(event: Event, renderer: ListRenderer): void {
    const target = closestElement(event.target, '[data-action], .author, .avatar');
    const row = renderer.rowOf(target);
    if (!target || !row) return;
    const { action } = target.dataset;
    if (action === 'reply') return this.#options.onReply(row);
    if (action === 'quote') return this.#options.onQuote(row);
    if (action !== 'retry' && action !== 'discard') return this.#options.onMenu(row);
    row.element.focus({ preventScroll: true }); // the focused button is removed with the failure
    this.#options.onFailedRow(action, row.message);
  }

  #handleKeydown(event: KeyboardEvent, renderer: ListRenderer): void {
    if (!navigateRows(event, renderer, this.#options)) return;
    event.preventDefault();
    if (event.key.length === 1) event.stopPropagation(); // a letter may be a key of the page's player
  }

  #showToolbar(row: MessageRow | undefined): void {
    if (!row) return;
    this.#options.onRow();
    this.toolbar.moveTo(row);
  }

  /** A list item has no accessible name of its own; while it has the focus, author, time and text are its name. */
  #nameRow(target: EventTarget | null, renderer: ListRenderer): void {
    const row = renderer.rowOf(target);
    if (!row || row.element !== target || row.message.kind === 'notice') return;
    const { from, time, text, replyTo } = row.message;
    const { localize } = this.#options;
    const name = localize.term('saidAt', { name: from.nick, time: formatTime(localize.lang, time) });
    const reply = replyTo?.isVerified ? `${localize.term('replyingTo', { name: replyTo.nick })}: ` : '';
    row.element.setAttribute('aria-label', `${name}: ${reply}${text}`);
  }
}

function focusedIn(element: EventTarget | null): Element | null {
  const root = isElement(element) ? element.getRootNode() : null;
  return root && isShadowRoot(root) ? root.activeElement : null;
}
