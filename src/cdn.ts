// The script-tag entry: registers the three tags. What draws is here; the room, the SDK and what is rarely used are
// chunks
// beside it, fetched when a room is joined.
import './define.js';

export { DanmakuLayer } from './danmaku-layer/danmaku-layer.js';
export { LikeButton } from './like-button/like-button.js';
export { LiveChat } from './live-chat/live-chat.js';
export { ChatError } from './room/chat-error.js';
