// What ties an element to a room once its code is there: wakes the element when the part of the snapshot that it draws
// has changed,
// and keeps its custom state in step with the status. Which room that is, is found by room-link.ts. Draws nothing and
// decides
// nothing about the room.
import type { ReactiveController } from 'lit';
import { IDLE_SNAPSHOT } from '../room/idle-snapshot.js';
import type { RoomSnapshot } from '../room/room-snapshot.js';
import type { Room } from '../room/room.js';
import type { RoomControllerOptions } from './room-controller.js';
import { speakFor } from './room-event-dispatcher.js';
import type { RoomHost } from './room-host.js';
import { RoomLink } from './room-link.js';
import { showStates } from './show-states.js';

export class RoomTie<Slice> implements ReactiveController {
  readonly #host: RoomHost;
  readonly #options: RoomControllerOptions<Slice>;
  readonly #link: RoomLink;
  #room: Room | undefined;
  #slice: Slice;
  #release: AbortController | undefined;
  #shown: Pick<RoomSnapshot, 'status' | 'canSend'> | undefined;

  /** `slice` is what the element has drawn of a room that was not there. */
  constructor(host: RoomHost, options: RoomControllerOptions<Slice>, slice: Slice) {
    this.#host = host;
    this.#options = options;
    this.#slice = slice;
    this.#link = new RoomLink(host, (room) => this.#take(room));
  }

  get room(): Room | undefined {
    return this.#room;
  }

  get snapshot(): RoomSnapshot {
    return this.#room?.snapshot ?? IDLE_SNAPSHOT;
  }

  /** The selected part of the snapshot, as last drawn. */
  get slice(): Slice {
    return this.#slice;
  }

  /** The room, as soon as there is one. Rejects with a `ChatError` when the element leaves before. */
  expectRoom(): Promise<Room> {
    this.hostUpdate();
    return this.#link.expectRoom();
  }

  hostConnected(): void {
    this.#link.enter();
  }

  hostDisconnected(): void {
    // Moving a node is a removal and an insertion: only who is still out after a microtask has left.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#link.leave();
    });
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#link.resolve();
  }

  #take(room: Room | undefined): void {
    if (room !== this.#room) {
      this.#release?.abort();
      this.#release = new AbortController();
      const { signal } = this.#release;
      this.#room = room;
      if (room) {
        signal.addEventListener('abort', speakFor(room, this.#host, this.#options.voice), { once: true });
        room.on('change', () => this.#refresh(), { signal });
      }
      this.#options.onRoom?.(room, signal);
    }
    this.#refresh();
  }

  #refresh(): void {
    const { snapshot } = this;
    const { status, canSend } = snapshot;
    if (this.#shown?.status !== status || this.#shown.canSend !== canSend)
      showStates(this.#options.internals, (this.#shown = { status, canSend }));
    const slice = this.#options.select(snapshot);
    if (sameSlice(slice, this.#slice)) return;
    this.#slice = slice;
    this.#host.requestUpdate();
  }
}

/** The same value, or two plain objects with the same values. */
function sameSlice(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a)) return false;
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}
