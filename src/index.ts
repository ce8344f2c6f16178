// The exports of `live-chat-elements`: classes, events, types and Room. No side effects: `live-chat-elements/define`
// registers the elements.
export { DanmakuLayer } from './elements/danmaku-layer/danmaku-layer.js';
export type { DanmakuInput, TimelineEntry } from './elements/danmaku-layer/danmaku-input.js';
export { LikeButton } from './elements/like-button/like-button.js';
export { LiveChat } from './elements/live-chat/live-chat.js';
export { setPreferenceStorage, type PreferenceStorage } from './elements/shared/preferences/preference-storage.js';
export * from './room/index.js';
export { ChatBeforeSendEvent } from './elements/live-chat/live-chat-events.js';
export { ChatCustomMessageEvent } from './elements/shared/room-dom-events.js';
export { ChatErrorEvent } from './elements/shared/session-events.js';
export { ChatLikeEvent } from './elements/shared/room-dom-events.js';
export { ChatMembersEvent } from './elements/shared/room-dom-events.js';
export { ChatMessageEvent } from './elements/shared/room-dom-events.js';
export { ChatSendFailedEvent } from './elements/shared/room-dom-events.js';
export { ChatSentEvent } from './elements/shared/room-dom-events.js';
export { ChatMessagesDroppedEvent } from './elements/shared/room-dom-events.js';
export { ChatSignInEvent } from './elements/shared/session-events.js';
export { ChatStatusEvent } from './elements/shared/room-dom-events.js';
export { ChatUserSelectEvent } from './elements/live-chat/live-chat-events.js';
export { DanmakuDropEvent, type DanmakuDropReason } from './elements/danmaku-layer/danmaku-drop-event.js';
