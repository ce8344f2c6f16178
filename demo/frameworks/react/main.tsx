// React 19 sets properties and listens to events of custom elements by itself; only the types of the tags are told here.
import 'live-chat-elements/define';
import type { ChatMessageEvent, DanmakuLayer, LikeButton, LiveChat } from 'live-chat-elements';
import { StrictMode, useRef, useState, type DetailedHTMLProps, type HTMLAttributes } from 'react';
import { createRoot } from 'react-dom/client';

type Tag<E extends HTMLElement, Own> = DetailedHTMLProps<HTMLAttributes<E>, E> & Own;
declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React looks for tags in this namespace and nowhere else
  namespace JSX {
    interface IntrinsicElements {
      'live-chat': Tag<LiveChat, { 'token-endpoint'?: string; 'group-id'?: string; notices?: LiveChat['notices']; 'onchat-message'?: (event: ChatMessageEvent) => void }>;
      'danmaku-layer': Tag<DanmakuLayer, { for?: string; density?: DanmakuLayer['density'] }>;
      'like-button': Tag<LikeButton, { for?: string }>;
    }
  }
}

function Show() {
  const chat = useRef<LiveChat>(null);
  const [latest, setLatest] = useState('');
  return (
    <>
      <h1>React</h1>
      <danmaku-layer for="chat" density="low">
        <canvas width="640" height="240" />
      </danmaku-layer>
      <live-chat ref={chat} id="chat" token-endpoint="/api/token?user=react" group-id="frameworks" notices="none" onchat-message={({ message }) => setLatest(`${message.from.nick}: ${message.text}`)} />
      <like-button for="chat" />
      <p id="latest">{latest}</p>
      <button id="hello" onClick={() => void chat.current?.send('Hello from React')}>
        Say hello
      </button>
    </>
  );
}

const app = document.getElementById('app');
if (app) createRoot(app).render(<StrictMode><Show /></StrictMode>);
