import type { RoomState } from '../state/room-state.js';
import type { ChatMessage } from '../model/chat-message.js';
import { filterRow } from '../state/filters.js';

/**
 * New filters are for what stands in the room already, too: one pass over its rows. Nothing that is gone comes back.
 */
export function filterStandingRows(state: RoomState): void {
  const { window, filters, events, people } = state;
  people.forget();
  if (filters.isEmpty) return;
  const gone: string[] = [];
  let isChanged = false;
  for (const row of window.rows((each) => each.status === 'sent')) {
    const from = row.kind === 'notice' ? row.from : people.user(row.from);
    const filtered = filterRow(
      from.nick === row.from.nick ? row : Object.freeze<ChatMessage>({ ...row, from }),
      filters,
    );
    if (filtered === row) continue;
    isChanged = true;
    if (filtered) window.replace(filtered);
    else gone.push(row.id);
  }
  for (const id of gone) window.remove(id);
  if (isChanged) state.touchRows();
  if (gone.length > 0) events.emit('retracted', Object.freeze(gone));
}
