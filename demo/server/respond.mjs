// The two kinds of response of the demo's own endpoints. Problems follow RFC 9457.

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} [body] */
export function sendJson(response, status, body) {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} detail a sentence */
export function sendProblem(response, status, detail) {
  response.writeHead(status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify({ type: 'about:blank', status, detail }));
}
