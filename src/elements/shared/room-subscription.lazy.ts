// Finds or creates the room that an element's markup names, subscribes the element to it, and releases it when the
// element leaves the document. Updates the element when the part of the snapshot that it renders changes, and keeps its
// custom states equal to the status.
import type { ReactiveController } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import type { RoomOptions } from '../../room/model/room-options.js';
import { IDLE_SNAPSHOT, type RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { type RoomLease, acquireRoom } from '../../room/shared-rooms.js';
import { devWarning, syncCustomStates } from './element-utils.js';
import { type RegisteredElement, findSource, notifyChanged, register } from './for-registry.js';
import { registerEventTarget } from './room-event-dispatcher.js';
import type { RoomControllerOptions, RoomHost } from './room-host.js';

/** Time for which `for` may name no element before a warning is logged. */
const MISSING_SOURCE_WARNING_MS = 5_000;

interface PendingRequest {
  readonly resolve: (room: Room) => void;
  readonly reject: (error: ChatError) => void;
}

export class RoomSubscription<Slice> implements ReactiveController, RegisteredElement {
  readonly #host: RoomHost;
  readonly #options: RoomControllerOptions<Slice>;
  #room: Room | undefined;
  #slice: Slice;
  /** Ends the subscription to `#room`. */
  #unsubscribe: AbortController | undefined;
  /** A room that the markup names by endpoint or provider and group; `key` detects that it names another. */
  #acquired: { readonly key: readonly unknown[]; readonly lease: RoomLease } | undefined;
  #pending: PendingRequest[] = [];
  #unregister: (() => void) | undefined;
  #missingTimer: ReturnType<typeof setTimeout> | undefined;
  /** The custom states that the element has. */
  #shown: Pick<RoomSnapshot, 'status' | 'canSend'> | undefined;

  /** `slice`: what the element has rendered without a room. */
  constructor(host: RoomHost, options: RoomControllerOptions<Slice>, slice: Slice) {
    this.#host = host;
    this.#options = options;
    this.#slice = slice;
  }

  get element(): HTMLElement {
    return this.#host;
  }

  get room(): Room | undefined {
    return this.#room;
  }

  get snapshot(): RoomSnapshot {
    return this.#room?.snapshot ?? IDLE_SNAPSHOT;
  }

  /** The selected part of the snapshot, as last rendered. */
  get slice(): Slice {
    return this.#slice;
  }

  hostConnected(): void {
    if (this.#unregister)
      notifyChanged(); // moved: `for` may name another element here
    else this.#unregister = register(this);
  }

  hostDisconnected(): void {
    // A move is a removal and an insertion: the element has left only if it is still disconnected after a microtask.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#leave();
    });
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#resolve();
  }

  /** Called by the registry: an element that `for` may name has changed. */
  update(): void {
    if (this.#host.for && this.#host.isConnected) this.#resolve();
  }

  /** The room, as soon as there is one. Rejects with a `ChatError` if the element is removed first. */
  waitForRoom(): Promise<Room> {
    this.hostUpdate();
    if (this.#room) return Promise.resolve(this.#room);
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      if (!this.#host.isConnected) this.#rejectPending();
    });
  }

  #leave(): void {
    this.#unregister?.();
    this.#unregister = undefined;
    clearTimeout(this.#missingTimer);
    this.#releaseLease();
    this.#setRoom(undefined);
    this.#rejectPending();
  }

  /** Finds the room that the markup names. In this order: `room`, `for`, an endpoint or provider with a group. */
  #resolve(): void {
    const { room, for: sourceId, tokenEndpoint, tokenProvider, tokenCredentials, groupId, chat, userId } = this.#host;
    const { localName, ownerDocument, sdk } = this.#host;
    const endpoint = tokenProvider ? '' : tokenEndpoint;
    const isLive = endpoint || tokenProvider || chat;
    const isInvalid = endpoint && !URL.canParse(endpoint, ownerDocument.baseURI);
    if (room || sourceId || !isLive || !groupId || isInvalid) {
      if (!room && !sourceId && isLive)
        devWarning(
          groupId
            ? `<${localName} token-endpoint="${tokenEndpoint}"> is no URL.`
            : `<${localName}> has a ${chat ? 'chat' : 'token endpoint'} but no group: add group-id="…".`,
        );
      this.#releaseLease();
      this.#setRoom(room ?? (sourceId ? this.#followElement(sourceId) : undefined));
      return;
    }
    const options: RoomOptions = {
      groupId,
      tokenProvider,
      tokenCredentials,
      tokenEndpoint: endpoint && new URL(endpoint, ownerDocument.baseURI).href,
      chat,
      userId,
      sdk: sdk || undefined,
    };
    const key = Object.values(options);
    if (this.#acquired?.key.every((part, index) => part === key[index])) return;
    this.#releaseLease();
    const lease = acquireRoom(options);
    this.#acquired = { key, lease };
    this.#setRoom(lease.room);
    lease.room.connect().catch(() => {
      // Already reported by the status and the `error` event of the room.
    });
  }

  /** The room of the element that `for` names. Warns if there is still no such element some seconds later. */
  #followElement(sourceId: string): Room | undefined {
    const source = findSource(this.#host, sourceId);
    clearTimeout(this.#missingTimer);
    if (!source) {
      this.#missingTimer = setTimeout(() => {
        devWarning(
          `<${this.#host.localName} for="${sourceId}"> follows nothing: no live-chat element in the same tree has ` +
            `id="${sourceId}" and a room.`,
        );
      }, MISSING_SOURCE_WARNING_MS);
    }
    return source?.room;
  }

  #setRoom(room: Room | undefined): void {
    const isOther = room !== this.#room;
    if (isOther) {
      this.#unsubscribe?.abort();
      this.#unsubscribe = new AbortController();
      const { signal } = this.#unsubscribe;
      this.#room = room;
      if (room) {
        const unregister = registerEventTarget(room, this.#host, this.#options.eventRole);
        signal.addEventListener('abort', unregister, { once: true });
        room.on('change', () => this.#refresh(), { signal });
      }
      this.#options.onRoom?.(room, signal);
    }
    this.#refresh();
    if (room) for (const { resolve } of this.#pending.splice(0)) resolve(room);
    if (isOther) notifyChanged();
  }

  /** Updates the custom states and, if the selected part of the snapshot has changed, the element. */
  #refresh(): void {
    const { snapshot } = this;
    const { status, canSend } = snapshot;
    if (this.#shown?.status !== status || this.#shown.canSend !== canSend)
      syncCustomStates(this.#options.internals, (this.#shown = { status, canSend }));
    const slice = this.#options.select(snapshot);
    if (isSameSlice(slice, this.#slice)) return;
    this.#slice = slice;
    this.#host.requestUpdate();
  }

  #rejectPending(): void {
    const error = new ChatError('room/closed', 'The element left the page before its room was there.', true);
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }

  #releaseLease(): void {
    this.#acquired?.lease.release();
    this.#acquired = undefined;
  }
}

/** The same value, or two plain objects with the same values. */
function isSameSlice(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a)) return false;
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}
