/** @jsxImportSource preact */
// Preact sets properties and listens to events of custom elements by itself; the types of the tags come from
// `live-chat-elements/preact`.
import 'live-chat-elements/define';
import type { LiveChat } from 'live-chat-elements';
import { render } from 'preact';
import { useRef, useState } from 'preact/hooks';

function Show() {
  const chat = useRef<LiveChat>(null);
  const [latest, setLatest] = useState('');
  return (
    <>
      <h1>Preact</h1>
      <danmaku-layer for="chat" density="low">
        <canvas width="640" height="240" />
      </danmaku-layer>
      <live-chat
        ref={chat}
        id="chat"
        token-endpoint="/api/token?user=preact"
        group-id="frameworks"
        notices="none"
        onchat-message={({ message }) => setLatest(`${message.from.nick}: ${message.text}`)}
      />
      <like-button for="chat" />
      <p id="latest">{latest}</p>
      <button id="hello" onClick={() => void chat.current?.send('Hello from Preact')}>
        Say hello
      </button>
    </>
  );
}

const app = document.getElementById('app');
if (app) render(<Show />, app);
