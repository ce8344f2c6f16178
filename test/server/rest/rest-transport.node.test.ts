// When a REST call is repeated, how long it waits, when it is signed again, and which responses it accepts. Time and
// network are replaced, so that the waits are exact.
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createRestClient, REST_FAILURE, TencentError, type RestClientOptions } from '../../../src/server/index.js';
import { deferred } from '../../../src/util/promises.js';
import { recordTimeouts } from '../support/record-timeouts.js';

const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'; // an invented key
const OK = { ActionStatus: 'OK', ErrorCode: 0 };
const MAX_BYTES = 4 * 1024 * 1024;

type Reply = Response | Error | (() => Promise<Response>);
const code = (ErrorCode: number) => Response.json({ ActionStatus: 'FAIL', ErrorCode });

/** A client with these responses, after them OK. */
function make(replies: Reply[] = [], options: Partial<Omit<RestClientOptions, 'secretKey' | 'privateKey'>> = {}) {
  const requests: { url: URL; init: RequestInit }[] = [];
  const client = createRestClient({
    sdkAppId: 1400000001,
    secretKey: SECRET,
    random: () => 1,
    fetch: (input, init) => {
      requests.push({ url: new URL(input as string), init: init ?? {} });
      const reply = replies.shift() ?? Response.json(OK);
      return typeof reply === 'function' ? reply() : reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply); // prettier-ignore
    },
    ...options,
  });
  return { client, requests };
}
/** Runs a call; its timers run at once. Resolves to the times in ms for which it wanted to wait. */
async function waitsOf(replies: Reply[], options: Parameters<typeof make>[1] = {}) {
  const waits: unknown[] = [];
  const timer = mock.method(globalThis, 'setTimeout', (run: () => void, ms: number) => {
    waits.push(ms);
    setImmediate(run);
  });
  const { client, requests } = make(replies, options);
  const error = await client.call('service/command', {}, 'safe').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  timer.mock.restore();
  return { waits, error, attempts: requests.length };
}
const tencent = (number: number) => (error: unknown) => error instanceof TencentError && error.code === number;

describe('the waits between attempts', () => {
  it('double from 250 ms, for three repeats, and then the error is thrown', async () => {
    const { waits, error, attempts } = await waitsOf(Array.from({ length: 9 }, () => code(60008)));
    assert.deepEqual(waits, [250, 500, 1000]);
    assert.equal(attempts, 4);
    assert.ok(tencent(60008)(error));
  });

  it('are 10 s at most', async () => {
    const { waits } = await waitsOf([code(60008), code(60008), code(60008)], { backoffMs: 4000 });
    assert.deepEqual(waits, [4000, 8000, 10_000]);
  });

  it('are a random part of that', async () => {
    const { waits } = await waitsOf([code(60008), code(60008)], { backoffMs: 400, random: () => 0.25 });
    assert.deepEqual(waits, [100, 200]);
  });

  it('are as long as Retry-After asks, up to 10 s', async () => {
    const busy = (seconds: string, status = 429) => new Response('', { status, headers: { 'Retry-After': seconds } });
    assert.deepEqual((await waitsOf([busy('10')])).waits, [10_000]);
    assert.deepEqual((await waitsOf([busy('2', 503)])).waits, [2000]);
    const tooLong = await waitsOf([busy('11')]);
    assert.deepEqual([tooLong.waits, (tooLong.error as TencentError).retryAfterMs], [[], 11_000]);
    for (const nonsense of ['0', '-5', 'soon', 'Infinity']) {
      assert.deepEqual((await waitsOf([busy(nonsense)])).waits, [250], nonsense);
    }
  });

  it('follow a failed connection and pages of a proxy that is overloaded, and no other page', async () => {
    assert.equal((await waitsOf([new TypeError('fetch failed')])).attempts, 2);
    for (const [status, attempts] of [
      [429, 2],
      [500, 2],
      [502, 2],
      [503, 2],
      [499, 1],
      [404, 1],
      [200, 1],
    ] as const)
      assert.equal((await waitsOf([new Response('<html>', { status })])).attempts, attempts, String(status));
  });

  it('follow the codes for a busy service only', async () => {
    const refused = [10023, 10056, 60007, 60011, 60018, 60019, 60022];
    const failed = [10002, 60008, 70169, 70202, 70500, 90992, 90993, 90994, 90995];
    const final = [10001, 10004, 10010, 10024, 60010, 60020, 70002, 70170, 70203, 70501, 90991, 90996];
    for (const [numbers, attempts] of [
      [refused, 2],
      [failed, 2],
      [final, 1],
    ] as const)
      for (const number of numbers) assert.equal((await waitsOf([code(number)])).attempts, attempts, String(number));
    for (const number of [...refused, ...failed])
      assert.equal(new TencentError(number, '', '').notCarriedOut, refused.includes(number), String(number));
  });

  it('end when the signal is aborted, and leave no listener', async () => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const removed = mock.method(signal, 'removeEventListener');
    const reached = deferred();
    const { client, requests } = make([code(60008), () => (reached.resolve(), Promise.resolve(code(60008)))], {
      backoffMs: 1,
    });
    let waits = 0;
    const { setTimeout: original } = globalThis;
    const timer = mock.method(globalThis, 'setTimeout', (run: () => void) => original(run, (waits += 1) === 1 ? 0 : 60_000)); // prettier-ignore
    const cleared = mock.method(globalThis, 'clearTimeout');
    const call = client.call('service/command', {}, 'safe', { signal });
    await reached.promise;
    while (waits < 2) await new Promise(setImmediate);
    assert.ok(removed.mock.calls.some((each) => each.arguments[0] === 'abort'));
    aborter.abort(new Error('enough'));
    await assert.rejects(call, /enough/);
    assert.equal(cleared.mock.callCount(), 1);
    timer.mock.restore();
    cleared.mock.restore();
    assert.equal(requests.length, 2);
  });
});

describe('an attempt', () => {
  it('is a POST of JSON that follows no redirect, with a new random number', async () => {
    const { client, requests } = make([], { random: () => 0.5 });
    await client.call('service/command', { a: 1 }, 'safe');
    const [{ url, init } = assert.fail('no request')] = requests;
    assert.deepEqual([init.method, init.body, init.redirect], ['POST', '{"a":1}', 'manual']);
    assert.deepEqual(init.headers, { 'Content-Type': 'application/json' });
    assert.equal(url.pathname, '/v4/service/command');
    assert.equal(url.searchParams.get('random'), String(2 ** 31));
  });

  it('has a time limit of 5 s, or that of the call', async (test) => {
    const limits = recordTimeouts(test);
    const { client } = make();
    await client.kick('bo');
    await client.kick('bo', { timeoutMs: 77 });
    assert.deepEqual(limits, [5000, 77]);
  });

  it('fails for every redirect and for nothing else below 400', async () => {
    for (const status of [300, 301, 307, 399]) {
      const { client } = make([new Response(null, { status, headers: { Location: 'https://evil.example/' } })]);
      await assert.rejects(client.kick('bo'), /a redirect; check baseUrl/, String(status));
    }
    for (const status of [299, 400]) {
      const { client } = make([Response.json(OK, { status })]);
      await client.kick('bo');
    }
    const opaque = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
    await assert.rejects(make([opaque]).client.kick('bo'), /a redirect/);
  });

  it('reads up to 4 MiB', async () => {
    const json = (bytes: number) => {
      const text = JSON.stringify({ ...OK, pad: '' });
      return new Response(JSON.stringify({ ...OK, pad: 'x'.repeat(bytes - text.length) }));
    };
    await make([json(MAX_BYTES)]).client.kick('bo');
    await assert.rejects(make([json(MAX_BYTES + 1)]).client.kick('bo'), /a response above 4194304 bytes/);
  });

  it('needs one of the two fields of the service in its response', async () => {
    await make([Response.json({ ErrorCode: 0 })]).client.kick('bo');
    await make([Response.json({ ActionStatus: 'OK' })]).client.kick('bo');
    for (const body of ['{}', '[]', 'null', '', '{"code":0}'])
      await assert.rejects(make([new Response(body)]).client.kick('bo'), tencent(REST_FAILURE.notTencent), body);
    await assert.rejects(make([Response.json({ ActionStatus: 'FAIL' })]).client.kick('bo'), /gave no reason \(0\)/);
    await assert.rejects(
      make([Response.json({ ErrorCode: 10004, ErrorInfo: 'bad field' })]).client.kick('bo'),
      /^TencentError: im_open_login_svc\/kick: bad field \(10004\)/,
    );
  });

  it('reports a lost connection with its cause, and never the address with the signature', async () => {
    const cause = new TypeError('fetch failed');
    const { client } = make([cause, cause, cause, cause], { retries: 0 });
    await assert.rejects(client.kick('bo'), (error) => {
      assert.ok(error instanceof TencentError);
      assert.deepEqual([error.code, error.command, error.cause], [-1, 'im_open_login_svc/kick', cause]);
      assert.doesNotMatch(`${error.message} ${error.stack}`, /usersig|identifier=/);
      return true;
    });
  });

  it('does not begin when its signal was aborted before', async () => {
    const { client, requests } = make();
    await assert.rejects(client.kick('bo', { signal: AbortSignal.abort(new Error('before')) }), /before/);
    assert.equal(requests.length, 0);
  });
});

describe('the signature of REST calls', () => {
  const sigOf = ({ url }: { url: URL }) => url.searchParams.get('usersig');

  it('is used for half of its life of a day', async () => {
    let now = 1_700_000_000_000;
    const { client, requests } = make([], { now: () => now });
    await client.kick('bo');
    now += 12 * 3_600_000 - 1;
    await client.kick('bo');
    assert.equal(new Set(requests.map(sigOf)).size, 1);
    now += 1;
    await client.kick('bo');
    assert.equal(new Set(requests.map(sigOf)).size, 2);
  });

  it('is made again once when it has expired, also of a call that must not be repeated, without a wait', async () => {
    let now = 1_700_000_000_000;
    const { client, requests } = make([code(70001), Response.json(OK), code(70001), code(70001)], {
      now: () => (now += 1000),
      retries: 0,
    });
    await client.sendGroupSystemNotification('g', 'hi');
    assert.equal(new Set(requests.map(sigOf)).size, 2);
    await assert.rejects(client.sendGroupSystemNotification('g', 'hi'), tencent(70001));
    assert.equal(requests.length, 4);
  });
});

describe('a command that must not be carried out twice', () => {
  const immediate = { backoffMs: 0 };

  it('is repeated only when the service surely did nothing', async () => {
    for (const [reply, attempts] of [
      [() => code(60007), 2],
      [() => code(10056), 2],
      [() => code(60008), 1],
      [() => code(10002), 1],
      [() => new Response('', { status: 503 }), 1],
    ] as const) {
      const { client, requests } = make([reply()], immediate);
      await client.sendGroupSystemNotification('g', 'hi').catch(() => undefined);
      assert.equal(requests.length, attempts);
    }
  });

  it('counts as done when a repeat finds the effect of the attempt whose response was lost', async () => {
    const lost = () => new TypeError('fetch failed');
    await make([lost(), code(10010)], immediate).client.destroyGroup('g');
    await make([lost(), code(10015)], immediate).client.destroyGroup('g');
    await make([lost(), code(60007), code(10015)], immediate).client.destroyGroup('g');
    await assert.rejects(make([lost(), code(10025)], immediate).client.destroyGroup('g'), tencent(10025));
    await assert.rejects(make([code(60007), code(10010)], immediate).client.destroyGroup('g'), tencent(10010));
    await assert.rejects(make([lost(), code(10010)], immediate).client.kick('bo'), tencent(10010));
  });
});

describe('the options of createRestClient', () => {
  it('are refused when they are not usable', () => {
    for (const baseUrl of ['http://show.test', 'http://10.0.0.1', 'wss://127.0.0.1', 'x'])
      assert.throws(() => make([], { baseUrl }), /baseUrl/, baseUrl);
    for (const size of [0, -1, 1.5, NaN]) assert.throws(() => make([], { batchSizes: { mute: size } }), /batchSizes/);
    make([], { batchSizes: { mute: 1 } });
  });

  it('accept a base address on this machine, with a path and without its last slashes', async () => {
    for (const [baseUrl, expected] of [
      ['http://127.0.0.1:8001', 'http://127.0.0.1:8001/v4/im_open_login_svc/kick'],
      ['http://localhost:1/', 'http://localhost:1/v4/im_open_login_svc/kick'],
      ['http://[::1]:1/im//', 'http://[::1]:1/im/v4/im_open_login_svc/kick'],
      ['https://show.test/im/?a=b', 'https://show.test/im/v4/im_open_login_svc/kick'],
    ] as const) {
      const { client, requests } = make([], { baseUrl });
      await client.kick('bo');
      assert.equal(requests[0]?.url.href.split('?')[0], expected);
    }
  });

  it('name the administrator who signs', async () => {
    const { client, requests } = make([], { identifier: 'boss' });
    await client.kick('bo');
    assert.equal(requests[0]?.url.searchParams.get('identifier'), 'boss');
  });
});
