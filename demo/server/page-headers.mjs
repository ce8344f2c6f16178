// Security headers of the demo's pages. Every page runs under a strict policy: no inline script or style, Trusted Types
// enforced. docs/deployment.md recommends the same policy, so the demo shows that it is enough.

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://127.0.0.1:*; img-src 'self' " +
  "data:; require-trusted-types-for 'script'; trusted-types live-chat-elements dompurify";

/** Hosts to which tim-js-sdk 2.27.6 connects from its sandbox, which has WebSocket and no HTTP. */
const TENCENT = 'wss://*.im.qcloud.com wss://*.my-imcloud.com wss://*.tim.qq.com wss://162.14.13.203';

/** Additional sources of some pages, by the start of their path. */
const EXTRA = {
  '/playground/': "; frame-src 'self'",
  '/replay/': '; media-src blob:',
};

/** @param {string} path of the page @param {{ emulator: boolean }} service */
export function pageHeaders(path, { emulator }) {
  const extra = Object.entries(EXTRA).find(([start]) => path.startsWith(start))?.[1] ?? '';
  let policy = STRICT + extra;
  if (!emulator)
    policy = policy.replace('ws://127.0.0.1:*', TENCENT).replace("img-src 'self' data:", "img-src 'self' data: https:");
  return {
    'Content-Security-Policy': `${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
    'Referrer-Policy': 'same-origin', // the token endpoint reads ?user= of the requesting page
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
