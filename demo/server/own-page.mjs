// Who may talk to the demo: only this machine, and for writing only the demo's own pages.
// The Host check keeps a foreign site from reaching us by pointing its own name at 127.0.0.1.

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** @param {import('node:http').IncomingMessage} request */
export function fromLoopback(request) {
  return LOOPBACK.test(request.headers.host ?? '');
}

/** True for our own pages and for programs that are no browser (a browser always sends Origin with a POST). */
export function fromOwnPage(request) {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
