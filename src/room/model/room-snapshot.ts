import type { RoomSettings } from '../../protocol/room-metadata.js';
import type { Capability } from '../../protocol/token-response.js';
import type { ChatError } from './chat-error.js';
import type { ChatMessage, ChatRole, ChatUser } from './chat-message.js';

export type { Capability, RoomSettings };

/** Where the room stands. `idle → connecting → joined ⇄ reconnecting → closed | failed`. */
export type ChatStatus = 'idle' | 'connecting' | 'joined' | 'reconnecting' | 'closed' | 'failed';

/** Why this person cannot send now. */
export type CannotSendReason = 'guest' | 'muted' | 'room-muted' | 'offline' | 'superseded' | 'slow-mode';

/** The room's one announcement, shown above the log. Sanitised plain text. */
export interface Announcement {
  readonly text: string;
  /** Unix ms. */
  readonly time: number;
  readonly from?: ChatUser;
}

/**
 * Everything an element can draw, frozen, at most one per animation frame. Slices keep their identity while they do not
 * change.
 */
export interface RoomSnapshot {
  readonly status: ChatStatus;
  /** Why `status` is `failed` or `closed`, or why the last attempt failed while `reconnecting`. */
  readonly error: ChatError | undefined;
  readonly groupId: string;
  readonly groupName: string;
  /** This user; undefined before joining. A guest has an empty `userId`. */
  readonly self: ChatUser | undefined;
  readonly role: ChatRole;
  readonly capabilities: ReadonlySet<Capability>;
  readonly canSend: boolean;
  readonly cannotSendReason: CannotSendReason | undefined;
  /** Unix ms when sending is possible again, when known (mute, slow mode); 0 otherwise. */
  readonly canSendAt: number;
  /** Oldest first, bounded. */
  readonly messages: readonly ChatMessage[];
  /** undefined: not known (yet). */
  readonly onlineCount: number | undefined;
  /** Likes of the room as far as known; never runs backwards. */
  readonly likeCount: number;
  /**
   * True when `likeCount` is the count of the service or of the application's server; false when it is, wholly or for
   * apps that do not count there, the sum of what was seen here.
   */
  readonly likeCountExact: boolean;
  /** Only host and moderators can write now. */
  readonly isRoomMuted: boolean;
  readonly announcement: Announcement | undefined;
  readonly settings: RoomSettings;
  /** Messages shed since the room was joined because there were more than a person can read. */
  readonly droppedCount: number;
  /** Users whom this reader hid, in this room and browser; their rows are not in `messages`. */
  readonly hiddenUsers: ReadonlySet<string>;
}

/** What an element shows before it has a room, and a room before it connects. */
export const IDLE_SNAPSHOT: RoomSnapshot = Object.freeze({
  status: 'idle',
  error: undefined,
  groupId: '',
  groupName: '',
  self: undefined,
  role: 'viewer',
  capabilities: new Set<never>(),
  canSend: false,
  cannotSendReason: 'offline',
  canSendAt: 0,
  messages: Object.freeze([]),
  onlineCount: undefined,
  likeCount: 0,
  likeCountExact: false,
  isRoomMuted: false,
  announcement: undefined,
  settings: Object.freeze({ slowMode: 0, emojiOnly: false }),
  droppedCount: 0,
  hiddenUsers: new Set<never>(),
});
