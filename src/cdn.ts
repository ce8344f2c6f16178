// The script-tag entry: registers the three elements. The room, the SDK and optional parts are chunks next to it,
// loaded when a room is joined or when they are needed.
import './define.js';

export { DanmakuLayer } from './elements/danmaku-layer/danmaku-layer.js';
export { LikeButton } from './elements/like-button/like-button.js';
export { LiveChat } from './elements/live-chat/live-chat.js';
export { ChatError } from './room/model/chat-error.js';
