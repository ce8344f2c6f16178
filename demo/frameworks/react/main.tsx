// React 19 sets properties and listens to events of custom elements by itself; the types of the tags come from
// `live-chat-elements/react` (tsconfig.json).
import 'live-chat-elements/define';
import type { LiveChat } from 'live-chat-elements';
import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Show() {
  const chat = useRef<LiveChat>(null);
  const [latest, setLatest] = useState('');
  return (
    <>
      <h1>React</h1>
      <danmaku-layer for="chat" density="low">
        <canvas width="640" height="240" />
      </danmaku-layer>
      <live-chat
        ref={chat}
        id="chat"
        token-endpoint="/api/token?user=react"
        group-id="frameworks"
        notices="none"
        onchat-message={({ message }) => setLatest(`${message.from.nick}: ${message.text}`)}
      />
      <like-button for="chat" />
      <p id="latest">{latest}</p>
      <button id="hello" onClick={() => void chat.current?.send('Hello from React')}>
        Say hello
      </button>
    </>
  );
}

const app = document.getElementById('app');
if (app)
  createRoot(app).render(
    <StrictMode>
      <Show />
    </StrictMode>,
  );
