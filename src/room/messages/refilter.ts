import type { RoomState } from '../state/room-state.js';
import type { ChatMessage } from '../model/chat-message.js';
import { filterMessage } from '../state/filters.js';

/**
 * New filters are for what stands in the room already, too: one pass over its rows. Nothing that is gone comes back.
 */
export function refilterMessages(state: RoomState): void {
  const { messages, filters, events, users } = state;
  users.invalidate();
  if (filters.isEmpty) return;
  const gone: string[] = [];
  let isChanged = false;
  for (const row of messages.messages((each) => each.status === 'sent')) {
    const from = row.kind === 'notice' ? row.from : users.user(row.from);
    const filtered = filterMessage(
      from.nick === row.from.nick ? row : Object.freeze<ChatMessage>({ ...row, from }),
      filters,
    );
    if (filtered === row) continue;
    isChanged = true;
    if (filtered) messages.replace(filtered);
    else gone.push(row.id);
  }
  for (const id of gone) messages.remove(id);
  if (isChanged) state.markMessagesChanged();
  if (gone.length > 0) events.emit('retracted', Object.freeze(gone));
}
