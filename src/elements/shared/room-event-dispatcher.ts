// Dispatches the events of a room as DOM events, each exactly once, however many elements share the room. `chat-like`
// is dispatched on the first <like-button>, all other events on the first <live-chat>. Without such an element they are
// dispatched on the first <live-chat>, or else on the first element.
import type { Room } from '../../room/room.js';
import {
  ChatCustomMessageEvent,
  ChatLikeEvent,
  ChatMembersEvent,
  ChatMessageEvent,
  ChatSendFailedEvent,
  ChatSentEvent,
  ChatMessagesDroppedEvent,
  ChatStatusEvent,
} from './room-dom-events.js';
import { ChatErrorEvent } from './session-events.js';

/** Which events an element dispatches for its room. */
export type EventRole = 'room' | 'likes' | 'none';

interface EventTargetEntry {
  readonly element: HTMLElement;
  readonly eventRole: EventRole;
}

class RoomEventDispatcher {
  readonly #targets = new Set<EventTargetEntry>();
  readonly #unsubscribe = new AbortController();

  constructor(room: Room) {
    const { signal } = this.#unsubscribe;
    const dispatch = (event: Event): void => this.#dispatch('room', event);
    room.on('status', ({ status, previous, error }) => dispatch(new ChatStatusEvent(status, previous, error)), {
      signal,
    });
    room.on('messages', (messages) => messages.forEach((message) => dispatch(new ChatMessageEvent(message))), {
      signal,
    });
    room.on('sent', (message) => dispatch(new ChatSentEvent(message)), { signal });
    room.on('send-failed', ({ message, error }) => dispatch(new ChatSendFailedEvent(message, error)), { signal });
    room.on('members', ({ joined, left, onlineCount }) => dispatch(new ChatMembersEvent(joined, left, onlineCount)), {
      signal,
    });
    room.on('like', ({ delta, total, from }) => this.#dispatch('likes', new ChatLikeEvent(delta, total, from)), {
      signal,
    });
    room.on('custom-message', (message) => dispatch(new ChatCustomMessageEvent(message.data ?? '', message)), {
      signal,
    });
    room.on('messages-dropped', ({ count }) => dispatch(new ChatMessagesDroppedEvent(count)), { signal });
    room.on('error', (error) => dispatch(new ChatErrorEvent(error)), { signal });
  }

  add(target: EventTargetEntry): void {
    this.#targets.add(target);
  }

  /** True when no element is left and the dispatcher has unsubscribed from the room. */
  remove(target: EventTargetEntry): boolean {
    this.#targets.delete(target);
    if (this.#targets.size > 0) return false;
    this.#unsubscribe.abort();
    return true;
  }

  #dispatch(role: EventRole, event: Event): void {
    const targets = [...this.#targets];
    const target =
      targets.find(({ eventRole }) => eventRole === role) ??
      targets.find(({ eventRole }) => eventRole === 'room') ??
      targets[0];
    target?.element.dispatchEvent(event);
  }
}

const dispatchers = new WeakMap<Room, RoomEventDispatcher>();

/** Adds `element` to those on which the events of `room` are dispatched. Returns the function that removes it. */
export function registerEventTarget(room: Room, element: HTMLElement, eventRole: EventRole): () => void {
  const target: EventTargetEntry = { element, eventRole };
  const dispatcher = dispatchers.get(room) ?? new RoomEventDispatcher(room);
  dispatchers.set(room, dispatcher);
  dispatcher.add(target);
  return () => {
    if (dispatcher.remove(target)) dispatchers.delete(room);
  };
}
