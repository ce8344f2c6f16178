import type { ReactiveController } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import type { RoomOptions } from '../../room/model/room-options.js';
import { IDLE_SNAPSHOT, type RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { type RoomLease, acquireRoom } from '../../room/shared-rooms.js';
import { devWarning, syncCustomStates } from './element-utils.js';
import { type RegisteredElement, register, findSource, notifyChanged } from './for-registry.js';
import type { RoomControllerOptions } from './room-controller.js';
import { registerEventTarget } from './room-event-dispatcher.js';
import type { RoomHost } from './room-host.js';

// Finds or makes the room that an element's markup names, and lets go of it when the element leaves.

/** How long a `for` may name nothing before the page's author is told. */
const MISSING_SOURCE_WARNING_MS = 5_000;

/** A room that the markup names: `key` tells whether it still is the one. */
interface Resolved {
  readonly key: readonly unknown[];
  readonly lease: RoomLease;
}

interface Pending {
  readonly resolve: (room: Room) => void;
  readonly reject: (error: ChatError) => void;
}

export class RoomResolver implements RegisteredElement {
  readonly #host: RoomHost;
  readonly #onRoom: (room: Room | undefined) => void;
  #room: Room | undefined;
  #resolved: Resolved | undefined;
  #pending: Pending[] = [];
  #unregister: (() => void) | undefined;
  #missingTimer: ReturnType<typeof setTimeout> | undefined;

  /** `onRoom` is told each time the element's markup was looked at: mostly the same room again. */
  constructor(host: RoomHost, onRoom: (room: Room | undefined) => void) {
    this.#host = host;
    this.#onRoom = onRoom;
  }

  get element(): HTMLElement {
    return this.#host;
  }

  get room(): Room | undefined {
    return this.#room;
  }

  /** The room, as soon as there is one. Rejects with a `ChatError` when the element leaves before. */
  whenRoom(): Promise<Room> {
    if (this.room) return Promise.resolve(this.room);
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      if (!this.#host.isConnected) this.#rejectPending();
    });
  }

  /** The element is in a document now, or at another place of it. */
  enter(): void {
    if (this.#unregister)
      notifyChanged(); // moved: what `for` names may be another now
    else this.#unregister = register(this);
  }

  /** The element has left. */
  leave(): void {
    this.#unregister?.();
    this.#unregister = undefined;
    clearTimeout(this.#missingTimer);
    this.#dropLease();
    this.#setRoom(undefined);
    this.#rejectPending();
  }

  update(): void {
    if (this.#host.for && this.#host.isConnected) this.resolve();
  }

  /** Which room the markup names, in order: `room`, `for`, an endpoint or provider with a group. */
  resolve(): void {
    const { room, for: sourceId, tokenEndpoint, tokenProvider, tokenCredentials, groupId } = this.#host;
    const { localName, ownerDocument } = this.#host;
    if (
      room ||
      sourceId ||
      (!tokenEndpoint && !tokenProvider) ||
      !groupId ||
      (!tokenProvider && !URL.canParse(tokenEndpoint, ownerDocument.baseURI))
    ) {
      if (!room && !sourceId && (tokenEndpoint || tokenProvider))
        devWarning(
          groupId
            ? `<${localName} token-endpoint="${tokenEndpoint}"> is no URL.`
            : `<${localName}> has a token endpoint but no group: add group-id="…".`,
        );
      this.#dropLease();
      this.#setRoom(room ?? (sourceId ? this.#followElement(sourceId) : undefined));
      return;
    }
    const key = [tokenProvider ?? new URL(tokenEndpoint, ownerDocument.baseURI).href, tokenCredentials, groupId];
    if (this.#resolved?.key.every((part, index) => part === key[index])) return;
    this.#dropLease();
    const options: RoomOptions = {
      groupId,
      tokenCredentials,
      ...(tokenProvider ? { tokenProvider } : { tokenEndpoint: key[0] as string }),
    };
    const lease = acquireRoom(options);
    this.#resolved = { key, lease };
    this.#setRoom(lease.room);
    lease.room.connect().catch(() => {
      // Nothing to add: the room's status and its `error` event already say what failed.
    });
  }

  #setRoom(room: Room | undefined): void {
    const isSame = room === this.#room;
    this.#room = room;
    this.#onRoom(room);
    if (room) for (const { resolve } of this.#pending.splice(0)) resolve(room);
    if (!isSame) notifyChanged();
  }

  #followElement(sourceId: string): Room | undefined {
    const source = findSource(this.#host, sourceId);
    clearTimeout(this.#missingTimer);
    if (!source) {
      this.#missingTimer = setTimeout(() => {
        devWarning(
          `<${this.#host.localName} for="${sourceId}"> follows nothing: no live-chat element in the same tree has id="${sourceId}".`,
        );
      }, MISSING_SOURCE_WARNING_MS);
    }
    return source?.room;
  }

  #rejectPending(): void {
    const error = new ChatError('room/closed', 'The element left the page before its room was there.', true);
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }

  #dropLease(): void {
    this.#resolved?.lease.release();
    this.#resolved = undefined;
  }
}

// What ties an element to a room once its code is there: wakes the element when the part of the snapshot that it draws
// has changed,
// and keeps its custom state in step with the status. Which room that is, is found by room-link.ts. Draws nothing and
// decides
// nothing about the room.

export class RoomSubscription<Slice> implements ReactiveController {
  readonly #host: RoomHost;
  readonly #options: RoomControllerOptions<Slice>;
  readonly #resolver: RoomResolver;
  #room: Room | undefined;
  #slice: Slice;
  #release: AbortController | undefined;
  #shown: Pick<RoomSnapshot, 'status' | 'canSend'> | undefined;

  /** `slice` is what the element has drawn of a room that was not there. */
  constructor(host: RoomHost, options: RoomControllerOptions<Slice>, slice: Slice) {
    this.#host = host;
    this.#options = options;
    this.#slice = slice;
    this.#resolver = new RoomResolver(host, (room) => this.#setRoom(room));
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
  whenRoom(): Promise<Room> {
    this.hostUpdate();
    return this.#resolver.whenRoom();
  }

  hostConnected(): void {
    this.#resolver.enter();
  }

  hostDisconnected(): void {
    // Moving a node is a removal and an insertion: only who is still out after a microtask has left.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#resolver.leave();
    });
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#resolver.resolve();
  }

  #setRoom(room: Room | undefined): void {
    if (room !== this.#room) {
      this.#release?.abort();
      this.#release = new AbortController();
      const { signal } = this.#release;
      this.#room = room;
      if (room) {
        signal.addEventListener('abort', registerEventTarget(room, this.#host, this.#options.eventRole), {
          once: true,
        });
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
      syncCustomStates(this.#options.internals, (this.#shown = { status, canSend }));
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
