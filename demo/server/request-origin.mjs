// Which requests the demo accepts: only from this machine, and write requests only from the demo's own pages. The check
// of Host prevents DNS rebinding, in which a foreign site makes its own host name resolve to 127.0.0.1.

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** @param {import('node:http').IncomingMessage} request */
export function isLoopbackHost(request) {
  return LOOPBACK.test(request.headers.host ?? '');
}

/** True for the demo's pages and for programs other than browsers (a browser always sends Origin with a POST). */
export function isSameOrigin(request) {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
