// What `import 'live-chat-elements'` gives: classes, events, types, Room. No side effects: `live-chat-elements/define`
// registers the tags.
export type { DanmakuInput } from './danmaku-layer/danmaku-input.js';
export { DanmakuLayer } from './danmaku-layer/danmaku-layer.js';
export type { TimelineEntry } from './danmaku-layer/timeline-entry.js';
export { LikeButton } from './like-button/like-button.js';
export { LiveChat } from './live-chat/live-chat.js';
export * from './room/index.js';
export { ChatBeforeSendEvent } from './ui/events/chat-before-send-event.js';
export { ChatCustomMessageEvent } from './ui/events/chat-custom-message-event.js';
export { ChatErrorEvent } from './ui/events/chat-error-event.js';
export { ChatLikeEvent } from './ui/events/chat-like-event.js';
export { ChatMembersEvent } from './ui/events/chat-members-event.js';
export { ChatMessageEvent } from './ui/events/chat-message-event.js';
export { ChatSendFailedEvent } from './ui/events/chat-send-failed-event.js';
export { ChatSentEvent } from './ui/events/chat-sent-event.js';
export { ChatShedEvent } from './ui/events/chat-shed-event.js';
export { ChatSignInEvent } from './ui/events/chat-sign-in-event.js';
export { ChatStatusEvent } from './ui/events/chat-status-event.js';
export { ChatUserSelectEvent } from './ui/events/chat-user-select-event.js';
export { DanmakuDropEvent, type DanmakuDropReason } from './ui/events/danmaku-drop-event.js';
