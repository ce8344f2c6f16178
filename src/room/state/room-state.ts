// The room's facts, changed in place by the modules of the room, and the frozen picture of them that everybody else
// sees.
// It holds no logic of the wire and starts nothing.
import type { ImRole } from '../../im/im-client.js';
import type { ChatError } from '../model/chat-error.js';
import type { ChatRole, ChatUser } from '../model/chat-message.js';
import { Emitter } from './emitter.js';
import { Filters } from './filters.js';
import { MessageIdMap, MessageBuffer } from './message-buffer.js';
import {
  type Announcement,
  type Capability,
  type ChatStatus,
  IDLE_SNAPSHOT,
  type RoomSettings,
  type RoomSnapshot,
} from '../model/room-snapshot.js';
import { UserDirectory } from './user-directory.js';
import type { RoomEventMap } from '../model/room-events.js';
import { sendPermission, type SendPermission } from './permissions.js';

/** What all modules of one room share. */
export class RoomState {
  readonly events = new Emitter<RoomEventMap>();
  readonly users = new UserDirectory((user) =>
    this.filters.apply(user.nick, { from: user, kind: 'name', isSending: false }),
  );
  readonly ids = new MessageIdMap();
  readonly messages: MessageBuffer;
  /** Of the page, for texts that come and go. */
  readonly filters = new Filters((error) => this.events.emit('error', error));

  status: ChatStatus = 'idle';
  error: ChatError | undefined;
  groupId: string;
  groupName = '';
  self: ChatUser | undefined;
  role: ChatRole = 'viewer';
  /** What the service says: only its owners and admins can moderate through the SDK. */
  groupRole: ImRole = 'member';
  capabilities: ReadonlySet<Capability> = IDLE_SNAPSHOT.capabilities;
  mutedUntil = 0;
  isRoomMuted = false;
  lastSentAt = 0;
  onlineCount: number | undefined;
  likeCount = 0;
  likeCountExact = false;
  announcement: Announcement | undefined;
  settings: RoomSettings = IDLE_SNAPSHOT.settings;
  droppedCount = 0;
  hiddenUsers: ReadonlySet<string> = new Set();
  /** Set by the room: something changed, a new snapshot is due. */
  markChanged: () => void = () => undefined;

  /** `rows` changed since the last snapshot. */
  #messagesChanged = false;
  #last: RoomSnapshot;

  constructor(groupId: string, maxMessages: number) {
    this.groupId = groupId;
    this.messages = new MessageBuffer(maxMessages);
    this.#last = Object.freeze({ ...IDLE_SNAPSHOT, groupId, hiddenUsers: this.hiddenUsers });
  }

  /** Rows were added, changed or removed. */
  markMessagesChanged(): void {
    this.#messagesChanged = true;
    this.markChanged();
  }

  get isSuperseded(): boolean {
    return this.status === 'closed' && this.error?.code === 'im/superseded';
  }

  permission(now = Date.now()): SendPermission {
    const { status, isSuperseded, self, role, capabilities, mutedUntil, isRoomMuted, settings, lastSentAt } = this;
    return sendPermission(
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
  }

  get snapshot(): RoomSnapshot {
    return this.#last;
  }

  /** Makes the snapshot of now. Slices that did not change keep their identity. */
  createSnapshot(): RoomSnapshot {
    const { hiddenUsers } = this;
    const messages = this.#messagesChanged
      ? this.messages.messages(
          hiddenUsers.size > 0
            ? (row) => row.from.isSelf || row.kind === 'notice' || !hiddenUsers.has(row.from.userId)
            : undefined,
        )
      : this.#last.messages;
    this.#messagesChanged = false;
    this.#last = Object.freeze({
      status: this.status,
      error: this.error,
      groupId: this.groupId,
      groupName: this.groupName,
      self: this.self,
      role: this.role,
      capabilities: this.capabilities,
      ...this.permission(),
      messages,
      onlineCount: this.onlineCount,
      likeCount: this.likeCount,
      likeCountExact: this.likeCountExact,
      isRoomMuted: this.isRoomMuted,
      announcement: this.announcement,
      settings: this.settings,
      droppedCount: this.droppedCount,
      hiddenUsers,
    });
    return this.#last;
  }
}
