// What a pointer, a finger or the keyboard does in the log: shows a row's time and tools, names the focused row,
// presses its
// buttons, opens its menu, goes from row to row. One listener for all rows.
import type { ChatMessage } from '../room/chat-message.js';
import { formatTime } from '../ui/format-time.js';
import type { LocalizeController } from '../ui/localize-controller.js';
import type { LogView } from './log-view.js';
import { navigateRows } from './row-navigation.js';
import { RowTools } from './row-tools.js';
import type { RowView } from './row-view.js';

export interface LogInteractionsDeps {
  readonly words: LocalizeController;
  log(): LogView | undefined;
  onMenu(row: RowView): void;
  /** The keyboard leaves the log. */
  onLeave(): void;
  onFailedRow(action: 'retry' | 'discard', message: ChatMessage): void;
}

export class LogInteractions implements EventListenerObject {
  readonly tools: RowTools;
  readonly #deps: LogInteractionsDeps;

  constructor(deps: LogInteractionsDeps) {
    this.#deps = deps;
    this.tools = new RowTools(deps.words);
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

  #press(event: Event, log: LogView): void {
    const target =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action], .author, .avatar') : null;
    const row = log.rowOf(target);
    if (!target || !row) return;
    const { action } = target.dataset;
    if (action !== 'retry' && action !== 'discard') return this.#deps.onMenu(row);
    row.element.focus({ preventScroll: true }); // the button goes with the failure
    this.#deps.onFailedRow(action, row.message);
  }

  #key(event: KeyboardEvent, log: LogView): void {
    if (navigateRows(event, log, this.#deps)) event.preventDefault();
  }

  #enter(row: RowView | undefined): void {
    if (row) this.tools.moveTo(row);
  }

  /** A list item has no name of its own; while it has the focus it says who, when and what. */
  #name(target: EventTarget | null, log: LogView): void {
    const row = log.rowOf(target);
    if (!row || row.element !== target || row.message.kind === 'notice') return;
    const { from, time, text } = row.message;
    const { words } = this.#deps;
    row.element.setAttribute(
      'aria-label',
      `${words.term('saidAt', { name: from.nick, time: formatTime(words.lang, time) })}: ${text}`,
    );
  }
}

function focusedIn(element: EventTarget | null): Element | null {
  const root = element instanceof Element ? element.getRootNode() : null;
  return root instanceof ShadowRoot ? root.activeElement : null;
}
