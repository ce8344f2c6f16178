// The demo server without a browser: users, public files, permissions, and error messages.
import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo, type Demo, type DemoParts } from '../../demo/server/start-demo.mjs';
import {
  createModerationHandler,
  createRestClient,
  createTokenHandler,
  toNodeListener,
  verifyUserSig,
} from '../../src/server/index.js';

const APP = { sdkAppId: 1400000001, secretKey: 'test-key-of-the-demo-server-tests-0123456789abcdef0123456789abcdef' };
const crowdCalls: unknown[] = [];
const emulatorPorts: number[] = [];
const privateMessages: unknown[] = [];
let takenPort: number | undefined;

/** The methods of an emulator that the server calls. The pages are tested against the real emulator. */
const parts = {
  createModerationHandler,
  createRestClient,
  createTokenHandler,
  toNodeListener,
  startEmulator: ({ port }: { port: number }) => {
    emulatorPorts.push(port);
    if (port === takenPort)
      return Promise.reject(new Error('taken', { cause: Object.assign(new Error('listen'), { code: 'EADDRINUSE' }) }));
    return Promise.resolve({
      ...APP,
      url: 'ws://127.0.0.1:9',
      restUrl: 'http://127.0.0.1:9',
      close: () => Promise.resolve(),
      app: {
        createRoom: () => undefined,
        sendC2cText: (userId: string, text: string, { from }: { from: string }) =>
          privateMessages.push([from, userId, text]),
      },
      crowd: (options: object) => {
        crowdCalls.push(options);
        return { setRate: (perSecond: number) => crowdCalls.push(perSecond), stop: () => crowdCalls.push('stop') };
      },
    });
  },
} as unknown as DemoParts;

let distFolder: string;
let demo: Demo;
before(async () => {
  distFolder = await mkdtemp(path.join(tmpdir(), 'demo-dist-'));
  await writeFile(path.join(distFolder, 'a.js'), 'export {};');
  await symlink(fileURLToPath(new URL('../../package.json', import.meta.url)), path.join(distFolder, 'out.json'));
  demo = await startDemo({ port: 0, parts, distFolder });
});
after(async () => {
  await demo.close();
  await rm(distFolder, { recursive: true });
});

const post = (where: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL(where, demo.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** fetch normalises a path and sets the Host header itself; an attacker does not. */
function rawStatus(pathname: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const { port } = new URL(demo.url);
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: pathname, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the token endpoint of the demo', () => {
  test('gives a browser its own user, which the cookie preserves', async () => {
    const first = await post('/api/token', { groupId: 'lake' });
    assert.equal(first.status, 200);
    const cookie = first.headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly; SameSite=Lax/);
    const ticket = (await first.json()) as { userId: string; userSig: string; nick: string; proxyServer: string };
    assert.match(ticket.nick, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.equal(ticket.proxyServer, 'ws://127.0.0.1:9');
    await verifyUserSig(ticket.userSig, { ...APP, userId: ticket.userId });

    const again = await post('/api/token', { groupId: 'lake' }, { Cookie: cookie.split(';')[0] ?? '' });
    assert.equal(((await again.json()) as { userId: string }).userId, ticket.userId);
    assert.equal(again.headers.get('set-cookie'), null);
  });

  test('uses the user of its own query, and of the page that sends the request', async () => {
    const chosen = async (where: string, referer?: string) =>
      (await (await post(where, { groupId: 'lake' }, referer ? { Referer: referer } : {})).json()) as {
        userId: string;
        nick: string;
        role: string;
      };
    assert.deepEqual(await chosen('/api/token?user=ana').then(({ userId, nick, role }) => ({ userId, nick, role })), {
      userId: 'ana',
      nick: 'Ana',
      role: 'viewer',
    });
    assert.equal((await chosen('/api/token', `${demo.url}?user=bo&role=host`)).role, 'host');
  });

  test('lets a request with an empty user read as a guest', async () => {
    const answer = (await (await post('/api/token?user=', { groupId: 'lake' })).json()) as object;
    assert.equal('userSig' in answer, false);
  });

  test('refuses a user id that the service would not accept, and pages of other origins', async () => {
    assert.equal((await post('/api/token?user=a%20b%3Cscript', { groupId: 'lake' })).status, 401);
    assert.equal((await post('/api/token', { groupId: 'lake' }, { Origin: 'https://example.com' })).status, 403);
  });
});

describe('the moderation endpoint of the demo', () => {
  test('accepts only hosts and moderators', async () => {
    const mute = { action: 'mute', groupId: 'lake', userId: 'bo', seconds: 60 };
    assert.equal((await post('/api/moderate?user=ana', mute)).status, 403);
    assert.equal((await post('/api/moderate?user=', mute)).status, 401);
    assert.equal((await post('/api/moderate?user=sami&role=host', { ...mute, seconds: -1 })).status, 400);
  });
});

describe('the crowd endpoint of the demo', () => {
  test('starts one crowd per room, changes its rate and stops it', async () => {
    crowdCalls.length = 0;
    for (const perSecond of [10, 200, 0])
      assert.equal((await post('/api/crowd', { groupId: 'lake', perSecond })).status, 200);
    assert.deepEqual(crowdCalls, [{ groupId: 'lake', perSecond: 10, seed: 7 }, 200, 'stop']);
  });

  test('reports whether a rate was already set, also when it is 0', async () => {
    const ask = async () =>
      (await (await fetch(new URL('/api/crowd?groupId=quiet', demo.url))).json()) as {
        chosen: boolean;
        perSecond: number;
      };
    assert.equal((await ask()).chosen, false);
    await post('/api/crowd', { groupId: 'quiet', perSecond: 0 });
    assert.deepEqual(await ask().then(({ chosen, perSecond }) => ({ chosen, perSecond })), {
      chosen: true,
      perSecond: 0,
    });
  });

  test('reports wrong requests by an error message', async () => {
    const problem = async (body: unknown, headers = {}) => {
      const response = await post('/api/crowd', body, headers);
      return [response.status, ((await response.json()) as { detail: string }).detail];
    };
    assert.deepEqual(await problem({ groupId: 'lake', perSecond: 7 }), [
      400,
      'perSecond must be one of 0, 1, 10, 40, 200.',
    ]);
    assert.deepEqual(await problem({ groupId: '', perSecond: 1 }), [400, 'groupId must be 1 to 48 ASCII characters.']);
    assert.deepEqual(await problem('{'), [400, 'The body is not a JSON object.']);
    assert.equal((await problem({ groupId: 'lake', pad: 'x'.repeat(5000) }))[0], 413);
    assert.equal((await problem({ groupId: 'lake', perSecond: 1 }, { Origin: 'http://127.0.0.1:1' }))[0], 403);
    assert.equal((await problem('groupId=lake', { 'Content-Type': 'application/x-www-form-urlencoded' }))[0], 415);
  });

  test('starts no crowd when a real application is configured', async () => {
    const real = await startDemo({ port: 0, parts, distFolder, application: APP });
    try {
      const response = await fetch(new URL('/api/crowd', real.url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"groupId":"lake","perSecond":1}',
      });
      assert.equal(response.status, 409);
      const token = await fetch(new URL('/api/token', real.url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"groupId":"lake"}',
      });
      assert.equal('proxyServer' in ((await token.json()) as object), false);
      assert.match((await fetch(real.url)).headers.get('content-security-policy') ?? '', /wss:\/\/\*\.im\.qcloud\.com/);
    } finally {
      await real.close();
    }
  });
});

describe('the endpoint of private messages', () => {
  test('writes to the user of the request, in the name of a user whom the demo plays', async () => {
    const asAna = { Referer: `${demo.url}messenger/?user=ana` };
    const wrong = [{ from: 'sami', text: 'hi' }, { from: 'mia', text: '' }, { from: 'mia', text: 'x'.repeat(501) }, {}];
    for (const body of wrong) assert.equal((await post('/api/private-message', body, asAna)).status, 400);
    const message = { from: 'mia', text: 'hi' };
    const asGuest = { Referer: `${demo.url}messenger/?user=` };
    assert.equal((await post('/api/private-message', message, asGuest)).status, 401);
    assert.equal((await post('/api/private-message', message, { ...asAna, Origin: 'http://127.0.0.1:1' })).status, 403);
    assert.equal((await fetch(new URL('/api/private-message', demo.url))).status, 405);
    assert.deepEqual(privateMessages, []);
    assert.equal((await post('/api/private-message', message, asAna)).status, 204);
    assert.deepEqual(privateMessages, [['mia', 'ana', 'hi']]);
  });
});

test('the emulator uses the port after the demo, where open pages find it again, or any port when that one is in use', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  for (const taken of [undefined, port + 1]) {
    takenPort = taken;
    emulatorPorts.length = 0;
    const own = await startDemo({ port, parts, distFolder });
    await own.close();
    assert.deepEqual(emulatorPorts, taken === undefined ? [port + 1] : [port + 1, 0]);
  }
  takenPort = undefined;
});

describe('the files of the demo', () => {
  test('have their media type, and pages have a strict policy', async () => {
    const page = await fetch(demo.url);
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; script-src 'self'; .*require-trusted-types-for 'script'; trusted-types live-chat-elements dompurify/,
    );
    const script = await fetch(new URL('/dist/a.js', demo.url));
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    const etag = script.headers.get('etag') ?? '';
    assert.equal((await fetch(new URL('/dist/a.js', demo.url), { headers: { 'If-None-Match': etag } })).status, 304);
  });

  test('are served only from the two folders', async () => {
    for (const pathname of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/dist/../package.json',
      '/dist/..%2fpackage.json',
      '/..%5cpackage.json',
      '/dist/out.json',
      '/server.mjs',
      '/server/demo-users.mjs',
      '/SERVER.MJS',
      '/%00',
      '/%',
      '/.git/config',
      '//etc/passwd',
      '/frameworks/package.json',
      '/static/service.js',
      '/nothing',
    ]) {
      assert.equal(await rawStatus(pathname), 404, pathname);
    }
  });

  test('are not served to other host names, which could point to this machine', async () => {
    assert.equal(await rawStatus('/', { Host: 'rebound.example' }), 421);
    assert.equal(await rawStatus('/', { Host: 'localhost:8000' }), 200);
  });

  test('redirect a folder to its address with a slash', async () => {
    const response = await fetch(new URL('/gallery', demo.url), { redirect: 'manual' });
    assert.equal(response.headers.get('location'), '/gallery/');
  });
});

test('the demo reports a port in use by an error message', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  try {
    await assert.rejects(startDemo({ port, parts, distFolder }), {
      message: `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`,
    });
  } finally {
    blocker.close();
  }
});
