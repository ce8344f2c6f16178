import type { RoomSnapshot } from './room-snapshot.js';

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
  shedCount: 0,
  hiddenPeople: new Set<never>(),
});
