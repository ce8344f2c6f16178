// The HTTP server of the emulator: Tencent's REST API, and the controls under /emulator.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { runControl } from '../core/control.js';
import type { EmulatedApp } from '../core/emulated-app.js';
import { runRest } from '../core/rest/run-rest.js';
import type { Service } from '../core/service.js';
import { isAllowedOrigin, isOwnHost, mayControl } from './access-control.js';

const MAX_BODY_BYTES = 1024 * 1024;
const REST_PATH = /^\/v4\/([\w.]+)\/(\w+)$/;

interface Rules {
  readonly host: string;
  readonly allowedOrigins: readonly string[];
  readonly controlOrigins: readonly string[];
  /** Whether the service simulates downtime. */
  readonly isDown: () => boolean;
}

/** Creates the listener of HTTP requests. */
export function httpListener(
  service: Service,
  app: EmulatedApp,
  { host, allowedOrigins, controlOrigins, isDown }: Rules,
): RequestListener {
  return (request, response) => {
    const { origin } = request.headers;
    const address = new URL(request.url ?? '/', 'http://emulator');
    // The controls work during simulated downtime.
    if (isDown() && !address.pathname.startsWith('/emulator')) return void request.socket.destroy();
    if (!isOwnHost(request.headers.host, host))
      return respond(response, 403, { error: 'The Host header must name this machine.' });
    if (!isAllowedOrigin(origin, [...allowedOrigins, ...controlOrigins]))
      return respond(response, 403, {
        error: 'Pages of this origin may not use the emulator. List it in allowedOrigins.',
      });
    response.setHeader('x-content-type-options', 'nosniff');
    if (address.pathname !== '/' && !mayControl(request.headers, controlOrigins))
      return respond(response, 403, {
        error: 'Pages may not use the controls and the REST API. List their origin in controlOrigins.',
      });
    if (origin !== undefined) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('vary', 'Origin');
    }
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET, POST, DELETE');
      response.setHeader('access-control-allow-headers', 'content-type');
      return void response.writeHead(204).end();
    }
    route(request, response, address).catch((error: unknown) =>
      respond(response, error instanceof TypeError ? 400 : 500, {
        error: error instanceof Error ? error.message : 'failed',
      }),
    );
    return undefined;
  };

  async function route(request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
    const rest = REST_PATH.exec(address.pathname);
    if (rest) {
      if (request.method !== 'POST') return respond(response, 405, { error: 'Use POST' });
      const result = await runRest(
        service,
        `${rest[1]}.${rest[2]}`,
        Object.fromEntries(address.searchParams),
        await readBody(request),
      );
      return respond(response, 200, result);
    }
    if (address.pathname === '/' && request.method === 'GET')
      return respond(response, 200, {
        emulator: 'live-chat-elements',
        sdkAppId: service.settings.sdkAppId,
        rooms: [...service.rooms.keys()],
      });
    if (address.pathname.startsWith('/emulator')) {
      const result = await runControl(
        app,
        request.method ?? 'GET',
        address.pathname,
        Object.fromEntries(address.searchParams),
        await readBody(request),
      );
      return respond(response, result.status, result.body);
    }
    return respond(response, 404, { error: 'Not found' });
  }
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** Reads the body as text. Throws TypeError if it is too long. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new TypeError(`The body is longer than ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
