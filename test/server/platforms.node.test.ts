// What differs between platforms: HTTP/2, proxies, frameworks that read the body, addresses beside the request, and
// functions that are stopped after the response.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, mock, test } from 'node:test';
import {
  createLikeCounter,
  createRestClient,
  createTokenHandler,
  createWebhookHandler,
  toNodeListener,
  type TokenHandlerOptions,
} from '../../src/server/index.js';
import { until } from '../support/until.js';

const APP = { sdkAppId: 1400000001, secretKey: 'emulator-test-key-opens-no-real-application-0000000000000000000' };
const BODY = '{"groupId":"room"}';
const JSON_TYPE = { 'content-type': 'application/json' };
const make = (options: Partial<Omit<TokenHandlerOptions, 'secretKey' | 'privateKey'>> = {}) =>
  createTokenHandler({ ...APP, identify: () => ({ userId: 'ana' }), addressLimit: false, ...options });
const post = (url: string, headers: Record<string, string> = {}) =>
  new Request(url, { method: 'POST', body: BODY, headers: { ...JSON_TYPE, ...headers } });

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  mock.restoreAll();
});

async function listen(listener: (req: IncomingMessage, res: ServerResponse) => void): Promise<string> {
  const server = createServer(listener);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('HTTP/2', () => {
  test('a page of the same origin gets a token, and Node prints no warning', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'http2-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const [key, cert] = ['key', 'cert'].map((name) => path.join(folder, name)) as [string, string];
    const subject = `req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${cert} -days 2 -subj /CN=localhost`;
    execFileSync('openssl', subject.split(' '), { stdio: 'ignore' });
    const warnings: string[] = [];
    const record = (warning: Error) => warnings.push(warning.message);
    process.on('warning', record);
    closing.push(() => process.off('warning', record));

    const server = http2.createSecureServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      toNodeListener(make()),
    );
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
    const client = http2.connect(origin, { rejectUnauthorized: false });
    closing.push(() => (client.close(), server.close()));
    const respond = (headers: Record<string, string>, body: string) =>
      new Promise((resolve, reject) => {
        const stream = client.request({ ':method': 'POST', ':path': '/api/token', ...JSON_TYPE, ...headers });
        stream.on('response', (response) => resolve(response[':status'])).on('error', reject);
        stream.resume().end(body);
      });
    assert.equal(await respond({ origin, 'sec-fetch-site': 'same-origin' }, BODY), 200);
    assert.equal(await respond({ origin: 'https://other.example', 'sec-fetch-site': 'cross-site' }, BODY), 403);
    assert.equal(await respond({ origin, 'sec-fetch-site': 'same-origin' }, 'x'.repeat(100_000)), 413);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(warnings, []);
  });
});

describe('the origin of the page', () => {
  test('is compared with the Host header also where the browser sends no Sec-Fetch-Site', async () => {
    const handle = make();
    const lan = { host: '192.168.1.20:3000', origin: 'http://192.168.1.20:3000' };
    assert.equal((await handle(post('http://localhost:3000/api/token', lan))).status, 200);
    const other = { host: '192.168.1.20:3000', origin: 'http://other.example' };
    assert.equal((await handle(post('http://localhost:3000/api/token', other))).status, 403);
    const plain = { host: 'site.example', origin: 'http://site.example' };
    assert.equal((await handle(post('https://site.example/api/token', plain))).status, 403);
  });

  test('is refused with the names of the options that allow it', async () => {
    const headers = { host: '127.0.0.1:3000', origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' };
    const response = await make()(post('http://127.0.0.1:3000/api/token', headers));
    assert.equal(response.status, 403);
    const problem = (await response.json()) as { code: string; detail: string };
    assert.equal(problem.code, 'origin');
    assert.match(problem.detail, /`origins`.*`trustProxy`/);
  });
});

describe('a body that was read before', () => {
  const readAll = async (req: IncomingMessage) => {
    let text = '';
    for await (const chunk of req) text += String(chunk);
    return text;
  };
  const send = (url: string) => fetch(url, { method: 'POST', body: BODY, headers: JSON_TYPE });

  test('is used where the framework keeps it in req.body', async () => {
    const listener = toNodeListener(make());
    const url = await listen(
      (req, res) =>
        void readAll(req).then((text) => listener(Object.assign(req, { body: JSON.parse(text) as unknown }), res)),
    );
    assert.equal((await send(url)).status, 200);
  });

  test('is reported in the response and on the console where it is gone', async () => {
    const report = mock.method(console, 'error', () => undefined);
    const listener = toNodeListener(make());
    const url = await listen((req, res) => void readAll(req).then(() => listener(req, res)));
    const response = await send(url);
    assert.equal(response.status, 500);
    assert.match(((await response.json()) as { detail: string }).detail, /read before.*req\.body/);
    assert.equal(report.mock.callCount(), 1);
  });

  test('is reported for a fetch Request too', async () => {
    const request = post('http://site.example/api/token');
    await request.text();
    const response = await make()(request);
    assert.equal(response.status, 500);
    assert.match(((await response.json()) as { detail: string }).detail, /read before/);
  });
});

describe('the address of the client', () => {
  test('is the second argument where the request does not have it', async () => {
    const handle = make({ addressLimit: { limit: 2, windowSeconds: 60 } });
    const statuses = [];
    for (let request = 0; request < 4; request++)
      statuses.push((await handle(post('http://site.example/'), { address: '203.0.113.7' })).status);
    assert.ok(statuses.includes(429), statuses.join());
    assert.equal((await handle(post('http://site.example/'), { address: '203.0.113.8' })).status, 200);
  });

  test('is missed once per process', async () => {
    const warn = mock.method(console, 'warn', () => undefined);
    for (let request = 0; request < 3; request++)
      assert.equal((await make({ addressLimit: undefined })(post('http://site.example/'))).status, 200);
    assert.equal(warn.mock.callCount(), 1);
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /handler\(request, \{ address \}\)/);
  });
});

describe('a function that is stopped after the response', () => {
  const like = (user: string) =>
    new Request(
      `http://site.example/?SdkAppid=${APP.sdkAppId}&CallbackCommand=Group.CallbackBeforeSendMsg&RequestTime=1`,
      {
        method: 'POST',
        body: JSON.stringify({
          GroupId: 'room',
          Type: 'AVChatRoom',
          From_Account: user,
          Random: 1,
          MsgBody: [
            {
              MsgType: 'TIMCustomElem',
              MsgContent: {
                Data: JSON.stringify({
                  businessID: 'TUIGift_like',
                  version: '1.0',
                  platform: 'web',
                  data: { count: 3 },
                }),
                Desc: '',
                Ext: '',
              },
            },
          ],
          EventTime: 1,
        }),
      },
    );
  const counter = (everyMs: number) => {
    const store = { total: 0, add: (_groupId: string, likes: number) => Promise.resolve((store.total += likes)) };
    const likes = createLikeCounter({ store, everyMs });
    const on = { beforeSend: likes.beforeSend };
    return { store, handle: createWebhookHandler({ sdkAppId: APP.sdkAppId, token: false, on }) };
  };

  test('waits for the report of likes through waitUntil', async () => {
    const { store, handle } = counter(1000);
    const kept: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
    for (const user of ['ana', 'bo', 'cy']) assert.equal((await handle(like(user), context)).status, 200);
    assert.equal(kept.length, 1, 'one request waits for all');
    await Promise.all(kept);
    assert.equal(store.total, 9);
    await handle(like('di'), context);
    await until(() => kept.length === 2, 'the next like is reported by a new promise');
    await Promise.all(kept);
    assert.equal(store.total, 12);
  });

  test('reports before the response with everyMs: 0', async () => {
    const { store, handle } = counter(0);
    await handle(like('ana'));
    assert.equal(store.total, 3);
  });
});

describe('a redirect of the REST service', () => {
  test('is refused and not followed', async () => {
    let isFollowed = false;
    const target = await listen((_req, res) => {
      isFollowed = true;
      res.end('{"ActionStatus":"OK","ErrorCode":0}');
    });
    const modes: (string | undefined)[] = [];
    const url = await listen((_req, res) => res.writeHead(307, { location: target }).end());
    const client = createRestClient({
      ...APP,
      baseUrl: url,
      fetch: (input, init) => {
        modes.push(init?.redirect);
        return fetch(input, init);
      },
    });
    await assert.rejects(client.call('openim/sendmsg', {}, 'unsafe'), /307.*redirect/);
    assert.equal(isFollowed, false);
    assert.deepEqual(modes, ['manual'], 'Workers refuse every mode but "manual" and "follow"');
  });
});
