// The room without any screen: `live-chat-elements/room`. Imports in plain Node; a connection needs a browser.
export { ImError } from '../im/im-error.js';
export { ChatError, type ChatErrorCode } from './chat-error.js';
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
  TextSegment,
} from './chat-message.js';
export type { FilteredText, TextFilter, TextFilterFunction, WordListFilter } from './filters/text-filter.js';
export type { HiddenPeopleStore } from './hidden-people-store.js';
export type { SendExtras } from './outgoing-text.js';
export type { RoomEventMap } from './room-events.js';
export type { RoomOptions, TokenAnswer, TokenProvider } from './room-options.js';
export type {
  Announcement,
  CannotSendReason,
  Capability,
  ChatStatus,
  RoomSettings,
  RoomSnapshot,
} from './room-snapshot.js';
export { Room } from './room.js';
export { acquireRoom, type RoomLease } from './shared-rooms.js';
