import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { connect, type AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { createTokenHandler, toNodeListener } from '../../src/server/index.js';

const closers: (() => void)[] = [];
after(() => closers.forEach((close) => close()));

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closers.push(() => { server.closeAllConnections(); server.close(); }); // prettier-ignore
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const echo = async (request: Request) => {
  const headers = new Headers({ 'X-Url': request.url, 'X-Method': request.method });
  headers.append('Set-Cookie', 'a=1');
  headers.append('Set-Cookie', 'b=2');
  return new Response(await request.text(), { status: 201, headers });
};
const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"groupId":"g"}' };

describe('toNodeListener', () => {
  it('passes on method, URL, body, status and several cookies', async () => {
    const port = await serve(toNodeListener(echo));
    const response = await fetch(`http://127.0.0.1:${port}/a/b?c=d`, { method: 'POST', body: 'héllo' });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('x-url'), `http://127.0.0.1:${port}/a/b?c=d`);
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await response.text(), 'héllo');
  });

  it('uses the body that Express has already parsed, and its full path', async () => {
    const listener = toNodeListener(echo);
    const port = await serve((req, res) => {
      req
        .resume()
        .on('end', () => listener(Object.assign(req, { body: { groupId: 'g' }, originalUrl: '/mounted/token' }), res));
    });
    const response = await fetch(`http://127.0.0.1:${port}/token`, json);
    assert.equal(await response.text(), '{"groupId":"g"}');
    assert.match(response.headers.get('x-url') ?? '', /\/mounted\/token$/);
  });

  it('trusts forwarded headers only when configured', async () => {
    const headers = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'show.test' };
    const plain = await fetch(`http://127.0.0.1:${await serve(toNodeListener(echo))}/`, { headers });
    assert.match(plain.headers.get('x-url') ?? '', /^http:\/\/127/);
    const trusting = await fetch(`http://127.0.0.1:${await serve(toNodeListener(echo, { trustProxy: true }))}/`, {
      headers,
    });
    assert.equal(trusting.headers.get('x-url'), 'https://show.test/');
  });

  it('lets the token handler limit a real network address that forges its headers', async () => {
    const handle = createTokenHandler({
      sdkAppId: 1,
      secretKey: '0123456789abcdef0123456789abcdef',
      addressLimit: { limit: 2, windowSeconds: 60 },
      identify: () => ({ guest: true }),
    });
    const port = await serve(toNodeListener(handle));
    const statuses: number[] = [];
    for (let count = 0; count < 3; count++)
      statuses.push(
        (
          await fetch(`http://127.0.0.1:${port}/`, {
            ...json,
            headers: { ...json.headers, 'X-Forwarded-For': `192.0.2.${count}` },
          })
        ).status,
      );
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  it('sends a refusal to a client that is still sending', async () => {
    const handle = createTokenHandler({
      sdkAppId: 1,
      secretKey: '0123456789abcdef0123456789abcdef',
      identify: () => ({ guest: true }),
    });
    const port = await serve(toNodeListener(handle));
    const sending = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    });
    sending.on('error', () => undefined); // the server may close the connection while the test still writes
    sending.write('a'.repeat(10_000));
    const [response] = (await once(sending, 'response')) as [{ statusCode: number }];
    assert.equal(response.statusCode, 413);
    sending.destroy();
  });

  it('answers 400 to an invalid host', async () => {
    const port = await serve(toNodeListener(echo));
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: [bad host\r\nConnection: close\r\n\r\n'),
    );
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    assert.match(chunk.toString(), /^HTTP\/1\.1 400/);
    socket.destroy();
  });

  it('uses the last entry of X-Forwarded-For, which the proxy itself added', async () => {
    const handle = createTokenHandler({
      sdkAppId: 1,
      secretKey: '0123456789abcdef0123456789abcdef',
      addressLimit: { limit: 2, windowSeconds: 60 },
      identify: () => ({ guest: true }),
    });
    const port = await serve(toNodeListener(handle, { trustProxy: true }));
    const statuses: number[] = [];
    for (let count = 0; count < 3; count++) {
      const headers = { ...json.headers, 'X-Forwarded-For': `198.51.100.${count}, 203.0.113.5` };
      statuses.push((await fetch(`http://127.0.0.1:${port}/`, { ...json, headers })).status);
    }
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  it('serves HTTP/2, where the host is a pseudo header', async () => {
    const handle = createTokenHandler({
      sdkAppId: 1,
      secretKey: '0123456789abcdef0123456789abcdef',
      identify: () => ({ guest: true }),
    });
    const listener = toNodeListener(handle) as unknown as Parameters<typeof createHttp2Server>[0];
    const server = createHttp2Server(listener as never).listen(0, '127.0.0.1');
    closers.push(() => server.close());
    await once(server, 'listening');
    const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const post = async (origin: string) => {
      const stream = session.request({
        ':method': 'POST',
        ':path': '/token',
        ':authority': 'show.test',
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        origin,
      });
      stream.end('{"groupId":"g"}');
      const [headers] = (await once(stream, 'response')) as [{ ':status'?: number }];
      stream.resume();
      return headers[':status'];
    };
    assert.deepEqual([await post('https://show.test'), await post('http://localhost')], [200, 403]);
    session.close();
  });
});
