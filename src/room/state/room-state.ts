// The state of one room, which the modules of the room change in place, and the frozen snapshots that are made of it.
// Knows nothing of the connection or of message formats.
import type { ImRole } from '../../im/im-client.js';
import { IDLE_FIELDS, IDLE_SNAPSHOT, type RoomSnapshot, type SnapshotFields } from '../model/room-snapshot.js';
import type { RoomEventMap } from '../model/room-events.js';
import type { EmojiDecoder } from '../../protocol/emoji-codes.js';
import { BoundedSet } from '../../util/bounded-map.js';
import { Emitter } from './emitter.js';
import type { ChatMessage } from '../model/chat-message.js';
import { filterMessage, Filters } from './filters.js';
import { MessageBuffer, MessageIdMap } from './message-buffer.js';
import { sendPermission, type SendPermission } from './permissions.js';
import { UserDirectory } from './user-directory.js';

// Decides when a snapshot is published: at most once per animation frame, never while the tab is hidden, and at once
// when it becomes visible again. Without animation frames (Node) a timer is used.

const FRAME_MS = 16;

/** Calls `publish` once for all calls of `markChanged` within one frame. */
export class SnapshotScheduler {
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDirty = false;
  #isOpen = true;

  constructor(private readonly publish: () => void) {
    globalThis.document?.addEventListener('visibilitychange', this.#handleVisibility);
  }

  /** Something changed. */
  markChanged(): void {
    if (this.#isDirty || !this.#isOpen) return;
    this.#isDirty = true;
    this.#schedule();
  }

  /** Publishes now if something changed; for the few changes that must not be published late. */
  flush(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    this.#cancel();
    this.publish();
  }

  /** Stops listening and publishing until `open`. */
  close(): void {
    this.#isOpen = false;
    this.#isDirty = false;
    this.#cancel();
    globalThis.document?.removeEventListener('visibilitychange', this.#handleVisibility);
  }

  /** Starts again after `close`. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    globalThis.document?.addEventListener('visibilitychange', this.#handleVisibility);
  }

  #schedule(): void {
    if (globalThis.document?.visibilityState === 'hidden') return;
    const run = (): void => this.flush();
    if (typeof requestAnimationFrame === 'function') this.#frame = requestAnimationFrame(run);
    else this.#timer = setTimeout(run, FRAME_MS);
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#timer = undefined;
  }

  readonly #handleVisibility = (): void => {
    if (document.visibilityState === 'visible') this.flush();
    else this.#cancel();
  };
}

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
  /** Set when the table of codes is loaded. Without it codes stay as they are, and faces have no words. */
  decodeEmoji: EmojiDecoder = (text, isFace) => (isFace ? '' : text);
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

  /** Applies new filters to the messages that are already in the room. Removed messages are not restored. */
  refilterMessages(): void {
    this.users.invalidate();
    if (this.filters.isEmpty) return;
    const removed: string[] = [];
    let isChanged = false;
    for (const message of this.messages.toArray(({ status }) => status === 'sent')) {
      const from = message.kind === 'notice' ? message.from : this.users.user(message.from);
      const renamed = from.nick === message.from.nick ? message : Object.freeze<ChatMessage>({ ...message, from });
      const filtered = filterMessage(renamed, this.filters);
      if (filtered === message) continue;
      isChanged = true;
      if (filtered) this.messages.replace(filtered);
      else removed.push(message.id);
    }
    for (const id of removed) this.messages.remove(id);
    if (isChanged) this.markMessagesChanged();
    if (removed.length > 0) this.events.emit('retracted', Object.freeze(removed));
  }

  /** Another page of this user has the room, and this one may take it over. */
  get isSuperseded(): boolean {
    return this.status === 'closed' && this.error?.code === 'im/superseded' && this.error.retryable;
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
