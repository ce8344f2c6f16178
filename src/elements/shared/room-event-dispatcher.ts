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
  ChatShedEvent,
  ChatStatusEvent,
} from './room-dom-events.js';
import { ChatErrorEvent } from './session-events.js';

/** What an element is the natural voice of. */
export type RoomVoice = 'room' | 'likes' | 'none';

interface Speaker {
  readonly element: HTMLElement;
  readonly voice: RoomVoice;
}

class RoomEventDispatcher {
  readonly #speakers = new Set<Speaker>();
  readonly #unsubscribe = new AbortController();

  constructor(room: Room) {
    const { signal } = this.#unsubscribe;
    room.on(
      'status',
      ({ status, previous, error }) => this.#say('room', new ChatStatusEvent(status, previous, error)),
      { signal },
    );
    room.on('messages', (messages) => messages.forEach((message) => this.#say('room', new ChatMessageEvent(message))), {
      signal,
    });
    room.on('sent', (message) => this.#say('room', new ChatSentEvent(message)), { signal });
    room.on('send-failed', ({ message, error }) => this.#say('room', new ChatSendFailedEvent(message, error)), {
      signal,
    });
    room.on(
      'members',
      ({ joined, left, onlineCount }) => this.#say('room', new ChatMembersEvent(joined, left, onlineCount)),
      { signal },
    );
    room.on('like', ({ delta, total, from }) => this.#say('likes', new ChatLikeEvent(delta, total, from)), { signal });
    room.on('custom-message', (message) => this.#say('room', new ChatCustomMessageEvent(message.data ?? '', message)), {
      signal,
    });
    room.on('shed', ({ count }) => this.#say('room', new ChatShedEvent(count)), { signal });
    room.on('error', (error) => this.#say('room', new ChatErrorEvent(error)), { signal });
  }

  add(speaker: Speaker): void {
    this.#speakers.add(speaker);
  }

  /** True when nobody is left and the dispatcher has let go of the room. */
  remove(speaker: Speaker): boolean {
    this.#speakers.delete(speaker);
    if (this.#speakers.size > 0) return false;
    this.#unsubscribe.abort();
    return true;
  }

  #say(voice: RoomVoice, event: Event): void {
    const speakers = [...this.#speakers];
    const speaker =
      speakers.find((each) => each.voice === voice) ?? speakers.find((each) => each.voice === 'room') ?? speakers[0];
    speaker?.element.dispatchEvent(event);
  }
}

const dispatchers = new WeakMap<Room, RoomEventDispatcher>();

/** Lets `element` be a voice of `room`; call the result when it no longer is. */
export function speakFor(room: Room, element: HTMLElement, voice: RoomVoice): () => void {
  const speaker: Speaker = { element, voice };
  const dispatcher = dispatchers.get(room) ?? new RoomEventDispatcher(room);
  dispatchers.set(room, dispatcher);
  dispatcher.add(speaker);
  return () => {
    if (dispatcher.remove(speaker)) dispatchers.delete(room);
  };
}
