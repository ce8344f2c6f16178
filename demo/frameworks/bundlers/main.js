// The three elements, as an application bundles them; with `?idle` only their code. The script that checks the page
// reads `errors`.
import 'live-chat-elements/define';

globalThis.errors = [];
document.addEventListener('chat-error', ({ error }) => globalThis.errors.push(error.code));
if (location.search !== '?idle')
  document.body.innerHTML = `
  <danmaku-layer for="chat"><canvas></canvas></danmaku-layer>
  <live-chat id="chat" token-endpoint="/api/token?user=user-${Date.now()}" group-id="lost-files"></live-chat>
  <like-button for="chat"></like-button>`;
