import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { ChatError } from '../../../src/room/model/chat-error.js';
import { Credentials, type TokenFailure, parseToken } from '../../../src/room/connection/token.js';

const GOOD = { sdkAppId: 1400000001, userId: 'ana', userSig: 'sig', expiresAt: 4_000_000_000, role: 'host' };
let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function failure(work: Promise<unknown>): Promise<ChatError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ChatError);
    return error;
  }
  throw new Error('It did not fail.');
}

describe('token responses', () => {
  it('are accepted with all fields, and without those of a guest', () => {
    assert.equal(parseToken(GOOD).userId, 'ana');
    assert.equal(parseToken({ sdkAppId: 1 }).userId, undefined);
    assert.equal(parseToken({ ...GOOD, nick: null, avatar: '' }).nick, undefined);
  });
  const wrong: [unknown, RegExp][] = [
    [null, /JSON object/],
    [[], /JSON object/],
    ['text', /JSON object/],
    [{}, /"sdkAppId" is missing/],
    [{ ...GOOD, sdkAppId: '1' }, /"sdkAppId" has to be a positive/],
    [{ ...GOOD, userSig: undefined }, /"userSig" is missing/],
    [{ ...GOOD, userSig: 5 }, /"userSig" has to be a string/],
    [{ ...GOOD, expiresAt: undefined }, /"expiresAt" is missing/],
    [{ ...GOOD, expiresAt: Date.now() }, /not in milliseconds/],
    [{ ...GOOD, role: 'admin' }, /"role"/],
    [{ ...GOOD, capabilities: 'send' }, /"capabilities"/],
    [{ ...GOOD, proxyServer: 'https://x' }, /"proxyServer"/],
    [{ ...GOOD, userId: 'x'.repeat(65) }, /"userId" is longer/],
  ];
  for (const [answer, words] of wrong) {
    it(`are refused with a reason: ${words.source}`, () => {
      assert.throws(
        () => parseToken(answer),
        (error: unknown) =>
          error instanceof ChatError && error.code === 'token/invalid' && words.test(error.message) && !error.retryable,
      );
    });
  }
});

describe('the token provider', () => {
  it('sends one request for all callers, with the group as JSON, and caches the response', async () => {
    const bodies: string[] = [];
    const endpoint = await serve((request, response) => {
      request.on('data', (chunk: Buffer) =>
        bodies.push(`${request.method} ${request.headers['content-type']} ${chunk.toString()}`),
      );
      request.on('end', () => response.end(JSON.stringify(GOOD)));
    });
    const credentials = new Credentials({ groupId: 'show', tokenEndpoint: endpoint });
    const [a, b] = await Promise.all([credentials.get(), credentials.get()]);
    assert.equal(a, b);
    assert.equal(await credentials.get(), a);
    assert.deepEqual(bodies, ['POST application/json {"groupId":"show"}']);
    credentials.clear();
  });
  for (const [status, code, retryable] of [
    [401, 'token/denied', false],
    [403, 'token/denied', false],
    [404, 'token/invalid', false],
    [429, 'token/unreachable', true],
    [408, 'token/unreachable', true],
    [425, 'token/unreachable', true],
    [500, 'token/unreachable', true],
    [503, 'token/unreachable', true],
  ] as const) {
    it(`maps HTTP ${status} to ${code}`, async () => {
      const endpoint = await serve((_, response) =>
        response.writeHead(status, { 'Retry-After': '7' }).end('secret words'),
      );
      const error = await failure(new Credentials({ groupId: 'show', tokenEndpoint: endpoint }).get());
      assert.equal(error.code, code);
      assert.equal(error.retryable, retryable);
      assert.deepEqual(error.cause as TokenFailure, { status, retryAfterMs: 7000 });
      assert.doesNotMatch(error.message, /secret/);
    });
  }
  it('waits at most five minutes for Retry-After, and not for a date or a negative number', async () => {
    for (const [header, retryAfterMs] of [
      ['0', 0],
      ['1', 1_000],
      ['300', 300_000],
      ['301', 300_000],
      ['-5', 0],
      ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
      ['', 0],
    ] as const) {
      const endpoint = await serve((_, response) => response.writeHead(503, { 'Retry-After': header }).end());
      const error = await failure(new Credentials({ groupId: 'show', tokenEndpoint: endpoint }).get());
      assert.deepEqual(error.cause, { status: 503, retryAfterMs }, header);
      server?.closeAllConnections();
      server?.close();
    }
  });
  it('keeps a token of an endpoint that does not tell its time', async () => {
    let asked = 0;
    const endpoint = await serve((_, response) => {
      asked++;
      response.sendDate = false;
      response.end(JSON.stringify(GOOD));
    });
    const credentials = new Credentials({ groupId: 'show', tokenEndpoint: endpoint });
    await credentials.get();
    await credentials.get();
    assert.equal(asked, 1);
    credentials.clear();
  });
  it('says whether the endpoint or the provider of the page failed', async () => {
    const unreachable = new Credentials({ groupId: 'show', tokenEndpoint: 'http://127.0.0.1:1/' });
    assert.match((await failure(unreachable.get())).message, /endpoint cannot be reached/);
    const failing = new Credentials({ groupId: 'show', tokenProvider: () => Promise.reject(new Error('boom')) });
    assert.match((await failure(failing.get())).message, /provider failed/);
  });
  it('does not quote a response that is not JSON', async () => {
    const endpoint = await serve((_, response) => response.end('<secret-signature>'));
    const error = await failure(new Credentials({ groupId: 'show', tokenEndpoint: endpoint }).get());
    assert.equal(error.code, 'token/invalid');
    assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /secret/);
  });
  it('reports that the endpoint cannot be reached', async () => {
    const error = await failure(new Credentials({ groupId: 'show', tokenEndpoint: 'http://127.0.0.1:1/' }).get());
    assert.equal(error.code, 'token/unreachable');
    assert.equal(error.retryable, true);
  });
  it('passes a ChatError of a custom provider on, and hides any other error behind token/unreachable', async () => {
    const denied = new ChatError('token/denied', 'Sign in.', false);
    assert.equal(
      await failure(new Credentials({ groupId: 'show', tokenProvider: () => Promise.reject(denied) }).get()),
      denied,
    );
    const error = await failure(
      new Credentials({ groupId: 'show', tokenProvider: () => Promise.reject(new Error('boom')) }).get(),
    );
    assert.equal(error.code, 'token/unreachable');
  });
  it('renews at 80 % of the lifetime by the server, not by a wrong clock of the client', async (test) => {
    const hourBehind = 3_600_000;
    let asked = 0;
    const endpoint = await serve((_, response) => {
      asked++;
      response.setHeader('Date', new Date(Date.now() - hourBehind).toUTCString());
      response.end(JSON.stringify({ ...GOOD, expiresAt: Math.floor((Date.now() - hourBehind) / 1000) + 1000 }));
    });
    const delays: number[] = [];
    const original = globalThis.setTimeout;
    test.mock.method(globalThis, 'setTimeout', (run: () => void, ms?: number) => {
      if ((ms ?? 0) > 100_000) delays.push(ms ?? 0);
      return original(run, ms);
    });
    const credentials = new Credentials({ groupId: 'show', tokenEndpoint: endpoint });
    await credentials.get();
    await credentials.get();
    assert.equal(asked, 1);
    assert.equal(delays.length, 1);
    assert.ok(Math.abs((delays[0] ?? 0) - 800_000) < 2_000, `${delays[0]}`);
    credentials.clear();
  });
  it('aborts a pending request when it is cleared', async () => {
    const endpoint = await serve(() => undefined);
    const credentials = new Credentials({ groupId: 'show', tokenEndpoint: endpoint });
    const asked = failure(credentials.get());
    credentials.clear();
    assert.equal((await asked).code, 'room/closed');
  });

  it('reads a response only up to a limit', async () => {
    let sent = 0;
    const endpoint = await serve((_, response) => {
      const write = (): void => {
        while (sent < 64 * 1024 * 1024 && !response.destroyed) {
          sent += 65_536;
          if (!response.write(' '.repeat(65_536))) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    const error = await failure(new Credentials({ groupId: 'show', tokenEndpoint: endpoint }).get());
    assert.equal(error.code, 'token/invalid');
    assert.match(error.message, /larger than/);
    assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were sent`);
  });

  it('sends cookies to its own origin only, unless the option allows others', async (test) => {
    const credentials: unknown[] = [];
    test.mock.method(globalThis, 'fetch', (_url: string, init: RequestInit) => {
      credentials.push(init.credentials);
      return Promise.resolve(Response.json(GOOD));
    });
    await new Credentials({ groupId: 'show', tokenEndpoint: '/t' }).renew();
    await new Credentials({ groupId: 'show', tokenEndpoint: '/t', tokenCredentials: 'include' }).renew();
    assert.deepEqual(credentials, ['same-origin', 'include']);
  });
});
