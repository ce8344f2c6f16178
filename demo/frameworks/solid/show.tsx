// Only its types are checked: Solid's compiler is a plugin for Babel, which the other pages do not need.
import type { LiveChat } from 'live-chat-elements';
import { createSignal } from 'solid-js';

export function Show() {
  let chat: LiveChat | undefined;
  const [latest, setLatest] = createSignal('');
  return (
    <>
      <danmaku-layer for="chat" density="low">
        <canvas width="640" height="240" />
      </danmaku-layer>
      <live-chat
        ref={chat}
        id="chat"
        token-endpoint="/api/token?user=solid"
        group-id="frameworks"
        notices="none"
        on:chat-message={({ message }) => setLatest(`${message.from.nick}: ${message.text}`)}
      />
      <like-button for="chat" />
      <p id="latest">{latest()}</p>
      <button id="hello" onClick={() => void chat?.send('Hello from Solid')}>
        Say hello
      </button>
    </>
  );
}
