import type { RoomSettings } from '../../protocol/room-metadata.js';
import type { Capability } from '../../protocol/token-response.js';
import type { ChatError } from './chat-error.js';
import type { ChatMessage, ChatRole, ChatUser } from './chat-message.js';

export type { Capability, RoomSettings };

/** The state of the room's connection: `idle → connecting → joined ⇄ reconnecting → closed | failed`. */
export type ChatStatus = 'idle' | 'connecting' | 'joined' | 'reconnecting' | 'closed' | 'failed';

/** Why this user cannot send now. */
export type CannotSendReason = 'guest' | 'muted' | 'room-muted' | 'offline' | 'superseded' | 'slow-mode';

/** The announcement of the room, shown above the log. Sanitised plain text. */
export interface Announcement {
  readonly text: string;
  /** Unix ms. */
  readonly time: number;
  readonly from?: ChatUser;
}

/**
 * The fields that a snapshot copies from the room's state, with the values of a room that was never connected. The
 * types of `RoomState` and `RoomSnapshot` follow from it.
 */
export const IDLE_FIELDS = {
  status: 'idle' as ChatStatus,
  /** Why `status` is `failed` or `closed`, or why the last attempt failed while `reconnecting`. */
  error: undefined as ChatError | undefined,
  groupId: '',
  groupName: '',
  /** This user; undefined before the room is joined. A guest has an empty `userId`. */
  self: undefined as ChatUser | undefined,
  role: 'viewer' as ChatRole,
  capabilities: new Set() as ReadonlySet<Capability>,
  /** undefined: not known (yet). */
  onlineCount: undefined as number | undefined,
  /** Likes of the room as far as known; never decreases. */
  likeCount: 0,
  /**
   * True when `likeCount` is the count of the service or of the application's server. False when it is, wholly or for
   * apps that do not use that count, the sum of the likes received here.
   */
  likeCountExact: false,
  /** Only the host and moderators can send now. */
  isRoomMuted: false,
  announcement: undefined as Announcement | undefined,
  settings: Object.freeze({ slowMode: 0, emojiOnly: false }) as RoomSettings,
  /** Messages dropped since the room was joined, because there were more than anybody can read. */
  droppedCount: 0,
  /** Users whom this reader has hidden, in this room and browser. Their messages are not in `messages`. */
  hiddenUsers: new Set() as ReadonlySet<string>,
};

export type SnapshotFields = typeof IDLE_FIELDS;

/**
 * Everything an element can draw. Frozen; a new one is made at most once per animation frame. Values that did not
 * change keep their identity.
 */
export interface RoomSnapshot extends Readonly<SnapshotFields> {
  readonly canSend: boolean;
  readonly cannotSendReason: CannotSendReason | undefined;
  /** Unix ms when sending is possible again, if known (mute, slow mode); 0 otherwise. */
  readonly canSendAt: number;
  /** Oldest first, bounded. */
  readonly messages: readonly ChatMessage[];
}

/** The snapshot of an element without a room, and of a room before it connects. */
export const IDLE_SNAPSHOT: RoomSnapshot = Object.freeze({
  ...IDLE_FIELDS,
  canSend: false,
  cannotSendReason: 'offline',
  canSendAt: 0,
  messages: Object.freeze([]),
});
