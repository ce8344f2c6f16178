import type { ReactiveController } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import { IDLE_SNAPSHOT, type RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { retryImport } from '../../util/retry-import.js';
import { syncCustomStates } from './element-utils.js';
import type { EventRole } from './room-event-dispatcher.js';
import type { RoomHost } from './room-host.js';
import type { RoomSubscription } from './room-subscription.lazy.js';
import { ChatErrorEvent } from './session-events.js';

let loading: Promise<typeof RoomSubscription> | undefined;
/** Who went without, to be told when it is there after all. */
const retryListeners = new Set<() => void>();

/**
 * Fetches the code of rooms, once for all elements: a second copy of it would not know the rooms of the first. A
 * failure is not
 * remembered: a later call, of whichever element, tries again, and calls `onLate` of those that failed when it
 * succeeds.
 */
export function loadSubscription(onLate: () => void): Promise<typeof RoomSubscription> {
  loading ??= retryImport(() => import('./room-subscription.lazy.js'), 'RoomSubscription');
  return loading.then(
    (loaded) => {
      for (const tell of retryListeners) tell();
      retryListeners.clear();
      return loaded;
    },
    (error: unknown) => {
      loading = undefined;
      retryListeners.add(onLate);
      throw error;
    },
  );
}

/**
 * The room of an element, as soon as there is one. Throws `TypeError` at once when the markup names none; rejects with
 * a
 * `ChatError` when the room's code cannot be fetched or the element leaves before.
 */
export function whenRoom(host: RoomHost, controller: RoomController<unknown>): Promise<Room> {
  const { isConnected, room, for: sourceId, tokenEndpoint, tokenProvider, groupId } = host;
  if (!isConnected || !(room || sourceId || ((tokenEndpoint || tokenProvider) && groupId))) {
    throw new TypeError(
      `<${host.localName}> has no room: put it into the document with token-endpoint and group-id, or for, or room.`,
    );
  }
  return controller.fetch().then((tie) => tie.whenRoom());
}

// Stands between an element and its room. All that it can do by itself is to see that the markup names a room, and to
// fetch the
// code that finds, joins and follows it (room-tie.ts): until then a page has only paid for what it sees.

/** While the code is on its way. */
const LOADING_SNAPSHOT: RoomSnapshot = { ...IDLE_SNAPSHOT, status: 'connecting' };

export interface RoomControllerOptions<Slice> {
  /**
   * The part of the snapshot that the element draws. The element is woken only when it is another (by `Object.is`, or
   * field by field of an object).
   */
  select(snapshot: RoomSnapshot): Slice;
  /** What the element is the voice of, for events that are dispatched once per room. */
  readonly eventRole: EventRole;
  readonly internals: ElementInternals;
  /** The element got another room (or none). `signal` aborts when this room is let go: give it to `room.on`. */
  onRoom?(room: Room | undefined, signal: AbortSignal): void;
}

export class RoomController<Slice> implements ReactiveController {
  readonly #host: RoomHost;
  readonly #options: RoomControllerOptions<Slice>;
  #subscription: RoomSubscription<Slice> | undefined;
  #fetching: Promise<RoomSubscription<Slice>> | undefined;
  /** Stands in for a room that is not there yet, or could not be made. */
  #placeholder = IDLE_SNAPSHOT;
  #slice: Slice;
  /**
   * What the markup said when the code could not be fetched: it is asked for again when it says something else, or
   * somebody asks.
   */
  #failedKey: string | undefined;

  constructor(host: RoomHost, options: RoomControllerOptions<Slice>) {
    this.#host = host;
    this.#options = options;
    this.#slice = options.select(IDLE_SNAPSHOT);
    host.addController(this);
  }

  /** The room that the element draws now. */
  get room(): Room | undefined {
    return this.#subscription?.room;
  }

  get snapshot(): RoomSnapshot {
    return this.#subscription?.snapshot ?? this.#placeholder;
  }

  /** The selected part of the snapshot, as last drawn. */
  get slice(): Slice {
    return this.#subscription ? this.#subscription.slice : this.#slice;
  }

  hostConnected(): void {
    this.#failedKey = undefined;
    this.#host.requestUpdate(); // Lit does not update by itself on a return to the document
  }

  hostUpdate(): void {
    const { isConnected, room, for: sourceId, tokenEndpoint, tokenProvider, groupId } = this.#host;
    if (this.#subscription || !isConnected || this.#failedKey === this.#markupKey) return;
    const hasKey = tokenEndpoint || tokenProvider;
    this.#setPlaceholder(room ? room.snapshot : hasKey && groupId && !sourceId ? LOADING_SNAPSHOT : IDLE_SNAPSHOT);
    if (room || sourceId || hasKey) {
      this.fetch().catch(() => {
        // Said already: by the status and `chat-error`.
      });
    }
  }

  /**
   * The code that ties the element to its room. Rejects with a `ChatError`, after having told it, when it cannot be
   * fetched.
   */
  fetch(): Promise<RoomSubscription<Slice>> {
    if (this.#failedKey !== undefined) this.hostConnected();
    return (this.#fetching ??= loadSubscription(() => this.hostConnected()).then(
      (RoomSubscription) => {
        this.#subscription = new RoomSubscription(this.#host, this.#options, this.#slice);
        this.#host.addController(this.#subscription);
        this.#subscription.hostUpdate();
        return this.#subscription;
      },
      (cause: unknown) => {
        this.#fetching = undefined;
        this.#failedKey = this.#markupKey;
        const error = new ChatError(
          'im/unavailable',
          'The code of the room could not be fetched. Are all files of live-chat-elements served side by side?',
          true,
          cause,
        );
        this.#setPlaceholder({ ...IDLE_SNAPSHOT, status: 'failed', error });
        this.#host.requestUpdate();
        this.#host.dispatchEvent(new ChatErrorEvent(error));
        throw error;
      },
    ));
  }

  /** What the markup says of a room, to see whether it says something else. */
  get #markupKey(): string {
    const { for: sourceId, tokenEndpoint, tokenProvider, groupId } = this.#host;
    return [sourceId, tokenEndpoint, !!tokenProvider, groupId].join();
  }

  #setPlaceholder(snapshot: RoomSnapshot): void {
    this.#placeholder = snapshot;
    this.#slice = this.#options.select(snapshot);
    syncCustomStates(this.#options.internals, snapshot);
  }
}
