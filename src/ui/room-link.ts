// Finds or makes the room that an element's markup names, and lets go of it when the element leaves.
import { ChatError } from '../room/chat-error.js';
import type { RoomOptions } from '../room/room-options.js';
import type { Room } from '../room/room.js';
import { acquireRoom, type RoomLease } from '../room/shared-rooms.js';
import { devWarning } from './dev-warning.js';
import { enterAssociation, findSource, reportChange, type RoomParty } from './room-association.js';
import type { RoomHost } from './room-host.js';

/** How long a `for` may name nothing before the page's author is told. */
const MISSING_SOURCE_WARNING_MS = 5_000;

/** A room that the markup names: `key` tells whether it still is the one. */
interface Wanted {
  readonly key: readonly unknown[];
  readonly lease: RoomLease;
}

interface Waiter {
  readonly resolve: (room: Room) => void;
  readonly reject: (error: ChatError) => void;
}

export class RoomLink implements RoomParty {
  readonly #host: RoomHost;
  readonly #onRoom: (room: Room | undefined) => void;
  #room: Room | undefined;
  #wanted: Wanted | undefined;
  #waiters: Waiter[] = [];
  #leaveAssociation: (() => void) | undefined;
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
  expectRoom(): Promise<Room> {
    if (this.room) return Promise.resolve(this.room);
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      if (!this.#host.isConnected) this.#refuseWaiters();
    });
  }

  /** The element is in a document now, or at another place of it. */
  enter(): void {
    if (this.#leaveAssociation)
      reportChange(); // moved: what `for` names may be another now
    else this.#leaveAssociation = enterAssociation(this);
  }

  /** The element has left. */
  leave(): void {
    this.#leaveAssociation?.();
    this.#leaveAssociation = undefined;
    clearTimeout(this.#missingTimer);
    this.#dropLease();
    this.#take(undefined);
    this.#refuseWaiters();
  }

  lookAgain(): void {
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
      this.#take(room ?? (sourceId ? this.#follow(sourceId) : undefined));
      return;
    }
    const key = [tokenProvider ?? new URL(tokenEndpoint, ownerDocument.baseURI).href, tokenCredentials, groupId];
    if (this.#wanted?.key.every((part, index) => part === key[index])) return;
    this.#dropLease();
    const options: RoomOptions = {
      groupId,
      tokenCredentials,
      ...(tokenProvider ? { tokenProvider } : { tokenEndpoint: key[0] as string }),
    };
    const lease = acquireRoom(options);
    this.#wanted = { key, lease };
    this.#take(lease.room);
    lease.room.connect().catch(() => {
      // Nothing to add: the room's status and its `error` event already say what failed.
    });
  }

  #take(room: Room | undefined): void {
    const isSame = room === this.#room;
    this.#room = room;
    this.#onRoom(room);
    if (room) for (const { resolve } of this.#waiters.splice(0)) resolve(room);
    if (!isSame) reportChange();
  }

  #follow(sourceId: string): Room | undefined {
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

  #refuseWaiters(): void {
    const error = new ChatError('room/closed', 'The element left the page before its room was there.', true);
    for (const { reject } of this.#waiters.splice(0)) reject(error);
  }

  #dropLease(): void {
    this.#wanted?.lease.release();
    this.#wanted = undefined;
  }
}
