import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type BeforeSendEvent,
  type BeforeSendHook,
  type WebhookListeners,
  webhookResponse,
  createLikeCounter,
  messageBody,
  roomRules,
  wordFilter,
} from '../../../src/server/index.js';
import { ask, make, message, read, sign, NOW_S, TOKEN } from '../support/webhook-requests.js';

describe('createWebhookHandler', () => {
  it("accepts the signature of Tencent's example and passes the event to the hook", async () => {
    let received: BeforeSendEvent | undefined;
    const handle = make({ beforeSend: (event) => void (received = event) });
    assert.equal(sign(NOW_S), '17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061');
    assert.deepEqual(await read(await handle(ask(message({ Random: 77, CloudCustomData: 'x' })))), {
      status: 200,
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
    });
    assert.ok(received);
    const { raw, ...event } = received;
    assert.equal(raw.get('OnlineOnlyFlag'), 0);
    assert.deepEqual(event, {
      command: 'Group.CallbackBeforeSendMsg',
      clientAddress: '192.0.2.7',
      platform: 'Web',
      time: 1669872112497,
      groupId: 'g',
      groupType: 'AVChatRoom',
      userId: 'bo',
      operatorId: 'bo',
      random: 77,
      body: messageBody.text('hello'),
      cloudCustomData: 'x',
    });
  });

  it('allows a message when there is no hook for it, whatever it does on a failure', async () => {
    assert.equal((await read(await make({}, { onFailure: 'refuse' })(ask(message())))).ErrorCode, 0);
  });

  it('accepts unsigned requests only with token: false', async () => {
    const unsigned = () => ask(message(), { Sign: '' });
    assert.equal((await make({}, { token: false })(unsigned())).status, 200);
    assert.equal((await make({})(unsigned())).status, 401);
  });

  it('returns each result in the format of the service', async () => {
    const cases: [ReturnType<BeforeSendHook>, Record<string, unknown>][] = [
      [webhookResponse.allow(), { ErrorCode: 0 }],
      [webhookResponse.refuse(), { ErrorCode: 1, ErrorInfo: '' }],
      [webhookResponse.refuse('Slow down.'), { ErrorCode: 10100, ErrorInfo: 'Slow down.' }],
      [webhookResponse.refuse('No.', 10200), { ErrorCode: 10200, ErrorInfo: 'No.' }],
      [webhookResponse.drop(), { ErrorCode: 2 }],
      [
        webhookResponse.replace({ body: messageBody.text('nice') }),
        { ErrorCode: 0, MsgBody: messageBody.text('nice'), CloudCustomData: undefined },
      ],
      [
        webhookResponse.replaceText('kind'),
        { ErrorCode: 0, MsgBody: messageBody.text('kind'), CloudCustomData: undefined },
      ],
      [webhookResponse.replace({ cloudCustomData: '{}' }), { ErrorCode: 0, MsgBody: undefined, CloudCustomData: '{}' }],
    ];
    for (const [decision, expected] of cases) {
      const got: Record<string, unknown> = await read(await make({ beforeSend: () => decision })(ask(message())));
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, got[key]])), expected);
      assert.equal(got['ActionStatus'], 'OK');
    }
    assert.throws(() => webhookResponse.refuse('x', 10201), TypeError);
  });

  it('calls several hooks in order, each with the result of the one before', async () => {
    const seen: unknown[] = [];
    const text = (event: BeforeSendEvent) => event.body[0]?.MsgContent['Text'];
    const handle = make({
      beforeSend: [
        () => webhookResponse.replace({ body: messageBody.text('one') }),
        (event) => (seen.push(text(event)), webhookResponse.replace({ cloudCustomData: 'two' })),
        (event) => (seen.push(event.cloudCustomData), undefined),
      ],
    });
    const got = await read(await handle(ask(message())));
    assert.deepEqual([seen, got.MsgBody, got.CloudCustomData], [['one', 'two'], messageBody.text('one'), 'two']);
    const refusing = make({
      beforeSend: [() => webhookResponse.refuse('No.'), () => assert.fail('asked after a refusal')],
    });
    assert.equal((await read(await refusing(ask(message())))).ErrorCode, 10100);
  });

  it('gives every event its type', async () => {
    const received: [string, unknown][] = [];
    const on: WebhookListeners = Object.fromEntries(
      [
        'afterSend',
        'sendFailed',
        'beforeJoin',
        'joined',
        'left',
        'memberState',
        'groupCreated',
        'groupDestroyed',
        'groupChanged',
        'state',
        'other',
      ].map((name) => [name, (event: unknown) => void received.push([name, event])]),
    );
    const handle = make(on);
    const posts: [string, object][] = [
      [
        'Group.CallbackAfterSendMsg',
        message({ CallbackCommand: 'Group.CallbackAfterSendMsg', MsgSeq: 123, MsgTime: 1 }),
      ],
      ['Group.CallbackSendMsgException', message({ CallbackCommand: undefined, ErrorCode: 10023, ErrorInfo: 'fast' })],
      ['Group.CallbackBeforeApplyJoinGroup', { GroupId: 'g', Type: 'AVChatRoom', Requestor_Account: 'ana' }],
      [
        'Group.CallbackAfterNewMemberJoin',
        { GroupId: 'g', JoinType: 'Apply', NewMemberList: [{ Member_Account: 'ana' }, { Member_Account: 'bo' }] },
      ],
      [
        'Group.CallbackAfterMemberExit',
        { GroupId: 'g', ExitType: 'Quit', ExitMemberList: [{ Member_Account: 'ana' }, null, 7] },
      ],
      [
        'Group.CallbackOnMemberStateChange',
        { GroupId: 'g', EventType: 'Offline', MemberList: [{ Member_Account: 'ana' }] },
      ],
      ['Group.CallbackAfterCreateGroup', { GroupId: 'g', Operator_Account: 'ana' }],
      ['Group.CallbackAfterGroupDestroyed', { GroupId: 'g' }],
      ['Group.CallbackAfterGroupInfoChanged', { GroupId: 'g' }],
      ['State.StateChange', { EventTime: 1, Info: { Action: 'Login', To_Account: 'ana', Reason: 'Register' } }],
      ['toString', { MsgBody: 'no list', Info: 7 }],
    ];
    for (const [command, body] of posts) assert.equal((await handle(ask(body, {}, command))).status, 200, command);
    assert.deepEqual(received.map(([name]) => name), Object.keys(on)); // prettier-ignore
    const event = (name: string) => received.find(([each]) => each === name)?.[1] as Record<string, unknown>;
    assert.equal(event('afterSend')['seq'], 123);
    assert.equal(event('sendFailed')['errorCode'], 10023);
    assert.equal(event('beforeJoin')['userId'], 'ana');
    assert.deepEqual([event('joined')['userIds'], event('left')['userIds']], [['ana', 'bo'], ['ana']]);
    assert.equal(event('memberState')['isOnline'], false);
    assert.deepEqual([event('state')['userId'], event('state')['action']], ['ana', 'Login']);
  });

  it('answers in time when a hook does not, with the configured default', async () => {
    const errors: unknown[] = [];
    let ended = false;
    const never: BeforeSendHook = (_event, signal) =>
      new Promise(() => signal.addEventListener('abort', () => (ended = true)));
    const quick = { timeoutMs: 30, onError: (error: unknown) => errors.push(error) };
    const started = performance.now();
    assert.equal((await read(await make({ beforeSend: never }, quick)(ask(message())))).ErrorCode, 0);
    assert.equal(
      (await read(await make({ beforeSend: never }, { ...quick, onFailure: 'refuse' })(ask(message())))).ErrorCode,
      1,
    );
    assert.ok(performance.now() - started < 1500);
    assert.equal(ended, true);
    assert.equal(errors.length, 2);
    for (const timeoutMs of [0, 2000, NaN]) assert.throws(() => make({}, { timeoutMs }), TypeError);
  });

  it('handles a hook that throws, and lets the service repeat a failed event', async () => {
    const failing = () => Promise.reject(new Error('database password 1234'));
    assert.equal((await read(await make({ beforeSend: failing })(ask(message())))).ErrorCode, 0);
    assert.equal(
      (await read(await make({ beforeSend: failing }, { onFailure: 'refuse' })(ask(message())))).ErrorCode,
      1,
    );
    let tries = 0;
    const handle = make({ afterSend: () => ((tries += 1) === 1 ? failing() : undefined) });
    const body = message({ CallbackCommand: 'Group.CallbackAfterSendMsg' });
    const first = await handle(ask(body, {}, 'Group.CallbackAfterSendMsg'));
    assert.equal(first.status, 500);
    assert.ok(!(await first.text()).includes('1234'));
    assert.equal((await handle(ask(body, {}, 'Group.CallbackAfterSendMsg'))).status, 200);
    assert.equal(tries, 2);
  });
});

describe('createWebhookHandler and hostile requests', () => {
  const counting = () => {
    const state = { asked: 0, handle: make({ beforeSend: () => void (state.asked += 1) }) };
    return state;
  };

  it('refuses requests that are not signed, signed with another token, or old', async () => {
    const state = counting();
    const wrong: Record<string, string>[] = [
      { Sign: '' },
      { Sign: 'x'.repeat(64) },
      { Sign: sign(NOW_S, 'another-token') },
      { Sign: sign(NOW_S).slice(1) },
      { RequestTime: '' },
      { RequestTime: String(NOW_S + 1) },
      { RequestTime: 'NaN', Sign: sign('NaN') },
      { RequestTime: String(NOW_S - 61), Sign: sign(NOW_S - 61) },
      { RequestTime: String(NOW_S + 61), Sign: sign(NOW_S + 61) },
    ];
    for (const query of wrong) {
      const response = await state.handle(ask(message(), query));
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      assert.ok(!(await response.text()).includes(TOKEN));
    }
    assert.equal(state.asked, 0);
    assert.equal(
      (await state.handle(ask(message(), { RequestTime: String(NOW_S - 60), Sign: sign(NOW_S - 60) }))).status,
      200,
    );
    for (const token of ['', 'short', undefined as unknown as string])
      assert.throws(() => make({}, { token }), TypeError);
  });

  it('refuses another application, another method, and a command that differs between query and body', async () => {
    const state = counting();
    assert.equal((await state.handle(ask(message(), { SdkAppid: '1400000002' }))).status, 403);
    assert.equal((await state.handle(new Request(ask(message()).url))).status, 405);
    assert.equal((await state.handle(ask(message(), {}, 'Group.CallbackAfterSendMsg'))).status, 400);
    assert.equal(state.asked, 0);
  });

  it('refuses bodies that are too big, too deeply nested or not JSON', async () => {
    const state = counting();
    assert.equal((await state.handle(ask(JSON.stringify({ pad: 'a'.repeat(300_000) })))).status, 413);
    assert.equal((await state.handle(ask(`{"a":${'['.repeat(100_000)}`))).status, 400);
    for (const body of ['', '[]', 'null', '{', '"x"']) assert.equal((await state.handle(ask(body))).status, 400, body);
    assert.equal(state.asked, 0);
  });

  it('returns the first response to a repeat and does nothing twice, also when both arrive at once', async () => {
    const state = counting();
    const body = message();
    const answers = await Promise.all(Array.from({ length: 50 }, () => state.handle(ask(body))));
    for (const each of answers) assert.equal((await read(each)).ErrorCode, 0);
    assert.equal(state.asked, 1);
    await state.handle(ask(message()));
    assert.equal(state.asked, 2);
  });

  it('treats two events without a time as one only within the same second of signing', async () => {
    let joins = 0;
    const handle = make({ beforeJoin: () => void (joins += 1) });
    const join = (second: number) =>
      handle(
        ask(
          { GroupId: 'g', Type: 'AVChatRoom', Requestor_Account: 'ana' },
          { RequestTime: String(second), Sign: sign(second) },
          'Group.CallbackBeforeApplyJoinGroup',
        ),
      );
    await join(NOW_S);
    await join(NOW_S);
    assert.equal(joins, 1);
    await join(NOW_S + 1);
    assert.equal(joins, 2);
  });

  it('handles randomly mutated bodies without an error', async () => {
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'null',
      '1e999',
      '-0',
      '\\u0000',
      '\\ud800',
      '__proto__',
      'MsgType',
      'TIMTextElem',
      'TIMCustomElem',
      'businessID',
      '\u202e',
      '傻'.repeat(50),
      '\u0301'.repeat(50),
      ' ',
    ];
    const client = {
      getGroupInfo: () => Promise.resolve([{ introduction: '[live-chat slow=5]' } as never]),
      getAdminList: () => Promise.resolve([]),
    };
    const counter = createLikeCounter({ store: { add: (_groupId, likes) => Promise.resolve(likes) } });
    const failures: unknown[] = [];
    const handle = make(
      {
        beforeSend: [
          roomRules({ client }).beforeSend,
          wordFilter(['badword', '傻'], { mask: '*' }),
          counter.beforeSend,
        ],
      },
      { onError: (error) => failures.push(error) },
    );
    const statuses = new Set<number>();
    for (let round = 0; round < 1500; round++) {
      const data = JSON.stringify({ businessID: 'TUIGift_like', data: { count: random() * 1e6, sender: {} } });
      let body = JSON.stringify(
        message({ MsgBody: [...messageBody.text('badword'), ...messageBody.custom({ data })], CloudCustomData: data }),
      );
      for (let cut = 0; cut < 3; cut++) {
        const at = Math.floor(random() * body.length);
        body =
          body.slice(0, at) +
          (pieces[Math.floor(random() * pieces.length)] ?? '') +
          body.slice(at + Math.floor(random() * 4));
      }
      statuses.add((await handle(ask(body))).status);
    }
    await counter.close();
    assert.deepEqual([[...statuses].sort(), failures], [[200, 400], []]);
    assert.equal(({} as Record<string, unknown>)['MsgType'], undefined);
  });

  it('handles any shape of body without an error', async () => {
    const state = counting();
    for (const MsgBody of [
      null,
      7,
      'x',
      {},
      [null],
      [7],
      [{}],
      [{ MsgType: 7 }],
      [{ MsgType: 'TIMTextElem' }],
      [{ MsgType: 'TIMTextElem', MsgContent: [] }],
      [{ MsgType: 'TIMTextElem', MsgContent: { Text: { toString: 1 } } }],
    ]) {
      assert.equal(
        (await state.handle(ask(message({ MsgBody, From_Account: MsgBody, CloudCustomData: MsgBody })))).status,
        200,
      );
    }
  });
});
