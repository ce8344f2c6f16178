// Adapts `(Request) => Promise<Response>` to the `(req, res)` of node:http and Express. Imports only types of Node.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { noteRequestAddress, requestAddress, type RequestContext } from './request-context.js';
import { readForwarded, requireTrustProxy, type TrustProxy } from './forwarded.js';
import { HttpProblem } from './http-problem.js';

/** Options of `toNodeListener`. */
export interface NodeListenerOptions {
  /** Uses the headers of a proxy of your own; see `TrustProxy`. Default false. */
  trustProxy?: TrustProxy;
}

/** A listener for `createServer` of node:http, node:https and node:http2, and for Express. */
export type NodeListener = ((req: IncomingMessage, res: ServerResponse) => void) &
  ((req: Http2ServerRequest, res: Http2ServerResponse) => void);

/** Express and other frameworks may have read and parsed the body before. */
type MaybeParsed = IncomingMessage & { body?: unknown; originalUrl?: string };

function requestBody(req: MaybeParsed): BodyInit | undefined {
  if (req.method === 'GET' || req.method === 'HEAD') return undefined;
  const wasRead = req.readableEnded || req.readableDidRead;
  if (wasRead && req.body === undefined)
    throw new HttpProblem(
      500,
      'Internal error',
      'The body was read before this handler. Assign the parsed body to req.body, or mount the handler without a ' +
        'body parser.',
      { code: 'body-read' },
    );
  if (wasRead)
    return typeof req.body === 'string' || req.body instanceof Uint8Array
      ? (req.body as BodyInit)
      : JSON.stringify(req.body);
  const chunks: AsyncIterator<Uint8Array, undefined> = req[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    // Not chunks.return(), which would destroy the socket before the refusal is written. Node drains the rest.
    cancel: () => undefined,
  });
}

function toRequest(req: MaybeParsed, signal: AbortSignal, trustProxy: TrustProxy): Request {
  const forwarded = readForwarded((name) => [req.headers[name] ?? []].flat().join(','), trustProxy);
  const isTls = 'encrypted' in req.socket && req.socket.encrypted === true;
  const protocol = forwarded.protocol ?? (isTls ? 'https' : 'http');
  // HTTP/2 has the host in a pseudo header. A request without any gets a host that is nobody's origin.
  const ownHost = req.headers.host ?? [req.headers[':authority'] ?? []].flat()[0];
  const host = forwarded.host ?? ownHost ?? 'unknown.invalid';
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (!name.startsWith(':'))
      for (const each of Array.isArray(value) ? value : [value ?? '']) headers.append(name, each);
  }
  if (ownHost !== undefined) headers.set('host', ownHost);
  const body = requestBody(req);
  const init: RequestInit & { duplex?: 'half' } = {
    method: req.method,
    headers,
    signal,
    ...(body !== undefined && { body, duplex: 'half' }),
  };
  const path = req.originalUrl ?? req.url ?? '/';
  const request = new Request(`${protocol}://${host}${path.startsWith('/') ? path : '/'}`, init);
  const address = forwarded.address ?? req.socket.remoteAddress;
  if (address !== undefined) noteRequestAddress(request, address);
  return request;
}

async function writeResponse(response: Response, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') res.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('set-cookie', cookies);
  // A refused body is not read to its end.
  if (!req.complete && req.httpVersionMajor < 2) res.setHeader('connection', 'close');
  res.end(new Uint8Array(await response.arrayBuffer()));
}

/**
 * Adapts a handler of this kit: `http.createServer(toNodeListener(handler))`, or `app.post('/api/token',
 * toNodeListener(handler))` in Express.
 */
export function toNodeListener(
  handler: (request: Request, context: RequestContext) => Promise<Response>,
  { trustProxy = false }: NodeListenerOptions = {},
): NodeListener {
  requireTrustProxy(trustProxy);
  const listener = (req: IncomingMessage, res: ServerResponse): void => {
    const aborter = new AbortController();
    res.once('close', () => aborter.abort());
    const respond = async () => {
      let request: Request;
      try {
        request = toRequest(req, aborter.signal, trustProxy);
      } catch (error) {
        const problem =
          error instanceof HttpProblem ? error : new HttpProblem(400, 'Bad request', 'The request is not valid.');
        if (problem.status >= 500) console.error(problem);
        await writeResponse(problem.toResponse(), req, res);
        return;
      }
      const address = requestAddress(request);
      await writeResponse(await handler(request, { address }), req, res);
    };
    respond().catch((error: unknown) => {
      console.error(error);
      if (!res.headersSent) res.statusCode = 500;
      res.end();
    });
  };
  return listener as NodeListener; // node:http2 has the same members under other types
}
