// Elements with the same endpoint and group share one room: one token request, one login, one join. The last one that
// releases it closes it. Rooms of different groups do not share anything; page-lock.ts decides which of them may
// connect.
import { nanoid } from 'nanoid';
import { Room } from './room.js';
import type { RoomOptions } from './model/room-options.js';

/** A room is closed this long after its last release: a node that is moved or replaced acquires it again meanwhile. */
const GRACE_MS = 50;

/** One user of a shared room. Call `release` once; do not use the room afterwards. */
export interface RoomLease {
  readonly room: Room;
  /** Ends this use of the room. The last release closes it, a moment later. */
  release(): void;
}

interface Shared {
  readonly room: Room;
  leases: number;
  closing: ReturnType<typeof setTimeout> | undefined;
}

const rooms = new Map<string, Shared>();
const providerIds = new WeakMap<object, string>();

/** An id for a function of the page, so that it can be part of a key. */
function providerId(provider: object | undefined): string {
  if (!provider) return '';
  let id = providerIds.get(provider);
  if (id === undefined) providerIds.set(provider, (id = nanoid()));
  return id;
}

function keyOf(options: RoomOptions): string {
  const { tokenEndpoint, tokenProvider, tokenCredentials, groupId, createClient, chat, userId, sdk } = options;
  const base = globalThis.document?.baseURI;
  const endpoint = tokenProvider || !tokenEndpoint ? '' : base ? new URL(tokenEndpoint, base).href : tokenEndpoint;
  return JSON.stringify([
    endpoint,
    providerId(tokenProvider),
    tokenCredentials ?? 'same-origin',
    providerId(createClient),
    providerId(chat),
    userId,
    sdk,
    groupId,
  ]);
}

/**
 * The shared room for these options; the first call creates it. It is not connected: call `room.connect()`, as often as
 * you like. `filters` apply until this lease is released, together with those of other leases. All other options are
 * those of the first lease.
 */
export function acquireRoom(options: RoomOptions): RoomLease {
  const key = keyOf(options);
  let shared = rooms.get(key);
  const { filters, ...others } = options;
  const room = shared?.room ?? new Room(others);
  const removeFilters = filters && room.addFilters(filters); // throws for an invalid filter, before the room is stored
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
