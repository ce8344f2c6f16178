import { filterMessage } from '../state/filters.js';
import type { RoomState } from '../state/room-state.js';
import type { ChatMessage } from '../model/chat-message.js';

/** Applies new filters to the messages that are already in the room. Removed messages are not restored. */
export function refilterMessages(state: RoomState): void {
  const { messages, filters, events, users } = state;
  users.invalidate();
  if (filters.isEmpty) return;
  const removed: string[] = [];
  let isChanged = false;
  for (const message of messages.toArray(({ status }) => status === 'sent')) {
    const from = message.kind === 'notice' ? message.from : users.user(message.from);
    const renamed = from.nick === message.from.nick ? message : Object.freeze<ChatMessage>({ ...message, from });
    const filtered = filterMessage(renamed, filters);
    if (filtered === message) continue;
    isChanged = true;
    if (filtered) messages.replace(filtered);
    else removed.push(message.id);
  }
  for (const id of removed) messages.remove(id);
  if (isChanged) state.markMessagesChanged();
  if (removed.length > 0) events.emit('retracted', Object.freeze(removed));
}
