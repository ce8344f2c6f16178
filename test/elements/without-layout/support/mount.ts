// The environments of unit tests have a DOM without layout. The elements draw nothing there and must not throw.
import assert from 'node:assert/strict';
import { until } from '../../../support/until.js';

/** What vitest does for its environments: the window's globals become Node's. */
export function installGlobals(window: object): void {
  const own = [
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'queueMicrotask',
    'performance',
    'fetch',
    'URL',
    'Blob',
    'Response',
  ];
  for (const name of Object.getOwnPropertyNames(window)) {
    if (own.includes(name) || /^(?:undefined|NaN|Infinity|globalThis|process|console)$/.test(name)) continue;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      writable: true,
      value: (window as Record<string, unknown>)[name],
    });
  }
}

/** Makes, mounts and removes the three elements; fails for anything thrown later. */
export async function mountAll(): Promise<void> {
  const failures: unknown[] = [];
  process.on('unhandledRejection', (error) => failures.push(error));
  process.on('uncaughtException', (error) => failures.push(error));
  globalThis.fetch = () => Promise.reject(new Error('no network'));
  await import('../../../../src/define.js');
  for (const tag of ['live-chat', 'danmaku-layer', 'like-button'])
    assert.equal(document.createElement(tag).localName, tag);

  const [chat, layer, button] = [
    document.createElement('live-chat'),
    document.createElement('danmaku-layer'),
    document.createElement('like-button'),
  ] as const;
  chat.id = 'chat';
  chat.tokenEndpoint = 'http://localhost/api/token';
  chat.groupId = 'g';
  layer.for = button.for = 'chat';
  document.body.append(chat, layer, button);
  await Promise.all([chat, layer, button].map((element) => element.updateComplete));
  layer.emit({ text: 'a comment' });
  button.like();
  await new Promise<void>((resolve) => chat.addEventListener('chat-error', () => resolve(), { once: true }));
  chat.scrollToLatest();
  chat.focus();
  // The panel is one of the lazily loaded parts, and needs the others.
  chat.shadowRoot?.querySelector<HTMLElement>('.options-button')?.click();
  await until(() => chat.shadowRoot?.querySelector('.options'), 'the options are open');
  for (const element of [chat, layer, button]) element.remove();
  await until(() => chat.status === 'idle', 'the chat has left its room');
  await Promise.all([chat, layer, button].map((element) => element.updateComplete));
  assert.deepEqual(failures, []);
}
