// The room's facts, changed in place by the modules of the room, and the frozen picture of them that everybody else
// sees.
// It holds no logic of the wire and starts nothing.
import type { ImRole } from '../../im/im-client.js';
import type { ChatError } from '../model/chat-error.js';
import type { ChatRole, ChatUser } from '../model/chat-message.js';
import { Emitter } from './emitter.js';
import { Filters } from './filters.js';
import { IdAliases, MessageWindow } from './message-buffer.js';
import {
  type Announcement,
  type Capability,
  type ChatStatus,
  IDLE_SNAPSHOT,
  type RoomSettings,
  type RoomSnapshot,
} from '../model/room-snapshot.js';
import { People } from './user-directory.js';
import type { RoomEventMap } from '../model/room-events.js';
import { sendPermission, type SendPermission } from './permissions.js';

/** What all modules of one room share. */
export class RoomState {
  readonly events = new Emitter<RoomEventMap>();
  readonly people = new People((user) => this.filters.run(user.nick, { from: user, kind: 'name', isSending: false }));
  readonly aliases = new IdAliases();
  readonly window: MessageWindow;
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
  shedCount = 0;
  hiddenPeople: ReadonlySet<string> = new Set();
  /** Set by the room: something changed, a new snapshot is due. */
  touch: () => void = () => undefined;

  /** `rows` changed since the last snapshot. */
  #rowsChanged = false;
  #last: RoomSnapshot;

  constructor(groupId: string, maxMessages: number) {
    this.groupId = groupId;
    this.window = new MessageWindow(maxMessages);
    this.#last = Object.freeze({ ...IDLE_SNAPSHOT, groupId, hiddenPeople: this.hiddenPeople });
  }

  /** Rows were added, changed or removed. */
  touchRows(): void {
    this.#rowsChanged = true;
    this.touch();
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
  take(): RoomSnapshot {
    const { hiddenPeople } = this;
    const messages = this.#rowsChanged
      ? this.window.rows(
          hiddenPeople.size > 0
            ? (row) => row.from.isSelf || row.kind === 'notice' || !hiddenPeople.has(row.from.userId)
            : undefined,
        )
      : this.#last.messages;
    this.#rowsChanged = false;
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
      shedCount: this.shedCount,
      hiddenPeople,
    });
    return this.#last;
  }
}
