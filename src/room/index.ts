// `live-chat-elements/room`: the room without a user interface. Can be imported in Node; a connection needs a browser.
export { ImError } from '../im/im-error.js';
export { ChatError, type ChatErrorCode } from './model/chat-error.js';
export type {
  ChatMessage,
  ChatMessageStatus,
  ChatPriority,
  ChatRole,
  ChatUser,
  DanmakuMode,
  DanmakuStyle,
  Gift,
  NoticeBody,
} from './model/chat-message.js';
export type { TextSegment } from '../text/segments.js';
export type { FilteredText, TextFilter, TextFilterFunction, WordListFilter } from './model/room-options.js';
export type { HiddenUsersStore } from './model/room-options.js';
export type { SendExtras } from './model/chat-message.js';
export type { RoomEventMap } from './model/room-events.js';
export type { RoomOptions, SdkChoice, TencentChat, TokenResponse, TokenProvider } from './model/room-options.js';
export type {
  Announcement,
  CannotSendReason,
  Capability,
  ChatStatus,
  RoomSettings,
  RoomSnapshot,
} from './model/room-snapshot.js';
export { Room } from './room.js';
export { acquireRoom, type RoomLease } from './shared-rooms.js';
