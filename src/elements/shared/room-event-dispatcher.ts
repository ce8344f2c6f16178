// Turns what a room tells into DOM events, each exactly once per page however many elements share the room.
// Likes are dispatched by the first <like-button>, everything else by the first <live-chat>; where that element is not
// on the page, by the first that is.

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

/** What an element is the natural voice of. */
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
    room.on(
      'status',
      ({ status, previous, error }) => this.#dispatch('room', new ChatStatusEvent(status, previous, error)),
      { signal },
    );
    room.on(
      'messages',
      (messages) => messages.forEach((message) => this.#dispatch('room', new ChatMessageEvent(message))),
      {
        signal,
      },
    );
    room.on('sent', (message) => this.#dispatch('room', new ChatSentEvent(message)), { signal });
    room.on('send-failed', ({ message, error }) => this.#dispatch('room', new ChatSendFailedEvent(message, error)), {
      signal,
    });
    room.on(
      'members',
      ({ joined, left, onlineCount }) => this.#dispatch('room', new ChatMembersEvent(joined, left, onlineCount)),
      { signal },
    );
    room.on('like', ({ delta, total, from }) => this.#dispatch('likes', new ChatLikeEvent(delta, total, from)), {
      signal,
    });
    room.on(
      'custom-message',
      (message) => this.#dispatch('room', new ChatCustomMessageEvent(message.data ?? '', message)),
      {
        signal,
      },
    );
    room.on('messages-dropped', ({ count }) => this.#dispatch('room', new ChatMessagesDroppedEvent(count)), { signal });
    room.on('error', (error) => this.#dispatch('room', new ChatErrorEvent(error)), { signal });
  }

  add(target: EventTargetEntry): void {
    this.#targets.add(target);
  }

  /** True when nobody is left and the dispatcher has let go of the room. */
  remove(target: EventTargetEntry): boolean {
    this.#targets.delete(target);
    if (this.#targets.size > 0) return false;
    this.#unsubscribe.abort();
    return true;
  }

  #dispatch(role: EventRole, event: Event): void {
    const targets = [...this.#targets];
    const target =
      targets.find((each) => each.eventRole === role) ??
      targets.find((each) => each.eventRole === 'room') ??
      targets[0];
    target?.element.dispatchEvent(event);
  }
}

const dispatchers = new WeakMap<Room, RoomEventDispatcher>();

/** Lets `element` be a voice of `room`; call the result when it no longer is. */
export function registerEventTarget(room: Room, element: HTMLElement, eventRole: EventRole): () => void {
  const target: EventTargetEntry = { element, eventRole };
  const dispatcher = dispatchers.get(room) ?? new RoomEventDispatcher(room);
  dispatchers.set(room, dispatcher);
  dispatcher.add(target);
  return () => {
    if (dispatcher.remove(target)) dispatchers.delete(room);
  };
}
