// What Svelte's markup may say to the three tags.
import type { ChatMessageEvent, DanmakuLayer, LikeButton, LiveChat } from 'live-chat-elements';
import type { HTMLAttributes } from 'svelte/elements';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'live-chat': HTMLAttributes<LiveChat> & { 'token-endpoint'?: string; 'group-id'?: string; notices?: LiveChat['notices']; 'onchat-message'?: (event: ChatMessageEvent) => void };
    'danmaku-layer': HTMLAttributes<DanmakuLayer> & { for?: string; density?: DanmakuLayer['density'] };
    'like-button': HTMLAttributes<LikeButton> & { for?: string };
  }
}
