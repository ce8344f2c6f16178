// Requests that no page of the site would send.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { URL_HERE, make, post, problem } from './support/token-requests.js';

describe('createTokenHandler and hostile requests', () => {
  it('accepts its own pages and callers that are no pages', async () => {
    const own: Record<string, string>[] = [
      {},
      { Origin: 'https://show.test' },
      { Origin: 'https://show.test', 'Sec-Fetch-Site': 'same-origin' },
    ];
    for (const headers of own) assert.equal((await make()(post({ groupId: 'g' }, headers))).status, 200);
    // TLS ends at a proxy: the browser uses https, the request http.
    assert.equal(
      (
        await make()(
          post(
            { groupId: 'g' },
            { Origin: 'https://show.test', 'Sec-Fetch-Site': 'same-origin' },
            'http://show.test/api/token',
          ),
        )
      ).status,
      200,
    );
    // A framework that uses localhost in the URL of the request: the Host header has the host that the browser
    // requested.
    const inFramework = (headers: Record<string, string>) =>
      make()(post({ groupId: 'g' }, { Host: 'show.test:8443', ...headers }, 'http://localhost:3000/api/token'));
    assert.equal(
      (await inFramework({ Origin: 'https://show.test:8443', 'Sec-Fetch-Site': 'same-origin' })).status,
      200,
    );
    assert.equal(
      (await inFramework({ Origin: 'https://show.test:8443' })).status,
      200,
      'also from a browser that does not send Sec-Fetch-Site',
    );
    assert.equal(
      (await inFramework({ Origin: 'https://show.test', 'Sec-Fetch-Site': 'same-origin' })).status,
      403,
      'another port',
    );
    assert.equal(
      (await inFramework({ Origin: 'https://show.test:8443', 'Sec-Fetch-Site': 'same-site' })).status,
      403,
      'another site',
    );
  });

  it('takes its own page over http for another one when it is served over https, also of an old browser', async () => {
    const status = async (url: string, origin: string) =>
      (await make()(post({ groupId: 'g' }, { Origin: origin }, url))).status;
    assert.equal(await status('https://show.test/api/token', 'https://show.test'), 200);
    assert.equal(await status('https://show.test/api/token', 'http://show.test'), 403);
    assert.equal(await status('http://show.test/api/token', 'http://show.test'), 200);
  });

  it('distinguishes a user who is not signed in from one who is not allowed', async () => {
    for (const [identify, status, code] of [
      [() => null, 401, 'sign-in'],
      [() => ({ refused: 'Sign in first.' }), 401, 'sign-in'],
      [() => ({ refused: 'Members only.', status: 403 as const }), 403, 'not-allowed'],
    ] as const)
      assert.equal((await problem(await make({ identify })(post()), status)).code, code);
  });

  it('refuses pages of other origins before identifying the user', async () => {
    let asked = 0;
    const handle = make({ origins: ['https://www.show.test'], identify: () => ((asked += 1), { userId: 'ana' }) });
    for (const origin of [
      'https://evil.test',
      'https://show.test.evil.test',
      'https://evil-www.show.test',
      'http://www.show.test',
      'https://www.show.test:444',
      'null',
      'https://WWW.show.test.',
      '',
    ]) {
      const response = await handle(post({ groupId: 'g' }, { Origin: origin }));
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      await problem(response, 403);
    }
    for (const site of ['cross-site', 'same-site', 'none'])
      await problem(await handle(post({ groupId: 'g' }, { 'Sec-Fetch-Site': site })), 403);
    await problem(
      await handle(post({ groupId: 'g' }, { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'same-origin' })),
      403,
    );
    await problem(
      await handle(post({ groupId: 'g' }, { Origin: 'https://show.test', 'Sec-Fetch-Site': 'cross-site' })),
      403,
    );
    assert.equal(asked, 0);
  });

  it('accepts exactly the listed origins, with cookies, also in refusals', async () => {
    const handle = make({ origins: ['https://www.show.test'], identify: () => null });
    const headers = { Origin: 'https://www.show.test', 'Sec-Fetch-Site': 'same-site' };
    const refused = await handle(post({ groupId: 'g' }, headers));
    assert.equal(refused.headers.get('access-control-allow-origin'), 'https://www.show.test');
    assert.equal(refused.headers.get('access-control-allow-credentials'), 'true');
    assert.match(refused.headers.get('vary') ?? '', /Origin/);
    const preflight = await handle(
      new Request(URL_HERE, { method: 'OPTIONS', headers: { ...headers, 'Access-Control-Request-Method': 'POST' } }),
    );
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'Content-Type');
    await problem(
      await handle(new Request(URL_HERE, { method: 'OPTIONS', headers: { Origin: 'https://evil.test' } })),
      403,
    );
  });

  it('refuses other methods and all content types of a form', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await make()(new Request(URL_HERE, { method }));
      assert.equal(response.headers.get('allow'), 'POST, OPTIONS');
      await problem(response, 405);
    }
    await problem(
      await make()(new Request(URL_HERE, { method: 'POST', body: new URLSearchParams({ groupId: 'g' }) })),
      415,
    );
    const form = new FormData();
    form.set('groupId', 'g');
    await problem(await make()(new Request(URL_HERE, { method: 'POST', body: form })), 415);
    for (const type of [
      'text/plain',
      'text/plain; application/json',
      'application/json, text/plain',
      'application/jsonp',
      'application/json; boundary=x',
    ])
      await problem(await make()(post({ groupId: 'g' }, { 'Content-Type': type })), 415);
  });

  it('refuses bodies that are too big, too deeply nested or not JSON', async () => {
    await problem(await make()(post(JSON.stringify({ groupId: 'g', pad: 'a'.repeat(5000) }))), 413);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => { pulled += 1; controller.enqueue(new Uint8Array(1024)); } }); // prettier-ignore
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: endless, duplex: 'half' };
    await problem(await make()(new Request(URL_HERE, init)), 413);
    assert.ok(pulled < 10, `read ${pulled} kB of an endless body`);
    await problem(await make()(post(`{"groupId":${'['.repeat(1500)}${']'.repeat(1500)}}`)), 400);
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"g"',
      '7',
      '{"groupId":7}',
      '{"groupId":{}}',
      '{"groupId":"安"}',
      `{"groupId":"${'g'.repeat(49)}"}`,
      '{"groupId":"a\\nb"}',
      '{}',
      '{"groupId":""}',
    ])
      await problem(await make()(post(body)), 400);
    await problem(await make()(post(new Uint8Array([0x7b, 0xff, 0x7d]))), 400);
  });

  it('treats an aborted body as a bad request, and does not report it as a failure', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('socket hang up')),
    });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: broken, duplex: 'half' };
    await problem(await make({ onError: () => assert.fail('reported') })(new Request(URL_HERE, init)), 400);
  });

  it('limits one user and one address, and returns when to retry', async () => {
    let now = 1_700_000_000_000;
    const byUser = make({ now: () => now, userLimit: { limit: 3, windowSeconds: 60 } });
    for (let count = 0; count < 3; count++) assert.equal((await byUser(post())).status, 200);
    const refused = await byUser(post());
    assert.equal(refused.headers.get('retry-after'), '20');
    await problem(refused, 429);
    now += 20_000;
    assert.equal((await byUser(post())).status, 200);

    let identified = 0;
    const byAddress = make({
      now: () => now,
      addressLimit: { limit: 2, windowSeconds: 1 },
      address: (request) => request.headers.get('x-platform-ip') ?? undefined,
      identify: () => ({ userId: `u${(identified += 1)}` }),
    });
    const from = (ip: string) => byAddress(post({ groupId: 'g' }, { 'X-Platform-IP': ip }));
    const statuses = await Promise.all(Array.from({ length: 100 }, async () => (await from('192.0.2.1')).status));
    assert.equal(statuses.filter((status) => status === 200).length, 2);
    assert.equal(identified, 2);
    assert.equal((await from('192.0.2.2')).status, 200);
    // One household has 2^64 IPv6 addresses.
    const household: number[] = [];
    for (let count = 0; count < 4; count++) household.push((await from(`2001:db8:0:7::${count}`)).status);
    assert.deepEqual(household, [200, 200, 429, 429]);
    assert.equal((await from('2001:db8:0:8::1')).status, 200);
  });
});
