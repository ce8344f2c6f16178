import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ModerationRequest,
  type ModerationClient,
  type ModerationHandlerOptions,
  Refusal,
  TencentError,
  createModerationHandler,
} from '../../../src/server/index.js';

const URL_HERE = 'https://show.test/api/moderate';

/** Records the calls to the service. */
function recorder(fail?: TencentError) {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([
        name,
        ...args
          .slice(0, 3)
          .map((each) =>
            typeof each === 'object' && each !== null && 'signal' in each ? { ...each, signal: undefined } : each,
          ),
      ]);
      return fail
        ? Promise.reject(fail)
        : Promise.resolve((name === 'getGroupInfo' ? [{ introduction: 'Good evening' }] : undefined) as never);
    };
  const names: (keyof ModerationClient)[] = [
    'banGroupMember',
    'forbidSendMsg',
    'getGroupInfo',
    'groupMsgRecall',
    'modifyGroupBaseInfo',
    'sendGroupMsg',
    'unbanGroupMember',
  ];
  return { calls, client: Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as ModerationClient };
}
function make(options: Partial<ModerationHandlerOptions> = {}) {
  const { calls, client } = recorder();
  return {
    calls,
    handle: createModerationHandler({
      client,
      authorize: () => ({ moderatorId: 'mo' }),
      onError: () => undefined,
      ...options,
    }),
  };
}
const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request(URL_HERE, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const MUTE = { action: 'mute', groupId: 'g', userId: 'bo', seconds: 60 };

describe('createModerationHandler', () => {
  it('asks the application about exactly the operation that it performs', async () => {
    const asked: ModerationRequest[] = [];
    const done: unknown[] = [];
    const { handle, calls } = make({
      authorize: (_request, action) => (asked.push(action), { moderatorId: 'mo' }),
      onDone: (action, by) => done.push([action.action, by]),
    });
    const response = await handle(post({ ...MUTE, moderatorId: 'forged', admin: true, __proto__: 1 }));
    assert.deepEqual([response.status, await response.json()], [200, { done: 'mute' }]);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(asked, [MUTE]);
    assert.ok(Object.isFrozen(asked[0]));
    assert.deepEqual(calls[0]?.slice(0, 4), ['forbidSendMsg', 'g', ['bo'], 60]);
    assert.deepEqual(done, [['mute', { moderatorId: 'mo' }]]);
  });

  it('performs nothing for users whom the application refuses', async () => {
    const cases: [ModerationHandlerOptions['authorize'], number, string][] = [
      [() => null, 401, 'Sign in'],
      [() => undefined, 401, 'Sign in'],
      [() => false, 403, 'may not'],
      [() => { throw new Refusal('Only on Mondays.'); }, 403, 'Only on Mondays.'], // prettier-ignore
      [() => { throw new Error('secret'); }, 500, 'could not'], // prettier-ignore
      [() => ({}) as never, 500, 'could not'],
      [() => ({ moderatorId: '' }), 500, 'could not'],
      [(_request, { groupId }) => groupId === 'mine', 403, 'may not'],
    ];
    for (const [authorize, status, words] of cases) {
      const { handle, calls } = make({ authorize });
      const response = await handle(post(MUTE));
      assert.equal(response.status, status);
      assert.ok((await response.text()).includes(words));
      assert.equal(calls.length, 0);
    }
  });

  it('distinguishes a user who is not signed in from one who is not allowed', async () => {
    for (const [refusal, status, code] of [
      [new Refusal('Sign in first.', 401), 401, 'sign-in'],
      [new Refusal('Not today.'), 403, 'not-allowed'],
    ] as const) {
      const { handle } = make({
        authorize: () => {
          throw refusal;
        },
      });
      const response = await handle(post(MUTE));
      const problem = (await response.json()) as { code?: string; title?: string };
      assert.deepEqual([response.status, problem.code], [status, code]);
      assert.equal(problem.title, status === 401 ? 'Not signed in' : 'Not allowed');
    }
    assert.throws(() => make({ authorize: true as never }), TypeError);
  });

  it('unmutes with no seconds, and bans with the reason', async () => {
    const { handle, calls } = make();
    await handle(post({ action: 'unmute', groupId: 'g', userId: 'bo' }));
    assert.deepEqual(calls[0]?.slice(0, 4), ['forbidSendMsg', 'g', ['bo'], 0]);
    await handle(post({ action: 'ban', groupId: 'g', userId: 'bo', seconds: 60, reason: 'spam' }));
    assert.match(JSON.stringify(calls.at(-1)), /banGroupMember.*"g".*"bo".*60/);
    assert.equal(calls.filter(([name]) => name === 'banGroupMember').length, 1);
  });

  it('refuses incomplete requests with a reason, before asking the application', async () => {
    const bodies: unknown[] = [
      {},
      { action: 'destroy', groupId: 'g' },
      { action: 'toString', groupId: 'g' },
      { ...MUTE, groupId: '' },
      { ...MUTE, groupId: 7 },
      { ...MUTE, userId: undefined },
      { ...MUTE, userId: ['a', 'b'] },
      { ...MUTE, userId: 'a\nb' },
      { ...MUTE, userId: 'x'.repeat(33) },
      { ...MUTE, seconds: 0 },
      { ...MUTE, seconds: -1 },
      { ...MUTE, seconds: 1.5 },
      { ...MUTE, seconds: '60' },
      { ...MUTE, seconds: 2 ** 32 },
      { action: 'muteAll', groupId: 'g', muted: 'yes' },
      { action: 'retract', groupId: 'g', seq: 0 },
      { action: 'retract', groupId: 'g', seq: 1, messageId: {} },
      { action: 'announce', groupId: 'g' },
      { action: 'announce', groupId: 'g', text: '字'.repeat(101) },
      { action: 'slowMode', groupId: 'g', seconds: 3601 },
      { action: 'emojiOnly', groupId: 'g', on: 1 },
      { action: 'ban', groupId: 'g', userId: 'bo', seconds: 60, reason: 'x'.repeat(1001) },
    ];
    const { handle, calls } = make({ authorize: () => assert.fail('asked') });
    for (const body of bodies) {
      const response = await handle(post(body));
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
    }
    assert.equal(calls.length, 0);
  });

  it('refuses other origins, forms, and huge and deeply nested bodies', async () => {
    const { handle, calls } = make({ authorize: () => assert.fail('asked') });
    assert.equal((await handle(post(MUTE, { Origin: 'https://evil.test' }))).status, 403);
    assert.equal((await handle(post(MUTE, { 'Sec-Fetch-Site': 'cross-site' }))).status, 403);
    assert.equal(
      (await handle(new Request(URL_HERE, { method: 'POST', body: new URLSearchParams(MUTE as never) }))).status,
      415,
    );
    assert.equal((await handle(post(`{"pad":"${'a'.repeat(9000)}"}`))).status, 413);
    assert.equal((await handle(post(`{"a":${'['.repeat(100)}`))).status, 400);
    assert.equal((await handle(new Request(URL_HERE))).status, 405);
    assert.equal(calls.length, 0);
  });

  it('limits each moderator', async () => {
    const { handle, calls } = make({ moderatorLimit: { limit: 2, windowSeconds: 60 }, now: () => 1e12 });
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await handle(post(MUTE))).status);
    assert.deepEqual(statuses, [200, 200, 429, 429]);
    assert.equal(calls.length, 4, 'two mutes, each with a control message');
  });

  it('reports bans that are switched off in the console', async () => {
    const { client } = recorder(new TencentError(10007, 'refused', 'group_open_http_svc/ban_group_member'));
    const ban = { action: 'ban', groupId: 'g', userId: 'bo', seconds: 60 };
    const response = await make({ client, onError: () => undefined }).handle(post(ban));
    assert.equal(response.status, 501);
    assert.match(await response.text(), /switched on.*console/);
  });

  it('returns the cause of a refusal of the service, and not the address of the service', async () => {
    for (const [code, status] of [
      [10010, 404],
      [10059, 501],
      [60008, 503],
      [10007, 502],
    ] as const) {
      // prettier-ignore
      const received: unknown[] = [];
      const { client } = recorder(
        new TencentError(code, 'https://console.tim.qq.com?usersig=abc', 'group_open_http_svc/forbid_send_msg'),
      );
      const response = await make({ client, onError: (error) => received.push(error) }).handle(post(MUTE));
      const text = await response.text();
      assert.equal(response.status, status);
      assert.ok(!text.includes('usersig'));
      assert.equal((JSON.parse(text) as { tencentCode: number }).tencentCode, code);
      assert.equal(received.length, 1);
    }
  });

  it('retracts a message by a control message of the administrator also where the service cannot', async () => {
    const { calls, client } = recorder();
    const failing = {
      ...client,
      groupMsgRecall: () =>
        Promise.reject(new TencentError(10032, 'unsupported', 'group_open_http_svc/group_msg_recall')),
    };
    assert.equal(
      (await make({ client: failing }).handle(post({ action: 'retract', groupId: 'g', seq: 7 }))).status,
      200,
    );
    assert.equal(calls[0]?.[0], 'sendGroupMsg');
    assert.match(JSON.stringify(calls[0]?.[2]), /retract.*7.*"priority":"High"/);
  });

  it('responds with success and reports the error when onDone fails', async () => {
    const errors: unknown[] = [];
    for (const onDone of [
      () => {
        throw new Error('record');
      },
      () => Promise.reject(new Error('record')),
    ]) {
      const { handle } = make({ onDone, onError: (error) => errors.push(String(error)) });
      assert.equal((await handle(post(MUTE))).status, 200);
    }
    assert.deepEqual(errors, ['Error: record', 'Error: record']);
  });
});
