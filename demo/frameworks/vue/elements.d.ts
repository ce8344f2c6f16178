// What Vue's templates may say to the three tags. `vite.config.mjs` tells the compiler that they are custom elements.
import type { ChatMessageEvent, DanmakuLayer, LiveChat } from 'live-chat-elements';
import type { HTMLAttributes } from 'vue';

type Tag<Own> = new () => { $props: HTMLAttributes & Own };
declare module 'vue' {
  interface GlobalComponents {
    'live-chat': Tag<{ tokenEndpoint?: string; groupId?: string; notices?: LiveChat['notices']; onChatMessage?: (event: ChatMessageEvent) => void }>;
    'danmaku-layer': Tag<{ for?: string; density?: DanmakuLayer['density'] }>;
    'like-button': Tag<{ for?: string }>;
  }
}
