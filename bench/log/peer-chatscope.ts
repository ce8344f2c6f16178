import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import { ChatContainer, MainContainer, Message, MessageList } from '@chatscope/chat-ui-kit-react';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Drawer, Line } from './floors.js';

/** @chatscope/chat-ui-kit-react with all messages in its list. */
export function chatscope(box: HTMLElement): Promise<Drawer> {
  return new Promise((resolve) => {
    let made = 0;
    function App() {
      const [lines, setLines] = useState<readonly (Line & { id: number })[]>([]);
      queueMicrotask(() =>
        resolve({ add: (more) => setLines((before) => [...before, ...more.map((line) => ({ ...line, id: ++made }))]) }),
      );
      const rows = lines.map(({ id, author, text }) =>
        createElement(Message, {
          key: id,
          model: { message: text, sender: author, direction: 'incoming', position: 'single', type: 'text' },
        }),
      );
      return createElement(
        MainContainer,
        null,
        createElement(ChatContainer, null, createElement(MessageList, null, ...rows)),
      );
    }
    createRoot(box).render(createElement(App));
  });
}
