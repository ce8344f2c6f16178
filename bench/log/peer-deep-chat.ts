import 'deep-chat';
import type { Drawer } from './floors.js';

interface DeepChat extends HTMLElement {
  connect: unknown;
  addMessage(message: { text: string; role: string }): void;
}

/** deep-chat, with its `addMessage`. */
export async function deepChat(box: HTMLElement): Promise<Drawer> {
  const element = document.createElement('deep-chat') as DeepChat;
  element.connect = { handler: () => undefined };
  const ready = new Promise<void>((resolve) => element.addEventListener('render', () => resolve(), { once: true }));
  box.append(element);
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, 3000))]);
  return {
    add: (lines) => lines.forEach(({ author, text }) => element.addMessage({ text: `${author}: ${text}`, role: 'ai' })),
  };
}
