// The keyboard in the log: arrows, Home and End go from row to row, Enter opens a row's menu, Escape leads back to the
// field.
// Rows have no tab stops of their own: the log is one, and its rows are reached by arrows.
import type { LogView } from './log-view.js';
import type { RowView } from './row-view.js';

export interface RowNavigationActions {
  onMenu(row: RowView): void;
  onLeave(): void;
}

/** How many rows Page Up and Page Down go. */
const PAGE_ROWS = 8;

/** Answers a key pressed in the log. True when it was one of ours. */
export function navigateRows(event: KeyboardEvent, log: LogView, actions: RowNavigationActions): boolean {
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
