// The environments of unit tests have a DOM without layout. The elements draw nothing there and must not throw.
import assert from 'node:assert/strict';

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

  document.body.innerHTML =
    '<live-chat id="chat" token-endpoint="http://localhost/api/token" group-id="g"></live-chat>' +
    '<danmaku-layer for="chat"></danmaku-layer><like-button for="chat"></like-button>';
  const [chat, layer, button] = ['live-chat', 'danmaku-layer', 'like-button'].map((tag) =>
    document.querySelector(tag),
  ) as [
    HTMLElementTagNameMap['live-chat'],
    HTMLElementTagNameMap['danmaku-layer'],
    HTMLElementTagNameMap['like-button'],
  ];
  await Promise.all([chat, layer, button].map((element) => element.updateComplete));
  layer.emit({ text: 'a comment' });
  button.like();
  await new Promise<void>((resolve) => chat.addEventListener('chat-error', () => resolve(), { once: true }));
  chat.scrollToLatest();
  chat.focus();
  // The lazily loaded parts are there once the log is drawn.
  for (let turn = 0; turn < 50 && !chat.shadowRoot?.querySelector('.status, .empty, .notice'); turn++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  document.body.innerHTML = '';
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(failures, []);
}
