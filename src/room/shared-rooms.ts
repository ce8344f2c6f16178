// Elements that name the same endpoint and group share one room: one token request, one login, one join. The last one
// to let
// go closes it. That two groups of one application do not meet is the application slot's business.
import { Room } from './room.js';
import type { RoomOptions } from './model/room-options.js';

/** Moving a node, or replacing one element by another, is not leaving: somebody may come back within this time. */
const GRACE_MS = 50;

/** A share in a room. Call `release` once; the room must not be used after. */
export interface RoomLease {
  readonly room: Room;
  /** Gives the share back; the last one closes the room, a moment later. */
  release(): void;
}

interface Shared {
  readonly room: Room;
  leases: number;
  closing: ReturnType<typeof setTimeout> | undefined;
}

const rooms = new Map<string, Shared>();
const providerIds = new WeakMap<object, number>();
let providers = 0;

function providerId(provider: object | undefined): number {
  if (!provider) return 0;
  let id = providerIds.get(provider);
  if (id === undefined) providerIds.set(provider, (id = ++providers));
  return id;
}

function keyOf({ tokenEndpoint, tokenProvider, tokenCredentials, groupId, createClient }: RoomOptions): string {
  const base = globalThis.document?.baseURI;
  const endpoint = tokenProvider ? '' : base ? new URL(tokenEndpoint ?? '', base).href : (tokenEndpoint ?? '');
  return JSON.stringify([
    endpoint,
    providerId(tokenProvider),
    tokenCredentials ?? 'same-origin',
    providerId(createClient),
    groupId,
  ]);
}

/**
 * The room for these options, made when nobody has it yet. It is not connected: call `room.connect()`, as often as you
 * like.
 * `filters` hold until this lease is released, beside those of other leases; of the other options the first lease's
 * count.
 */
export function acquireRoom(options: RoomOptions): RoomLease {
  const key = keyOf(options);
  let shared = rooms.get(key);
  const { filters, ...others } = options;
  const room = shared?.room ?? new Room(others);
  const removeFilters = filters && room.addFilters(filters); // a wrong one throws before anything is kept
  if (!shared) rooms.set(key, (shared = { room, leases: 0, closing: undefined }));
  const mine = shared;
  mine.leases++;
  clearTimeout(mine.closing);
  let isReleased = false;
  return {
    room: mine.room,
    release: () => {
      if (isReleased) return;
      isReleased = true;
      removeFilters?.();
      if (--mine.leases === 0) mine.closing = setTimeout(() => close(key, mine), GRACE_MS);
    },
  };
}

function close(key: string, shared: Shared): void {
  rooms.delete(key);
  void shared.room.disconnect();
}
