// The script-tag entry: registers the three tags. What draws is here; the room, the SDK and what is rarely used are
// chunks
// beside it, fetched when a room is joined.
import './define.js';

export { DanmakuLayer } from './elements/danmaku-layer/danmaku-layer.js';
export { LikeButton } from './elements/like-button/like-button.js';
export { LiveChat } from './elements/live-chat/live-chat.js';
export { ChatError } from './room/model/chat-error.js';
