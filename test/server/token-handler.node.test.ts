import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Identity, Refusal, createTokenHandler, verifyUserSig } from '../../src/server/index.js';
import { SECRET, make, post, problem } from './support/token-requests.js';

describe('createTokenHandler', () => {
  it('returns the response of the contract', async () => {
    const handle = make({
      proxyServer: 'ws://127.0.0.1:8001',
      history: true,
      now: () => 1_795_381_877_000,
      identify: () => ({ userId: 'u27149', nick: 'Ana', avatar: 'https://show.test/a.png' }),
    });
    const response = await handle(post());
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { userSig, ...rest } = (await response.json()) as { userSig: string };
    assert.deepEqual(rest, {
      sdkAppId: 1400000001,
      groupId: 'friday-show',
      proxyServer: 'ws://127.0.0.1:8001',
      history: true,
      userId: 'u27149',
      expiresAt: 1_795_468_277,
      nick: 'Ana',
      avatar: 'https://show.test/a.png',
      role: 'viewer',
      capabilities: ['send', 'like'],
    });
    const ticket = await verifyUserSig(userSig, {
      sdkAppId: 1400000001,
      secretKey: SECRET,
      userId: 'u27149',
      now: 1_795_468_277,
    });
    assert.equal(ticket.expiresAt, 1_795_468_277);
  });

  it('gives a guest no user and no signature', async () => {
    const answer: unknown = await (await make({ identify: () => ({ guest: true, nick: 'Someone' }) })(post())).json();
    assert.deepEqual(answer, {
      sdkAppId: 1400000001,
      groupId: 'friday-show',
      nick: 'Someone',
      role: 'viewer',
      capabilities: [],
    });
  });

  it('signs for an older application with its private key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', {
      namedCurve: 'secp256k1',
      privateKeyEncoding: { type: 'sec1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const handle = createTokenHandler({ sdkAppId: 1400000001, privateKey, identify: () => ({ userId: 'ana' }) });
    const { userSig } = (await (await handle(post())).json()) as { userSig: string };
    await verifyUserSig(userSig, { sdkAppId: 1400000001, publicKey, userId: 'ana' });
  });

  it('lets identify name another room, and role and capabilities', async () => {
    const answer = (await (
      await make({
        identify: () => ({ userId: 'ana', role: 'moderator', groupId: 'backstage', capabilities: ['send'] }),
      })(post())
    ).json()) as Record<string, unknown>;
    assert.equal(answer.groupId, 'backstage');
    assert.equal(answer.role, 'moderator');
    assert.deepEqual(answer.capabilities, ['send']);
  });

  it('uses nothing but the room of the body', async () => {
    let asked: unknown;
    const handle = make({ identify: (_request, about) => ((asked = about), { userId: 'ana' }) });
    const forged =
      '{"groupId":"friday-show","userId":"administrator","role":"host","nick":"Boss","capabilities":["ban"],"lifetime":99999999,"sdkAppId":1,"__proto__":{"role":"host"},"constructor":{"prototype":{"role":"host"}}}';
    const answer = (await (await handle(post(forged))).json()) as Record<string, unknown>;
    assert.deepEqual(asked, { groupId: 'friday-show' });
    assert.deepEqual(
      [answer.userId, answer.role, answer.nick, answer.sdkAppId],
      ['ana', 'viewer', undefined, 1400000001],
    );
    assert.equal(({} as Record<string, unknown>).role, undefined);
  });

  it('refuses users whom identify refuses, with its message', async () => {
    assert.equal((await problem(await make({ identify: () => null })(post()), 401)).code, 'sign-in');
    assert.equal(
      (await problem(await make({ identify: () => ({ refused: 'Subscribers only.', status: 403 }) })(post()), 403))
        .detail,
      'Subscribers only.',
    );
    const throwing = make({ identify: () => { throw new Refusal('You are banned until Monday.'); } }); // prettier-ignore
    assert.equal((await problem(await throwing(post()), 403)).detail, 'You are banned until Monday.');
  });

  it('hides an error in identify from the client, and passes it to onError', async () => {
    const received: unknown[] = [];
    const handle = make({
      identify: () => Promise.reject(new Error('password of the database is 1234')),
      onError: (error) => received.push(error),
    });
    assert.ok(!(await problem(await handle(post()), 500)).detail.includes('1234'));
    assert.equal(received.length, 1);
  });

  it('never signs for an administrator or for an id that the service would not accept', async () => {
    const wrong: unknown[] = [
      { userId: 'administrator' },
      { userId: 'Administrator' },
      { userId: '' },
      { userId: 'a b' },
      { userId: 'a\nb' },
      { userId: 'a'.repeat(33) },
      { userId: 7 },
      { userId: 'ana', role: 'admin' },
      { userId: 'ana', nick: {} },
      { userId: 'ana', avatar: 5 },
      { userId: 'ana', capabilities: 'send' },
      { userId: 'ana', capabilities: ['send', 5] },
      { userId: 'ana', groupId: '安' },
      {},
    ];
    for (const identity of wrong) await problem(await make({ identify: () => identity as Identity })(post()), 500);
  });

  it('refuses to start with an invalid key', () => {
    for (const secretKey of [
      '',
      'YOUR_SECRET_KEY',
      'changeme',
      'your-secret-key-your-secret-key-your',
      '<secret key of the application here>',
      'x'.repeat(64),
      '0'.repeat(64),
      SECRET.slice(0, 20),
      ` ${SECRET}`,
    ]) {
      assert.throws(
        () => createTokenHandler({ sdkAppId: 1, secretKey, identify: () => null }),
        (error) => error instanceof TypeError && (secretKey.length < 9 || !error.message.includes(secretKey)),
      );
    }
    for (const secretKey of [`"${SECRET}"`, `'${SECRET}'`, `\u201c${SECRET}\u201d`])
      assert.throws(
        () => createTokenHandler({ sdkAppId: 1, secretKey, identify: () => null }),
        /^TypeError: secretKey has quotation marks around it/,
      );
    assert.throws(() => createTokenHandler({ sdkAppId: 1, privateKey: 'key.pem', identify: () => null }), TypeError);
    assert.throws(() => make({ sdkAppId: 0 }), TypeError);
    assert.throws(() => make({ lifetime: 5 }), TypeError);
    assert.throws(() => make({ proxyServer: 'http://x' }), TypeError);
    assert.throws(() => make({ history: 'yes' as never }), TypeError);
    assert.throws(() => make({ sdk: 'v4' as never }), TypeError);
    for (const origin of ['*', 'https://*.show.test', 'https://show.test/', 'show.test', 'null'])
      assert.throws(() => make({ origins: [origin] }), TypeError);
  });

  it('marks every response as different per origin, and forbids guessing its type', async () => {
    const responses = [
      await make()(post()),
      await make()(post({ groupId: 'g' }, { Origin: 'https://show.test', 'Sec-Fetch-Site': 'same-origin' })),
      await make({ origins: ['https://www.example.com'] })(
        post({ groupId: 'g' }, { Origin: 'https://www.example.com' }),
      ),
      await make()(post({ groupId: 'g' }, { Origin: 'https://evil.example' })),
      await make()(post('[')),
    ];
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 200, 200, 403, 400],
    );
    for (const { headers } of responses) {
      assert.equal(headers.get('vary'), 'Origin');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('accepts bodies up to its depth, and none that is deeper', async () => {
    const nested = (depth: number) => `{"groupId":"g","more":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    assert.equal((await make()(post(nested(8)))).status, 200);
    assert.equal((await make()(post(nested(9)))).status, 400);
    assert.equal((await make()(post(String.raw`{"groupId":"g","more":"\"[[[[[[[[[["}`))).status, 200);
  });
});
