// How a request of Node becomes a fetch Request, and a Response one of Node: protocol, host, body, errors.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { after, describe, it, mock } from 'node:test';
import { toNodeListener, type NodeListenerOptions } from '../../src/server/index.js';

type Handler = Parameters<typeof toNodeListener>[0];
interface FakeRequest {
  readonly method?: string;
  readonly url?: string;
  readonly originalUrl?: string;
  readonly headers?: IncomingHttpHeaders;
  readonly socket?: object;
  readonly body?: unknown;
  readonly chunks?: readonly string[];
}

/** Calls a listener with a request and a response that need no network. */
async function call(handler: Handler, fields: FakeRequest = {}, options?: NodeListenerOptions) {
  const { chunks = [], ...given } = fields;
  const req = Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), {
    method: 'GET',
    url: '/',
    headers: { host: 'show.test' },
    socket: { remoteAddress: '192.0.2.1' },
    httpVersionMajor: 1,
    complete: true,
    ...given,
  });
  const res = Object.assign(new EventEmitter(), {
    statusCode: 0,
    headersSent: false,
    headers: {} as Record<string, unknown>,
    setHeader: (name: string, value: unknown) => void (res.headers[name] = value),
    body: undefined as string | undefined,
    end: (bytes?: Uint8Array) => {
      res.body = bytes && Buffer.from(bytes).toString();
      res.emit('finish');
    },
  });
  const finished = once(res, 'finish');
  toNodeListener(handler, options)(req as unknown as IncomingMessage, res as never);
  await finished;
  return res;
}
/** The request that the handler gets. */
async function received(fields: FakeRequest, options?: NodeListenerOptions) {
  let request: Request | undefined;
  let body = '';
  const response = await call(
    async (each) => {
      request = each;
      body = await each.text();
      return new Response(null, { status: 204 });
    },
    fields,
    options,
  );
  assert.equal(response.statusCode, 204);
  assert.ok(request);
  return { request, body };
}

describe('the request that a handler gets in Node', () => {
  it('has the protocol of its socket', async () => {
    const url = async (socket: object) => (await received({ socket })).request.url;
    assert.equal(await url({ encrypted: true }), 'https://show.test/');
    assert.equal(await url({ encrypted: false }), 'http://show.test/');
    assert.equal(await url({}), 'http://show.test/');
  });

  it('has the host of its header, or of the pseudo header, or one that is nobody’s', async () => {
    const host = async (headers: IncomingHttpHeaders) => {
      const { request } = await received({ headers });
      return [new URL(request.url).host, request.headers.get('host')];
    };
    assert.deepEqual(await host({ host: 'show.test:8443' }), ['show.test:8443', 'show.test:8443']);
    assert.deepEqual(await host({ ':authority': 'show.test' }), ['show.test', 'show.test']);
    assert.deepEqual(await host({ ':authority': 'other.test', host: 'show.test' }), ['show.test', 'show.test']);
    assert.deepEqual(await host({}), ['unknown.invalid', null]);
  });

  it('has the path of the server, before a framework shortened it, and never another host', async () => {
    const path = async (fields: FakeRequest) => (await received(fields)).request.url;
    assert.equal(await path({ url: '/a?b=c' }), 'http://show.test/a?b=c');
    assert.equal(await path({ url: '/token', originalUrl: '/api/token' }), 'http://show.test/api/token');
    for (const url of ['*', 'http://evil.example/', 'evil.example:443', ''])
      assert.equal(await path({ url }), 'http://show.test/', url);
    assert.equal(await path({ url: undefined }), 'http://show.test/');
  });

  it('has all its headers except those of HTTP/2', async () => {
    const headers = { host: 'show.test', ':path': '/x', 'x-one': 'a', 'x-list': ['b', 'c'], 'x-none': undefined };
    const { request } = await received({ headers: headers as never });
    assert.deepEqual(
      [...request.headers].filter(([name]) => name !== 'host'),
      [
        ['x-list', 'b, c'],
        ['x-none', ''],
        ['x-one', 'a'],
      ],
    );
  });

  it('has the bytes of its body, and none for GET and HEAD', async () => {
    assert.equal((await received({ method: 'POST', chunks: ['hé', 'llo'] })).body, 'héllo');
    for (const method of ['GET', 'HEAD']) assert.equal((await received({ method, chunks: ['x'] })).body, '');
  });

  it('has the body that a framework has parsed, whatever its type', async () => {
    for (const [body, expected] of [
      ['text', 'text'],
      [new TextEncoder().encode('bytes'), 'bytes'],
      [{ groupId: 'g' }, '{"groupId":"g"}'],
      [null, 'null'],
    ] as const) {
      let text = '';
      const handler: Handler = async (request) => ((text = await request.text()), new Response());
      for (const state of [{ readableDidRead: true }, { readableEnded: true }]) {
        const req = {
          method: 'POST',
          url: '/',
          headers: { host: 'show.test' },
          socket: {},
          complete: true,
          httpVersionMajor: 1,
          readableDidRead: false,
          readableEnded: false,
          body,
          ...state,
        };
        const res = Object.assign(new EventEmitter(), { setHeader: () => undefined, end: () => res.emit('finish') });
        const finished = once(res, 'finish');
        toNodeListener(handler)(req as unknown as IncomingMessage, res as never);
        await finished;
        assert.equal(text, expected);
      }
    }
  });

  it('passes the address of the socket, or that of the trusted proxy', async () => {
    const addressOf = async (headers: IncomingHttpHeaders, options?: NodeListenerOptions, socket?: object) => {
      let address: unknown;
      const handler: Handler = (_request, context) => ((address = context.address), Promise.resolve(new Response()));
      await call(handler, { headers: { host: 'show.test', ...headers }, ...(socket && { socket }) }, options);
      return address;
    };
    const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.5' };
    assert.equal(await addressOf(forwarded), '192.0.2.1');
    assert.equal(await addressOf(forwarded, { trustProxy: true }), '203.0.113.5');
    assert.equal(await addressOf({}, { trustProxy: true }), '192.0.2.1');
    assert.equal(await addressOf({}, {}, {}), undefined);
  });

  it('is aborted when the connection closes', async () => {
    let signal: AbortSignal | undefined;
    const res = await call((request) => ((signal = request.signal), Promise.resolve(new Response())));
    assert.equal(signal?.aborted, false);
    res.emit('close');
    assert.equal(signal?.aborted, true);
  });
});

describe('the response of a listener', () => {
  it('has status, headers and bytes', async () => {
    const res = await call(() => Promise.resolve(new Response('héllo', { status: 201, headers: { 'X-A': 'b' } })));
    assert.deepEqual([res.statusCode, res.body, res.headers['x-a']], [201, 'héllo', 'b']);
    assert.ok(!('connection' in res.headers) && !('set-cookie' in res.headers));
  });

  it('is 500, reported, when the handler fails, and ends what was begun', async () => {
    const logged = mock.method(console, 'error', () => undefined);
    const res = await call(() => Promise.reject(new Error('of the handler')));
    assert.deepEqual([res.statusCode, res.body], [500, undefined]);
    assert.match(String(logged.mock.calls[0]?.arguments[0]), /of the handler/);
    logged.mock.restore();
  });

  it('is 500, reported, when the body was read and not kept, and 400, not reported, for a wrong request', async () => {
    const logged = mock.method(console, 'error', () => undefined);
    const listener = toNodeListener(() => assert.fail('called'));
    const server = createServer((req, res) => req.resume().on('end', () => listener(req, res))).listen(0, '127.0.0.1');
    after(() => server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const response = await fetch(url, { method: 'POST', body: '{}' });
    assert.deepEqual([response.status, ((await response.json()) as { code: string }).code], [500, 'body-read']);
    assert.match(String(logged.mock.calls[0]?.arguments[0]), /body was read before/);
    const wrong = await call(() => assert.fail('called'), { headers: { host: 'a b' } });
    assert.deepEqual([wrong.statusCode, logged.mock.callCount()], [400, 1]);
    assert.match(wrong.body ?? '', /The request is not valid/);
    logged.mock.restore();
  });

  it('closes the connection only where a body is unread', async () => {
    const refuse: Handler = () => Promise.resolve(new Response('no', { status: 413 }));
    const server = createServer(toNodeListener(refuse)).listen(0, '127.0.0.1');
    after(() => (server.closeAllConnections(), server.close()));
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connectionOf = async (isComplete: boolean) => {
      const headers = { Connection: 'keep-alive', 'Content-Length': isComplete ? '0' : '5' };
      const sending = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers });
      sending.on('error', () => undefined);
      if (isComplete) sending.end();
      else sending.flushHeaders();
      const [response] = (await once(sending, 'response')) as [IncomingMessage];
      response.resume();
      sending.destroy();
      return response.headers.connection;
    };
    assert.deepEqual([await connectionOf(true), await connectionOf(false)], ['keep-alive', 'close']);
  });

  it('has no header of a connection in HTTP/2, where there is none', async () => {
    const refuse: Handler = () => Promise.resolve(new Response('no', { status: 413 }));
    const server = createHttp2Server(toNodeListener(refuse) as never).listen(0, '127.0.0.1');
    after(() => server.close());
    await once(server, 'listening');
    const warned = mock.method(process, 'emitWarning', () => undefined);
    const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const stream = session.request({ ':method': 'POST', ':path': '/', ':authority': 'show.test' });
    stream.write('unfinished');
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    assert.deepEqual([headers[':status'], headers['connection'], warned.mock.callCount()], [413, undefined, 0]);
    warned.mock.restore();
    session.destroy();
  });
});
