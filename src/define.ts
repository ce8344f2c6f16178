// Registers the three tags; quiet when they are taken.
import { DanmakuLayer } from './danmaku-layer/danmaku-layer.js';
import { LikeButton } from './like-button/like-button.js';
import { LiveChat } from './live-chat/live-chat.js';
import { defineElement } from './ui/define-element.js';

defineElement('live-chat', LiveChat);
defineElement('danmaku-layer', DanmakuLayer);
defineElement('like-button', LikeButton);
