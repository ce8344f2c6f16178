// Ties an element to a room: finds or makes the room that the markup names, wakes the element when the part of the
// snapshot that it draws has changed, keeps its custom state in step with the status, and lets go when the element leaves.
// It draws nothing and decides nothing about the room. The room's code is fetched when the first room is made: until then
// a page has only paid for what it sees.

import type { ReactiveController } from 'lit';
import { ChatError } from '../room/chat-error.js';
import { IDLE_SNAPSHOT } from '../room/idle-snapshot.js';
import { loadSharedRooms } from '../room/load-shared-rooms.js';
import type { RoomOptions } from '../room/room-options.js';
import type { RoomSnapshot } from '../room/room-snapshot.js';
import type { Room } from '../room/room.js';
import type { RoomLease } from '../room/shared-rooms.js';
import { devWarning } from './dev-warning.js';
import { ChatErrorEvent } from './events/chat-error-event.js';
import { enterAssociation, findSource, reportChange, type RoomParty } from './room-association.js';
import { speakFor, type RoomVoice } from './room-event-dispatcher.js';
import type { RoomHost } from './room-host.js';

/** How long a `for` may name nothing before the page's author is told. */
const MISSING_SOURCE_WARNING_MS = 5_000;

/** While the room's code is on its way. */
const LOADING_SNAPSHOT: RoomSnapshot = Object.freeze({ ...IDLE_SNAPSHOT, status: 'connecting' });

/** A room that the markup names: `key` tells whether it still is the one. */
interface Wanted {
  readonly key: readonly unknown[];
  lease?: RoomLease;
}

interface Waiter {
  readonly resolve: (room: Room) => void;
  readonly reject: (error: ChatError) => void;
}

export interface RoomControllerOptions<Slice> {
  /** The part of the snapshot that the element draws. The element is woken only when it is another (by `Object.is`, or field by field of an object). */
  select(snapshot: RoomSnapshot): Slice;
  /** What the element is the voice of, for events that are dispatched once per room. */
  readonly voice: RoomVoice;
  readonly internals: ElementInternals;
  /** The element got another room (or none). `signal` aborts when this room is let go: give it to `room.on`. */
  onRoom?(room: Room | undefined, signal: AbortSignal): void;
}

export class RoomController<Slice> implements ReactiveController, RoomParty {
  readonly #host: RoomHost;
  readonly #options: RoomControllerOptions<Slice>;
  #room: Room | undefined;
  #slice: Slice;
  #wanted: Wanted | undefined;
  /** Stands in for a room that is not there yet, or could not be made. */
  #standIn: RoomSnapshot = IDLE_SNAPSHOT;
  #waiters: Waiter[] = [];
  #release: AbortController | undefined;
  #leaveAssociation: (() => void) | undefined;
  #missingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: RoomHost, options: RoomControllerOptions<Slice>) {
    this.#host = host;
    this.#options = options;
    this.#slice = options.select(IDLE_SNAPSHOT);
    host.addController(this);
  }

  get element(): HTMLElement {
    return this.#host;
  }

  /** The room that the element draws now. */
  get room(): Room | undefined {
    return this.#room;
  }

  get snapshot(): RoomSnapshot {
    return this.#room?.snapshot ?? this.#standIn;
  }

  /**
   * The room, as soon as there is one. Throws `TypeError` at once when the markup names none; rejects with a `ChatError`
   * when the room's code cannot be fetched or the element leaves before.
   */
  expectRoom(): Promise<Room> {
    if (this.#host.isConnected) this.#resolve();
    if (this.#room) return Promise.resolve(this.#room);
    if (!this.#host.isConnected || !(this.#wanted || this.#host.for)) {
      throw new TypeError(`<${this.#host.localName}> has no room: put it into the document with token-endpoint and group-id, or for, or room.`);
    }
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** The selected part of the snapshot, as last drawn. */
  get slice(): Slice {
    return this.#slice;
  }

  hostConnected(): void {
    if (this.#leaveAssociation) reportChange(); // moved: what `for` names may be another now
    else this.#leaveAssociation = enterAssociation(this);
    this.#host.requestUpdate(); // Lit does not update by itself on a return to the document
  }

  hostDisconnected(): void {
    // Moving a node is a removal and an insertion: only who is still out after a microtask has left.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#leaveAssociation?.();
      this.#leaveAssociation = undefined;
      clearTimeout(this.#missingTimer);
      this.#dropLease();
      this.#take(undefined);
      this.#refuse(new ChatError('room/closed', 'The element left the page before its room was there.', true));
    });
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#resolve();
  }

  lookAgain(): void {
    if (this.#host.for && this.#host.isConnected) this.#resolve();
  }

  /** Which room the markup names, in order: `room`, `for`, an endpoint or provider with a group. */
  #resolve(): void {
    const { room, for: sourceId, tokenEndpoint, tokenProvider, tokenCredentials, groupId } = this.#host;
    if (room || sourceId || (!tokenEndpoint && !tokenProvider) || !groupId) {
      if (!room && !sourceId && (tokenEndpoint || tokenProvider)) devWarning(`<${this.#host.localName}> has a token endpoint but no group: add group-id="…".`);
      this.#dropLease();
      this.#take(room ?? (sourceId ? this.#follow(sourceId) : undefined));
      return;
    }
    const key = [tokenProvider ?? new URL(tokenEndpoint, this.#host.ownerDocument.baseURI).href, tokenCredentials, groupId];
    if (this.#wanted?.key.every((part, index) => part === key[index])) return;
    this.#dropLease();
    const wanted: Wanted = { key };
    this.#wanted = wanted;
    this.#take(undefined, LOADING_SNAPSHOT);
    void this.#make(wanted, { groupId, tokenCredentials, ...(tokenProvider ? { tokenProvider } : { tokenEndpoint: key[0] as string }) });
  }

  async #make(wanted: Wanted, options: RoomOptions): Promise<void> {
    try {
      const { acquireRoom } = await loadSharedRooms();
      if (this.#wanted !== wanted) return;
      wanted.lease = acquireRoom(options);
    } catch (cause) {
      if (this.#wanted !== wanted) return;
      this.#wanted = undefined; // the next change of the markup, or a return to the page, tries again
      const error = new ChatError('im/unavailable', 'The code of the chat room could not be fetched. Are all files of live-chat-elements served side by side?', true, cause);
      this.#take(undefined, { ...IDLE_SNAPSHOT, status: 'failed', error });
      this.#refuse(error);
      this.#host.dispatchEvent(new ChatErrorEvent(error));
      return;
    }
    const { room } = wanted.lease;
    this.#take(room);
    room.connect().catch(() => {
      // Nothing to add: the room's status and its `error` event already say what failed.
    });
  }

  #follow(sourceId: string): Room | undefined {
    const source = findSource(this.#host, sourceId);
    clearTimeout(this.#missingTimer);
    if (!source) {
      this.#missingTimer = setTimeout(() => {
        devWarning(`<${this.#host.localName} for="${sourceId}"> follows nothing: no live-chat element in the same tree has id="${sourceId}".`);
      }, MISSING_SOURCE_WARNING_MS);
      return undefined;
    }
    return source instanceof RoomController ? (source.#room) : undefined;
  }

  #take(room: Room | undefined, standIn: RoomSnapshot = IDLE_SNAPSHOT): void {
    const isSame = room === this.#room;
    this.#standIn = standIn;
    if (isSame) {
      this.#refresh();
      return;
    }
    this.#release?.abort();
    this.#release = new AbortController();
    const { signal } = this.#release;
    this.#room = room;
    if (room) {
      const stopSpeaking = speakFor(room, this.#host, this.#options.voice);
      signal.addEventListener('abort', stopSpeaking, { once: true });
      room.on('change', () => this.#refresh(), { signal });
    }
    this.#options.onRoom?.(room, signal);
    this.#refresh();
    if (room) for (const { resolve } of this.#waiters.splice(0)) resolve(room);
    reportChange();
  }

  #refuse(error: ChatError): void {
    for (const { reject } of this.#waiters.splice(0)) reject(error);
  }

  #dropLease(): void {
    this.#wanted?.lease?.release();
    this.#wanted = undefined;
  }

  #refresh(): void {
    const { snapshot } = this;
    this.#showState(snapshot);
    const slice = this.#options.select(snapshot);
    if (sameSlice(slice, this.#slice)) return;
    this.#slice = slice;
    this.#host.requestUpdate();
  }

  #shownStates: readonly string[] = [];

  #showState({ status, canSend }: RoomSnapshot): void {
    const states = canSend ? [status, 'can-send'] : [status];
    if (states.length === this.#shownStates.length && states.every((state, index) => state === this.#shownStates[index])) return;
    // Optional: engines before custom states had no `states` at all.
    const set = this.#options.internals.states as CustomStateSet | undefined;
    for (const state of this.#shownStates) set?.delete(state);
    for (const state of states) set?.add(state);
    this.#shownStates = states;
  }
}

/** The same value, or two plain objects with the same values. */
function sameSlice(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a)) return false;
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}
