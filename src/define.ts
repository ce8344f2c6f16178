// Registers the three elements; does nothing for a name that is already defined.
import { DanmakuLayer } from './elements/danmaku-layer/danmaku-layer.js';
import { LikeButton } from './elements/like-button/like-button.js';
import { LiveChat } from './elements/live-chat/live-chat.js';
import { defineElement } from './elements/shared/element-utils.js';

defineElement('live-chat', LiveChat);
defineElement('danmaku-layer', DanmakuLayer);
defineElement('like-button', LikeButton);

// With the classes come the types of the tags: `document.querySelector('live-chat')` is a LiveChat.
export type { DanmakuLayer } from './elements/danmaku-layer/danmaku-layer.js';
export type { LikeButton } from './elements/like-button/like-button.js';
export type { LiveChat } from './elements/live-chat/live-chat.js';
