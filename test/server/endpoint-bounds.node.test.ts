// The numbers of the token endpoint and of every endpoint for pages: the last value that is allowed, and the next one.
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { verifyUserSig, type Identity, type TokenHandlerOptions } from '../../src/server/index.js';
import { RateLimiter } from '../../src/server/rate-limiter.js';
import { make, post, problem, SECRET, URL_HERE } from './support/token-requests.js';

type Options = Partial<Omit<TokenHandlerOptions, 'secretKey' | 'privateKey'>>;
const NOW = 1_700_000_000_999;
const ANA: Identity = { userId: 'ana' };
async function token(identity: Identity, options: Options = {}): Promise<Record<string, unknown>> {
  const response = await make({ identify: () => identity, now: () => NOW, addressLimit: false, ...options })(post());
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}
/** How many of `count` requests get each status. */
async function statuses(count: number, options: Options) {
  const handle = make({ now: () => NOW, ...options });
  const found: Record<number, number> = {};
  for (let index = 0; index < count; index++) {
    const { status } = await handle(post(), { address: '192.0.2.1' });
    found[status] = (found[status] ?? 0) + 1;
  }
  return found;
}

describe('a limit per address without an address', () => {
  it('is reported once for the process, and not where the limit is off', async (test) => {
    const warned = test.mock.method(console, 'warn', () => undefined);
    await make({ addressLimit: false })(post());
    await make()(post(), { address: '192.0.2.1' });
    assert.equal(warned.mock.callCount(), 0);
    await make()(post());
    await make()(post(), { address: null });
    assert.equal(warned.mock.callCount(), 1);
    assert.match(String(warned.mock.calls[0]?.arguments[0]), /limit per network address has no effect/);
  });
});

describe('the lifetime of a token', () => {
  it('is a day, in whole seconds from the present second', async () => {
    const { expiresAt, userSig } = await token(ANA);
    assert.equal(expiresAt, 1_700_000_000 + 86_400);
    const options = { sdkAppId: 1400000001, secretKey: SECRET, userId: 'ana', now: 1_700_000_000 };
    const ticket = await verifyUserSig(userSig as string, options);
    assert.deepEqual([ticket.issuedAt, ticket.expiresAt], [1_700_000_000, 1_700_086_400]);
  });

  it('can be a minute to 180 days, in whole seconds', async () => {
    for (const lifetime of [60, 180 * 86_400])
      assert.equal((await token(ANA, { lifetime })).expiresAt, 1_700_000_000 + lifetime);
    for (const lifetime of [59, 180 * 86_400 + 1, 60.5, NaN, Infinity])
      assert.throws(() => make({ lifetime }), /lifetime must be/, String(lifetime));
  });
});

describe('the options of the token handler', () => {
  it('are checked at once', () => {
    for (const proxyServer of ['http://x', 'https://x', 'x', '//x', 'wss:'])
      assert.throws(() => make({ proxyServer }), /proxyServer/, proxyServer);
    for (const proxyServer of ['ws://x', 'wss://x/path']) make({ proxyServer });
    for (const sdkAppId of [0, -1, 1.5, 2 ** 32, NaN]) assert.throws(() => make({ sdkAppId }), /sdkAppId/);
    for (const sdkAppId of [1, 2 ** 32 - 1]) make({ sdkAppId });
    assert.throws(() => make({ identify: undefined as never }), /identify must be a function/);
    for (const userLimit of [
      { limit: 0, windowSeconds: 1 },
      { limit: 1, windowSeconds: 0 },
    ])
      assert.throws(() => make({ userLimit }), /rate limit/);
  });
});

describe('the users for whom a token is made', () => {
  it('have an id of 1 to 32 characters, and a role and capabilities of the room', async () => {
    for (const userId of ['a', 'A-z_0'.repeat(6), 'x'.repeat(32)]) assert.equal((await token({ userId })).status, 200);
    assert.equal((await token({ userId: 'x'.repeat(33) })).status, 500);
    for (const role of ['host', 'moderator', 'viewer'] as const) {
      const answer = await token({ userId: 'ana', role });
      assert.equal(answer.role, role);
      assert.equal((answer.capabilities as string[]).includes('mute'), role !== 'viewer');
    }
    assert.deepEqual((await token({ userId: 'ana', capabilities: [] })).capabilities, []);
  });

  it('have no reserved id, whatever its case', async () => {
    const reservedUserIds = ['Boss'];
    assert.equal((await token({ userId: 'boss' }, { reservedUserIds })).status, 500);
    assert.equal((await token({ userId: 'BOSS' }, { reservedUserIds })).status, 500);
    assert.equal((await token({ userId: 'administrator' }, { reservedUserIds })).status, 200);
    assert.equal((await token({ userId: 'ADMINISTRATOR' })).status, 500);
  });

  it('may be guests, with a name and another room, and with nothing that signs', async () => {
    const answer = await token({ guest: true, nick: 'Someone', groupId: 'lobby' });
    assert.deepEqual(
      [answer.groupId, answer.nick, answer.role, answer.capabilities],
      ['lobby', 'Someone', 'viewer', []],
    );
    assert.ok(!('userSig' in answer) && !('userId' in answer) && !('expiresAt' in answer));
    assert.ok(!('nick' in (await token({ guest: true }))));
    assert.equal((await token({ guest: true, nick: 5 as never })).status, 500);
  });

  it('get no fields that identify did not return', async () => {
    const answer = await token(ANA);
    for (const name of ['nick', 'avatar', 'proxyServer']) assert.ok(!(name in answer), name);
    const full = await token(
      { userId: 'ana', nick: '', avatar: 'https://show.test/a.png' },
      { proxyServer: 'wss://show.test' },
    );
    assert.deepEqual([full.nick, full.avatar, full.proxyServer], ['', 'https://show.test/a.png', 'wss://show.test']);
  });

  it('are refused with 401 unless the site says 403', async () => {
    assert.deepEqual(
      await Promise.all(
        [{ refused: 'x' }, { refused: 'x', status: 401 as const }, { refused: 'x', status: 403 as const }].map(
          async (identity) => {
            const { status, code, title } = await token(identity);
            return [status, code, title];
          },
        ),
      ),
      [
        [401, 'sign-in', 'Not signed in'],
        [401, 'sign-in', 'Not signed in'],
        [403, 'not-allowed', 'Not allowed'],
      ],
    );
  });
});

describe('the limits of the token endpoint', () => {
  it('are 60 tokens of a user and 600 requests of an address in a minute', async () => {
    assert.deepEqual(await statuses(62, { addressLimit: false }), { 200: 60, 429: 2 });
    const guest = { identify: () => ({ guest: true as const }) };
    assert.deepEqual(await statuses(602, guest), { 200: 600, 429: 2 });
  });

  it('can be switched off, and do not count guests as one user', async () => {
    assert.deepEqual(await statuses(62, { addressLimit: false, userLimit: false }), { 200: 62 });
    const guest = { identify: () => ({ guest: true as const }), addressLimit: false as const };
    assert.deepEqual(await statuses(62, guest), { 200: 62 });
  });

  it('say how long to wait, in whole seconds and at least one', async () => {
    const handle = make({ now: () => NOW, addressLimit: false, userLimit: { limit: 2, windowSeconds: 1 } });
    await handle(post());
    await handle(post());
    const refused = await handle(post());
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal((await problem(refused, 429)).detail, 'Try again in 1 s.');
  });

  it('prefer the address of the site, then of the proxy, then of the platform', async () => {
    const limit = { limit: 1, windowSeconds: 60 };
    const secondStatus = async (options: Options, first: [string, string?], second: [string, string?]) => {
      const handle = make({ now: () => NOW, addressLimit: limit, userLimit: false, ...options });
      const send = ([forwarded, address]: [string, string?]) =>
        handle(post({ groupId: 'g' }, { 'X-Forwarded-For': forwarded }), { address });
      await send(first);
      return (await send(second)).status;
    };
    assert.equal(await secondStatus({}, ['1.1.1.1', '9.9.9.9'], ['2.2.2.2', '9.9.9.9']), 429);
    assert.equal(await secondStatus({}, ['1.1.1.1', '9.9.9.9'], ['1.1.1.1', '8.8.8.8']), 200);
    assert.equal(await secondStatus({ trustProxy: true }, ['1.1.1.1', '9.9.9.9'], ['1.1.1.1', '8.8.8.8']), 429);
    const byHeader: Options = { address: (request) => request.headers.get('x-forwarded-for') };
    assert.equal(await secondStatus(byHeader, ['1.1.1.1', '9.9.9.9'], ['1.1.1.1', '8.8.8.8']), 429);
    const unknown: Options = { address: () => null, trustProxy: true };
    assert.equal(await secondStatus(unknown, ['1.1.1.1', '9.9.9.9'], ['1.1.1.1', '8.8.8.8']), 429);
  });

  it('hold for the least recently used of 20,000 keys', () => {
    const limiter = new RateLimiter({ limit: 1, windowSeconds: 60 }, () => NOW);
    assert.equal(limiter.take('first'), 0);
    for (let index = 0; index < 19_999; index++) limiter.take(`key ${index}`);
    assert.equal(limiter.take('first'), 60);
    for (let index = 0; index < 20_000; index++) limiter.take(`other ${index}`);
    assert.equal(limiter.take('first'), 0, 'it was forgotten');
    const three = new RateLimiter({ limit: 3, windowSeconds: 60 }, () => NOW);
    assert.deepEqual([three.takeUpTo('a', 2), three.takeUpTo('a', 2), three.takeUpTo('b', 9)], [2, 1, 3]);
  });
});

describe('the bodies that an endpoint reads', () => {
  const pad = (bytes: number) => {
    const text = JSON.stringify({ groupId: 'g', pad: '' });
    return JSON.stringify({ groupId: 'g', pad: 'x'.repeat(bytes - text.length) });
  };

  it('have at most 4096 bytes, announced or not', async () => {
    assert.equal((await make()(post(pad(4096)))).status, 200);
    await problem(await make()(post(pad(4097))), 413);
    const announced = (length: string) => make()(post('{"groupId":"g"}', { 'Content-Length': length }));
    assert.equal((await announced('4096')).status, 200);
    await problem(await announced('4097'), 413);
  });

  it('name a room of 1 to 48 characters', async () => {
    assert.equal((await make()(post({ groupId: 'g'.repeat(48) }))).status, 200);
    assert.equal((await problem(await make()(post({ groupId: 'g'.repeat(49) })), 400)).code, 'group-id');
    const named = make({ identify: () => ({ userId: 'ana', groupId: 'own' }) });
    assert.equal((await named(post({}))).status, 200);
    assert.equal((await named(post({ groupId: null }))).status, 200);
  });

  it('are JSON, with or without the name of its encoding', async () => {
    const status = async (type: string) => (await make()(post({ groupId: 'g' }, { 'Content-Type': type }))).status;
    for (const type of [
      'application/json',
      'Application/JSON',
      'application/json; charset=utf-8',
      'application/json;charset="UTF8" ',
    ])
      assert.equal(await status(type), 200, type);
    for (const type of ['application/json; charset=latin1', 'xapplication/json', 'application/json;'])
      assert.equal(await status(type), 415, type);
  });

  it('are UTF-8', async () => {
    const bytes = new TextEncoder().encode('{"groupId":"g","more":"?"}');
    assert.equal((await make()(post(bytes))).status, 200);
    bytes[bytes.indexOf(0x3f)] = 0xff;
    await problem(await make()(post(bytes)), 400);
  });

  it('are unread when the handler gets them', async () => {
    const request = post();
    await request.text();
    assert.equal((await problem(await make()(request), 500)).code, 'body-read');
  });
});

describe('the responses of an endpoint', () => {
  it('to a preflight request name the method, the header and 10 minutes', async () => {
    const handle = make({ origins: ['https://www.show.test'] });
    const headers = { Origin: 'https://www.show.test' };
    const response = await handle(new Request(URL_HERE, { method: 'OPTIONS', headers }));
    assert.equal(response.status, 204);
    for (const [name, value] of [
      ['access-control-allow-methods', 'POST'],
      ['access-control-allow-headers', 'Content-Type'],
      ['access-control-max-age', '600'],
      ['access-control-allow-origin', 'https://www.show.test'],
      ['access-control-expose-headers', 'Retry-After'],
    ] as const)
      assert.equal(response.headers.get(name), value);
  });

  it('are problem JSON also when onError fails itself', async () => {
    const logged = mock.method(console, 'error', () => undefined);
    const handle = make({
      identify: () => Promise.reject(new Error('database')),
      onError: () => {
        throw new Error('of onError');
      },
    });
    await problem(await handle(post()), 500);
    assert.match(String(logged.mock.calls[0]?.arguments[0]), /of onError/);
    logged.mock.restore();
  });

  it('report a failure to console.error without an onError, and no refusal', async () => {
    const logged = mock.method(console, 'error', () => undefined);
    await problem(
      await make({ identify: () => Promise.reject(new Error('database')), onError: undefined })(post()),
      500,
    );
    assert.equal(logged.mock.callCount(), 1);
    await problem(await make({ identify: () => null, onError: undefined })(post()), 401);
    assert.equal(logged.mock.callCount(), 1);
    logged.mock.restore();
  });
});
