import type { RoomState } from '../room-state.js';
import { filterRow } from './filter-row.js';

/** New filters are for what stands in the room already, too: one pass over its rows. Nothing that is gone comes back. */
export function filterStandingRows(state: RoomState): void {
  const { window, filters, events } = state;
  if (filters.isEmpty) return;
  const gone: string[] = [];
  let isChanged = false;
  for (const row of window.rows((each) => each.status === 'sent')) {
    const filtered = filterRow(row, filters);
    if (filtered === row) continue;
    isChanged = true;
    if (filtered) window.replace(filtered);
    else gone.push(row.id);
  }
  for (const id of gone) window.remove(id);
  if (isChanged) state.touchRows();
  if (gone.length > 0) events.emit('retracted', Object.freeze(gone));
}
