// Connects an element to its room. Part of the first download: it detects that the markup names a room, and then loads
// the code that finds, joins and follows the room (`room-subscription.lazy.ts`).
import type { ReactiveController } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import { IDLE_SNAPSHOT, type RoomSnapshot } from '../../room/model/room-snapshot.js';
import { loadClient } from '../../room/load-client.js';
import type { Room } from '../../room/room.js';
import { retryImport } from '../../util/retry-import.js';
import { syncCustomStates } from './element-utils.js';
import type { RoomControllerOptions, RoomHost } from './room-host.js';
import type { RoomSubscription } from './room-subscription.lazy.js';
import { ChatErrorEvent } from './session-events.js';

let loading: Promise<typeof RoomSubscription> | undefined;
let isLoaded = false;
/** Called when a load succeeds after theirs had failed. */
const retryListeners = new Set<() => void>();

/** Whether the markup says how a room is connected to. */
function hasLogin({ tokenEndpoint, tokenProvider, chat }: RoomHost): unknown {
  return tokenEndpoint || tokenProvider || chat;
}

/**
 * Loads the code of rooms, once for all elements: a second copy would not share the rooms of the first. A failure is
 * not cached: a later call, of any element, tries again, and then calls the `onLate` of those that had failed.
 */
function loadSubscription(
  host: RoomHost,
  { preloadToken }: Pick<RoomControllerOptions<unknown>, 'preloadToken'>,
  onLate: () => void,
): Promise<typeof RoomSubscription> {
  const { room, for: sourceId, tokenProvider, chat, groupId, sdk } = host;
  if (!isLoaded && !room && !sourceId && groupId && !chat && hasLogin(host)) {
    // Beside the code of rooms, not after it. A failure is reported by the room, which requests the same again.
    // The token first: the browser sends the first request on the connection that is open.
    Promise.all([tokenProvider || preloadToken?.(host), loadClient(sdk)]).catch(() => undefined);
  }
  loading ??= retryImport(() => import('./room-subscription.lazy.js'), 'RoomSubscription');
  return loading.then(
    (loaded) => {
      isLoaded = true;
      for (const listener of retryListeners) listener();
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
 * The room of an element, as soon as there is one. Throws a `TypeError` at once if the markup names none. Rejects with
 * a `ChatError` if the code of rooms cannot be loaded or the element is removed first. Not a method, because only
 * `<live-chat>` uses it, and unused methods stay in a bundle.
 */
export function whenRoom(host: RoomHost, controller: RoomController<unknown>): Promise<Room> {
  const { isConnected, room, for: sourceId, groupId, localName } = host;
  if (!isConnected || !(room || sourceId || (hasLogin(host) && groupId))) {
    throw new TypeError(`<${localName}> has no room: insert it, with token-endpoint and group-id, or for, or room.`);
  }
  return controller.load().then((subscription) => subscription.waitForRoom());
}

/** The snapshot while the code is being loaded. */
const LOADING_SNAPSHOT: RoomSnapshot = { ...IDLE_SNAPSHOT, status: 'connecting' };

export class RoomController<Slice> implements ReactiveController {
  readonly #host: RoomHost;
  readonly #options: RoomControllerOptions<Slice>;
  #subscription: RoomSubscription<Slice> | undefined;
  #loading: Promise<RoomSubscription<Slice>> | undefined;
  /** The snapshot while there is no room, or when its code could not be loaded. */
  #placeholder = IDLE_SNAPSHOT;
  #slice: Slice;
  /**
   * The markup for which the load failed. It is tried again when the markup changes, or when a method needs the room.
   */
  #failedKey: string | undefined;

  constructor(host: RoomHost, options: RoomControllerOptions<Slice>) {
    this.#host = host;
    this.#options = options;
    this.#slice = options.select(IDLE_SNAPSHOT);
    host.addController(this);
  }

  /** The current room of the element. */
  get room(): Room | undefined {
    return this.#subscription?.room;
  }

  get snapshot(): RoomSnapshot {
    return this.#subscription?.snapshot ?? this.#placeholder;
  }

  /** The selected part of the snapshot, as last rendered. */
  get slice(): Slice {
    return this.#subscription ? this.#subscription.slice : this.#slice;
  }

  hostConnected(): void {
    this.#failedKey = undefined;
    this.#host.requestUpdate(); // Lit does not update an element that returns to the document
  }

  hostUpdate(): void {
    const { isConnected, room, for: sourceId, groupId } = this.#host;
    if (this.#subscription || !isConnected || this.#failedKey === this.#markupKey) return;
    const isLive = hasLogin(this.#host);
    this.#setPlaceholder(room ? room.snapshot : isLive && groupId && !sourceId ? LOADING_SNAPSHOT : IDLE_SNAPSHOT);
    if (room || sourceId || isLive) {
      this.load().catch(() => {
        // Already reported by the status and by `chat-error`.
      });
    }
  }

  /** Loads the subscription. Rejects with a `ChatError`, after reporting it, if its code cannot be loaded. */
  load(): Promise<RoomSubscription<Slice>> {
    if (this.#failedKey !== undefined) this.hostConnected();
    return (this.#loading ??= loadSubscription(this.#host, this.#options, () => this.hostConnected()).then(
      (RoomSubscription) => {
        this.#subscription = new RoomSubscription(this.#host, this.#options, this.#slice);
        this.#host.addController(this.#subscription);
        this.#subscription.hostUpdate();
        return this.#subscription;
      },
      (cause: unknown) => {
        this.#loading = undefined;
        this.#failedKey = this.#markupKey;
        const error = new ChatError(
          'im/unavailable',
          'The code of the room could not be loaded. Are all files in one directory?',
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

  /** The parts of the markup that name a room, to detect a change. */
  get #markupKey(): string {
    const { for: sourceId, tokenEndpoint, tokenProvider, chat, groupId } = this.#host;
    return [sourceId, tokenEndpoint, !!tokenProvider, !!chat, groupId].join();
  }

  #setPlaceholder(snapshot: RoomSnapshot): void {
    this.#placeholder = snapshot;
    this.#slice = this.#options.select(snapshot);
    syncCustomStates(this.#options.internals, snapshot);
  }
}
