// What each moderation action asks of the service, and what the endpoint responds when the service is slow or refuses.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  createModerationHandler,
  TencentError,
  type ModerationClient,
  type ModerationHandlerOptions,
} from '../../../src/server/index.js';

type Call = [name: string, ...args: unknown[]];

/** A service that records its calls; `failures` are the errors of single commands. */
function service(failures: Partial<Record<keyof ModerationClient, unknown>> = {}, introduction = 'Good evening') {
  const calls: Call[] = [];
  const signals: unknown[] = [];
  const command =
    (name: keyof ModerationClient) =>
    (...args: unknown[]) => {
      const { signal, ...options } = args.at(-1) as { signal: AbortSignal };
      signals.push(signal);
      calls.push([name, ...args.slice(0, -1), ...(Object.keys(options).length > 0 ? [options] : [])]);
      if (name in failures) return Promise.reject(failures[name] as Error);
      return Promise.resolve(name === 'getGroupInfo' ? [{ introduction }] : undefined);
    };
  const client = new Proxy({} as ModerationClient, {
    get: (_target, name) => command(name as keyof ModerationClient),
  });
  return { calls, signals, client };
}
const control = (data: object) => ({
  from: 'administrator',
  body: [
    {
      MsgType: 'TIMCustomElem',
      MsgContent: {
        Data: JSON.stringify({ version: '1.0', platform: 'Web', businessID: 'LiveChatElements_control', data }),
        Desc: '',
        Ext: '',
      },
    },
  ],
  priority: 'High',
  skipWebhooks: true,
});
const post = (body: object, signal?: AbortSignal) =>
  new Request('https://show.test/api/moderate', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ groupId: 'g', ...body }),
    ...(signal && { signal }),
  });
async function perform(
  body: object,
  client: ModerationClient,
  options: Partial<ModerationHandlerOptions> = {},
): Promise<{ status: number; code?: string; tencentCode?: number; detail?: string; retryAfter: string | null }> {
  const handle = createModerationHandler({ client, authorize: () => true, onError: () => undefined, ...options });
  const response = await handle(post(body));
  return { ...(await response.json()), status: response.status, retryAfter: response.headers.get('retry-after') }; // prettier-ignore
}

describe('a moderation action', () => {
  const cases: [body: Record<string, unknown>, calls: Call[]][] = [
    [
      { action: 'mute', userId: 'bo', seconds: 60 },
      [
        ['forbidSendMsg', 'g', ['bo'], 60],
        ['sendGroupMsg', 'g', control({ action: 'mute', userId: 'bo', seconds: 60 })],
      ],
    ],
    [
      { action: 'unmute', userId: 'bo', seconds: 60 },
      [
        ['forbidSendMsg', 'g', ['bo'], 0],
        ['sendGroupMsg', 'g', control({ action: 'mute', userId: 'bo', seconds: 0 })],
      ],
    ],
    [
      { action: 'muteAll', muted: true },
      [
        ['modifyGroupBaseInfo', 'g', { allMuted: true }],
        ['sendGroupMsg', 'g', control({ action: 'muteAll', muted: true })],
      ],
    ],
    [
      { action: 'ban', userId: 'bo', seconds: 60, reason: 'spam' },
      [['banGroupMember', 'g', ['bo'], 60, { description: 'spam' }]],
    ],
    [{ action: 'ban', userId: 'bo', seconds: 60 }, [['banGroupMember', 'g', ['bo'], 60, { description: undefined }]]],
    [{ action: 'unban', userId: 'bo' }, [['unbanGroupMember', 'g', ['bo']]]],
    [
      { action: 'retract', seq: 7, messageId: 'm-7' },
      [
        ['groupMsgRecall', 'g', [7]],
        ['sendGroupMsg', 'g', control({ action: 'retract', seq: 7, id: 'm-7' })],
      ],
    ],
    [
      { action: 'announce', text: 'Break' },
      [
        ['modifyGroupBaseInfo', 'g', { notification: 'Break' }],
        ['sendGroupMsg', 'g', control({ action: 'announce', text: 'Break' })],
      ],
    ],
    [
      { action: 'slowMode', seconds: 30 },
      [
        ['getGroupInfo', ['g']],
        ['modifyGroupBaseInfo', 'g', { introduction: 'Good evening [live-chat slow=30]' }],
        ['sendGroupMsg', 'g', control({ action: 'metadata', text: '[live-chat slow=30]' })],
      ],
    ],
    [
      { action: 'emojiOnly', on: true },
      [
        ['getGroupInfo', ['g']],
        ['modifyGroupBaseInfo', 'g', { introduction: 'Good evening [live-chat emoji]' }],
        ['sendGroupMsg', 'g', control({ action: 'metadata', text: '[live-chat emoji]' })],
      ],
    ],
  ];
  for (const [body, expected] of cases)
    it(`makes exactly its calls, each with a deadline: ${JSON.stringify(body)}`, async () => {
      const { calls, signals, client } = service();
      assert.equal((await perform(body, client)).status, 200);
      assert.deepEqual(calls, expected);
      assert.ok(signals.every((signal) => signal instanceof AbortSignal));
    });

  it('does not tell the room what the service has refused', async () => {
    const refused = new TencentError(10007, 'refused', 'x');
    for (const [body, command] of [
      [{ action: 'mute', userId: 'bo', seconds: 60 }, 'forbidSendMsg'],
      [{ action: 'muteAll', muted: true }, 'modifyGroupBaseInfo'],
      [{ action: 'announce', text: 'Break' }, 'modifyGroupBaseInfo'],
      [{ action: 'slowMode', seconds: 5 }, 'modifyGroupBaseInfo'],
    ] as const) {
      const { calls, client } = service({ [command]: refused });
      assert.equal((await perform(body, client)).status, 502);
      assert.equal(calls.at(-1)?.[0], command);
    }
  });

  it('retracts on the pages when the service cannot recall, but not after a fault of the program', async () => {
    const body = { action: 'retract', seq: 7 };
    const { calls, client } = service({ groupMsgRecall: new TencentError(10032, 'unsupported', 'x') });
    assert.equal((await perform(body, client)).status, 200);
    assert.equal(calls.length, 2);
    const broken = service({ groupMsgRecall: new TypeError('a fault') });
    assert.equal((await perform(body, broken.client)).status, 500);
    assert.equal(broken.calls.length, 1);
  });
});

describe('the response to a failed action', () => {
  const MUTE = { action: 'mute', userId: 'bo', seconds: 60 };
  const BAN = { ...MUTE, action: 'ban' };
  const UNBAN = { action: 'unban', userId: 'bo' };

  it('has a status, a code and the number of the service for each kind of refusal', async () => {
    const cases: [body: object, number: number, status: number, code: string][] = [
      [MUTE, 10010, 404, 'room'],
      [MUTE, 10015, 404, 'room'],
      [BAN, 10015, 404, 'room'],
      [BAN, 10007, 501, 'plan'],
      [UNBAN, 10007, 501, 'plan'],
      [MUTE, 10007, 502, 'service'],
      [BAN, 10004, 502, 'service'],
      [MUTE, 10026, 501, 'plan'],
      [MUTE, 10059, 501, 'plan'],
      [MUTE, 60020, 501, 'plan'],
      [MUTE, 3122, 501, 'plan'],
      [MUTE, 60008, 503, 'busy'],
      [MUTE, 60007, 503, 'busy'],
      [MUTE, 60010, 502, 'service'],
    ];
    for (const [body, number, status, code] of cases) {
      const error = new TencentError(number, 'because', 'x');
      const errors: unknown[] = [];
      const { client } = service({ forbidSendMsg: error, banGroupMember: error, unbanGroupMember: error });
      const done = () => assert.fail('onDone was called');
      const result = await perform(body, client, { onDone: done, onError: (each) => errors.push(each) });
      assert.deepEqual([result.status, result.code, result.tencentCode], [status, code, number]);
      assert.equal(result.retryAfter, status === 503 ? '2' : null);
      assert.deepEqual(errors, [error]);
    }
  });

  it('says that bans are switched off only for bans', async () => {
    const error = new TencentError(10007, 'because', 'x');
    const { client } = service({ forbidSendMsg: error, banGroupMember: error });
    assert.match((await perform(BAN, client)).detail ?? '', /Bans are not switched on/);
    assert.doesNotMatch((await perform(MUTE, client)).detail ?? '', /switched on/);
  });

  it('is 409 when the introduction of the group has no space for the metadata', async () => {
    const { client, calls } = service({}, 'x'.repeat(240));
    const result = await perform({ action: 'slowMode', seconds: 5 }, client);
    assert.deepEqual([result.status, result.code], [409, 'too-long']);
    assert.match(result.detail ?? '', /240/);
    assert.equal(calls.length, 1);
  });

  it('is 503 when the service has not responded within 10 s, and 500 for an error that is not of the service', async (test: TestContext) => {
    const deadline = new AbortController();
    const limits: number[] = [];
    const { timeout } = AbortSignal;
    test.mock.method(AbortSignal, 'timeout', (ms: number) => {
      limits.push(ms);
      return ms === 10_000 ? deadline.signal : timeout.call(AbortSignal, ms);
    });
    const client = {
      ...service().client,
      forbidSendMsg: (_groupId: string, _users: unknown, _seconds: number, { signal }: { signal: AbortSignal }) =>
        new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
          deadline.abort(new Error('too late'));
        }),
    } as unknown as ModerationClient;
    const result = await perform(MUTE, client);
    assert.deepEqual([result.status, result.code, result.retryAfter], [503, 'busy', '2']);
    assert.deepEqual(limits, [10_000]);
    test.mock.restoreAll();
    const broken = service({ forbidSendMsg: new TypeError('a fault') });
    assert.equal((await perform(MUTE, broken.client)).status, 500);
  });

  it('reports an error of the service after the deadline as what it is', async (test: TestContext) => {
    test.mock.method(AbortSignal, 'timeout', () => AbortSignal.abort(new Error('too late')));
    const { client } = service({ forbidSendMsg: new TencentError(10010, 'gone', 'x') });
    assert.equal((await perform(MUTE, client)).status, 404);
  });

  it('ends the calls of a request that its sender has given up', async () => {
    const gone = new AbortController();
    let heard: unknown;
    const client = {
      forbidSendMsg: (_groupId: string, _users: unknown, _seconds: number, { signal }: { signal: AbortSignal }) =>
        new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject((heard = signal.reason) as Error));
          gone.abort(new Error('gone'));
        }),
    } as unknown as ModerationClient;
    const handle = createModerationHandler({ client, authorize: () => true, onError: () => undefined });
    await handle(post(MUTE, gone.signal));
    assert.match(String(heard), /gone/);
  });
});

describe('the limits of the moderation endpoint', () => {
  const MUTE = { action: 'mute', userId: 'bo', seconds: 60 };
  const statuses = async (count: number, options: Partial<ModerationHandlerOptions>) => {
    const handle = createModerationHandler({
      client: service().client,
      authorize: () => true,
      onError: () => undefined,
      now: () => 1e12,
      ...options,
    });
    const found = new Map<number, number>();
    for (let index = 0; index < count; index++) {
      const { status } = await handle(post(MUTE), { address: '192.0.2.1' });
      found.set(status, (found.get(status) ?? 0) + 1);
    }
    return Object.fromEntries(found);
  };

  it('are 60 actions of a moderator and 240 requests of an address in a minute', async () => {
    const authorize = () => ({ moderatorId: 'mo' });
    assert.deepEqual(await statuses(62, { authorize, addressLimit: false }), { 200: 60, 429: 2 });
    assert.deepEqual(await statuses(242, {}), { 200: 240, 429: 2 });
  });

  it('do not count a moderator without an id, and can be switched off', async () => {
    assert.deepEqual(await statuses(62, { addressLimit: false }), { 200: 62 });
    const authorize = () => ({ moderatorId: 'mo' });
    assert.deepEqual(await statuses(62, { authorize, addressLimit: false, moderatorLimit: false }), { 200: 62 });
  });

  it('refuse bodies above 8192 bytes and deeper than 4 levels', async () => {
    const handle = createModerationHandler({ client: service().client, authorize: () => true });
    const status = async (body: object) => (await handle(post(body))).status;
    const size = JSON.stringify({ groupId: 'g', ...MUTE, pad: '' }).length;
    assert.equal(await status({ ...MUTE, pad: 'x'.repeat(8192 - size) }), 200);
    assert.equal(await status({ ...MUTE, pad: 'x'.repeat(8193 - size) }), 413);
    assert.equal(await status({ ...MUTE, pad: [[[]]] }), 200);
    assert.equal(await status({ ...MUTE, pad: [[[[]]]] }), 400);
  });
});
