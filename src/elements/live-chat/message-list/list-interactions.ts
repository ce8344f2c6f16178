import type { ChatMessage } from '../../../room/model/chat-message.js';
import { formatTime } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { ListRenderer } from './list-renderer.js';
import type { MessageRow } from './message-row.js';
import { RowToolbar } from './row-toolbar.js';

// The keyboard in the log: arrows, Home and End go from row to row, Enter opens a row's menu, Escape leads back to the
// field.
// Rows have no tab stops of their own: the log is one, and its rows are reached by arrows.

export interface RowNavigationActions {
  onMenu(row: MessageRow): void;
  onLeave(): void;
}

/** How many rows Page Up and Page Down go. */
const PAGE_ROWS = 8;

/** Answers a key pressed in the log. True when it was one of ours. */
export function navigateRows(event: KeyboardEvent, log: ListRenderer, actions: RowNavigationActions): boolean {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (key === 'Escape') {
    actions.onLeave();
    return true;
  }
  const row = log.rowOf(target);
  // A button or a link inside of a row keeps its own keys.
  if (row && target !== row.element) return false;
  if (row && (key === 'Enter' || key === 'ContextMenu')) {
    actions.onMenu(row);
    return true;
  }
  const { rows } = log;
  const last = rows.length - 1;
  const at = row ? rows.indexOf(row) : rows.length;
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: last,
    PageUp: at - PAGE_ROWS,
    PageDown: at + PAGE_ROWS,
    Enter: last,
  }[key];
  if (to === undefined || last < 0) return false;
  log.focusRow(Math.min(Math.max(to, 0), last));
  return true;
}

// What a pointer, a finger or the keyboard does in the log: shows a row's time and tools, names the focused row,
// presses its
// buttons, opens its menu, goes from row to row. One listener for all rows.

export interface ListInteractionsOptions {
  readonly localize: LocalizeController;
  log(): ListRenderer | undefined;
  onMenu(row: MessageRow): void;
  /** The keyboard leaves the log. */
  onLeave(): void;
  onFailedRow(action: 'retry' | 'discard', message: ChatMessage): void;
}

export class ListInteractions implements EventListenerObject {
  readonly tools: RowToolbar;
  readonly #deps: ListInteractionsOptions;

  constructor(deps: ListInteractionsOptions) {
    this.#deps = deps;
    this.tools = new RowToolbar(deps.localize);
  }

  handleEvent(event: Event): void {
    const log = this.#deps.log();
    if (!log) return;
    switch (event.type) {
      case 'click':
        return this.#press(event, log);
      case 'keydown':
        return this.#key(event as KeyboardEvent, log);
      case 'pointerover':
        return this.#enter(log.rowOf(event.target));
      case 'pointerleave':
        return this.tools.moveTo(log.rowOf(focusedIn(event.currentTarget)));
      case 'focusin':
        this.#enter(log.rowOf(event.target));
        return this.#name(event.target, log);
      case 'focusout': {
        const row = log.rowOf(event.target);
        if (row?.element === event.target) row?.element.removeAttribute('aria-label');
      }
    }
  }

  #press(event: Event, log: ListRenderer): void {
    const target =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action], .author, .avatar') : null;
    const row = log.rowOf(target);
    if (!target || !row) return;
    const { action } = target.dataset;
    if (action !== 'retry' && action !== 'discard') return this.#deps.onMenu(row);
    row.element.focus({ preventScroll: true }); // the button goes with the failure
    this.#deps.onFailedRow(action, row.message);
  }

  #key(event: KeyboardEvent, log: ListRenderer): void {
    if (navigateRows(event, log, this.#deps)) event.preventDefault();
  }

  #enter(row: MessageRow | undefined): void {
    if (row) this.tools.moveTo(row);
  }

  /** A list item has no name of its own; while it has the focus it says who, when and what. */
  #name(target: EventTarget | null, log: ListRenderer): void {
    const row = log.rowOf(target);
    if (!row || row.element !== target || row.message.kind === 'notice') return;
    const { from, time, text } = row.message;
    const { localize } = this.#deps;
    row.element.setAttribute(
      'aria-label',
      `${localize.term('saidAt', { name: from.nick, time: formatTime(localize.lang, time) })}: ${text}`,
    );
  }
}

function focusedIn(element: EventTarget | null): Element | null {
  const root = element instanceof Element ? element.getRootNode() : null;
  return root instanceof ShadowRoot ? root.activeElement : null;
}
