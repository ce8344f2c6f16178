// The state of one room, which the modules of the room change in place, and the frozen snapshots that are made of it.
// Knows nothing of the connection or of message formats.
import type { ImRole } from '../../im/im-client.js';
import { IDLE_FIELDS, IDLE_SNAPSHOT, type RoomSnapshot, type SnapshotFields } from '../model/room-snapshot.js';
import type { RoomEventMap } from '../model/room-events.js';
import { BoundedSet } from '../../util/bounded-map.js';
import { Emitter } from './emitter.js';
import { Filters } from './filters.js';
import { MessageBuffer, MessageIdMap } from './message-buffer.js';
import { sendPermission, type SendPermission } from './permissions.js';
import { SnapshotScheduler } from './snapshot-scheduler.js';
import { UserDirectory } from './user-directory.js';

const FIELD_NAMES = Object.keys(IDLE_FIELDS) as (keyof SnapshotFields)[];
const MAX_RETRACTED_IDS = 1000;
/** A smaller change of the time at which sending is possible again is not published. */
const MIN_CHANGE_MS = 500;
/** The longest delay of `setTimeout`, ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A class with the fields that `IDLE_FIELDS` lists. */
const StateFields = class {
  constructor() {
    Object.assign(this, IDLE_FIELDS);
  }
} as new () => SnapshotFields;

/** What all modules of one room share. */
export class RoomState extends StateFields {
  readonly events = new Emitter<RoomEventMap>();
  readonly users = new UserDirectory((user) =>
    this.filters.apply(user.nick, { from: user, kind: 'name', isSending: false }),
  );
  readonly ids = new MessageIdMap();
  /** Ids of retracted messages, so that later replies do not quote them. */
  readonly retractedIds = new BoundedSet(MAX_RETRACTED_IDS);
  readonly messages: MessageBuffer;
  /** The page's filters of texts that are sent and received. */
  readonly filters = new Filters((error) => this.events.emit('error', error));
  /** This user's role in the group: through the SDK only the owner and admins can moderate. */
  groupRole: ImRole = 'member';
  /** By `performance.now()`, like `lastSentAt`: the clock may be set while the room is open. 0: not muted. */
  mutedUntil = 0;
  /** When this user last sent a message. */
  lastSentAt = -Infinity;

  readonly #scheduler = new SnapshotScheduler(() => this.#publish());
  #snapshot: RoomSnapshot;
  /** `messages` changed since the last snapshot. */
  #messagesChanged = false;
  #permissionTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(groupId: string, maxMessages: number) {
    super();
    this.groupId = groupId;
    this.messages = new MessageBuffer(maxMessages);
    this.#snapshot = Object.freeze({ ...IDLE_SNAPSHOT, groupId });
  }

  /** The newest snapshot. */
  get snapshot(): RoomSnapshot {
    return this.#snapshot;
  }

  /** The state changed: schedules a new snapshot. */
  markChanged(): void {
    this.#scheduler.markChanged();
  }

  /** Messages were added, changed or removed, or are to be hidden or shown: schedules a new snapshot. */
  markMessagesChanged(): void {
    this.#messagesChanged = true;
    this.markChanged();
  }

  /** Publishes the changes now instead of in the next frame. */
  flush(): void {
    this.#scheduler.flush();
  }

  /** Publishes what has changed, then nothing more until `open`. */
  close(): void {
    this.#scheduler.flush();
    this.#scheduler.close();
    clearTimeout(this.#permissionTimer);
  }

  /** Publishes changes again after `close`. */
  open(): void {
    this.#scheduler.open();
  }

  get isSuperseded(): boolean {
    return this.status === 'closed' && this.error?.code === 'im/superseded';
  }

  permission(): SendPermission {
    const { status, isSuperseded, self, role, capabilities, mutedUntil, isRoomMuted, settings, lastSentAt } = this;
    const now = performance.now();
    const permission = sendPermission(
      {
        status,
        isSuperseded,
        isGuest: !self?.userId,
        role,
        capabilities,
        mutedUntil,
        isRoomMuted,
        settings,
        lastSentAt,
      },
      now,
    );
    if (permission.canSendAt === 0) return permission;
    const canSendAt = Math.round(Date.now() + permission.canSendAt - now);
    const published = this.#snapshot.canSendAt;
    return { ...permission, canSendAt: Math.abs(canSendAt - published) < MIN_CHANGE_MS ? published : canSendAt };
  }

  #publish(): void {
    this.#snapshot = this.#createSnapshot();
    clearTimeout(this.#permissionTimer);
    const wait = this.#snapshot.canSendAt - Date.now();
    if (wait > 0 && wait < MAX_TIMER_MS) this.#permissionTimer = setTimeout(() => this.markChanged(), wait + 1);
    this.events.emit('change', undefined);
  }

  #createSnapshot(): RoomSnapshot {
    const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, this[name]])) as unknown as SnapshotFields;
    const messages = this.#messagesChanged ? this.#visibleMessages() : this.#snapshot.messages;
    this.#messagesChanged = false;
    return Object.freeze({ ...fields, ...this.permission(), messages });
  }

  #visibleMessages(): RoomSnapshot['messages'] {
    const { hiddenUsers } = this;
    if (hiddenUsers.size === 0) return this.messages.toArray();
    return this.messages.toArray(({ from, kind }) => from.isSelf || kind === 'notice' || !hiddenUsers.has(from.userId));
  }
}
