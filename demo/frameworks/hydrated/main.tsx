// The components of `live-chat-elements/react` in markup that was rendered before, as on a server: their events arrive
// after hydration, and nothing differs from the markup.
import { DanmakuLayer, LikeButton, LiveChat } from 'live-chat-elements/react';
import type { LiveChat as LiveChatElement } from 'live-chat-elements';
import { StrictMode, useRef, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';

function Show() {
  const chat = useRef<LiveChatElement>(null);
  const [latest, setLatest] = useState('');
  return (
    <>
      <h1>React, hydrated</h1>
      <DanmakuLayer for="chat" density="low">
        <canvas width="640" height="240" />
      </DanmakuLayer>
      <LiveChat
        ref={chat}
        id="chat"
        tokenEndpoint="/api/token?user=hydrated"
        groupId="frameworks"
        notices="none"
        onChatMessage={({ message }) => setLatest(`${message.from.nick}: ${message.text}`)}
      />
      <LikeButton for="chat" />
      <p id="latest">{latest}</p>
      <button id="hello" onClick={() => void chat.current?.send('Hello from React, hydrated')}>
        Say hello
      </button>
    </>
  );
}

const page = (
  <StrictMode>
    <Show />
  </StrictMode>
);
const app = document.getElementById('app');
if (app) {
  app.innerHTML = renderToString(page);
  hydrateRoot(app, page);
}
