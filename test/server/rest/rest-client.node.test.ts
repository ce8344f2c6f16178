import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import {
  MUTE_FOREVER_S,
  REST_FAILURE,
  TencentError,
  createRestClient,
  messageBody,
  verifyUserSig,
} from '../../../src/server/index.js';
import { SECRET, useFakeService } from '../support/fake-service.js';

const service = useFakeService();
const make = service.client;
const withCode = (code: number, retryable?: boolean) => (error: unknown) =>
  error instanceof TencentError &&
  error.code === code &&
  (retryable === undefined || error.retryable === retryable) &&
  !error.message.includes('usersig');

describe('createRestClient', () => {
  it('signs each call as the administrator', async () => {
    service.answers({ GroupId: 'room-1' });
    assert.equal(
      await make().createGroup({
        groupId: 'room-1',
        name: 'Friday show',
        ownerId: 'anchor_1',
        introduction: 'Hi',
        custom: { state: 'live' },
      }),
      'room-1',
    );
    const [received] = service.requests;
    assert.ok(received);
    assert.equal(received.command, 'group_open_http_svc/create_group');
    assert.deepEqual(received.body, {
      Type: 'AVChatRoom',
      GroupId: 'room-1',
      Owner_Account: 'anchor_1',
      Name: 'Friday show',
      Introduction: 'Hi',
      AppDefinedData: [{ Key: 'state', Value: 'live' }],
    });
    assert.equal(received.query.get('sdkappid'), '1400000001');
    assert.equal(received.query.get('identifier'), 'administrator');
    assert.equal(received.query.get('contenttype'), 'json');
    const random = Number(received.query.get('random'));
    assert.ok(Number.isInteger(random) && random >= 0 && random < 2 ** 32);
    await verifyUserSig(received.query.get('usersig') ?? '', {
      sdkAppId: 1400000001,
      secretKey: SECRET,
      userId: 'administrator',
    });
  });

  it('knows the host of each region', async () => {
    const urls: string[] = [];
    const spy = ((input: string) => {
      urls.push(new URL(input).host);
      return Promise.resolve(new Response('{"ErrorCode":0}'));
    }) as typeof fetch;
    for (const region of ['china', 'singapore', 'seoul', 'tokyo', 'frankfurt', 'silicon-valley', 'jakarta'] as const)
      await make({ baseUrl: undefined, region, fetch: spy }).kick('ana');
    assert.deepEqual(urls, [
      'console.tim.qq.com',
      'adminapisgp.im.qcloud.com',
      'adminapikr.im.qcloud.com',
      'adminapijpn.im.qcloud.com',
      'adminapiger.im.qcloud.com',
      'adminapiusa.im.qcloud.com',
      'adminapiidn.im.qcloud.com',
    ]);
  });

  it('refuses invalid options, and a signature over plain HTTP', () => {
    for (const baseUrl of ['http://console.tim.qq.com', 'ftp://x', 'console.tim.qq.com'])
      assert.throws(() => make({ baseUrl }), TypeError);
    assert.throws(() => make({ region: 'mars' as 'china' }), TypeError);
    assert.throws(() => make({ batchSizes: { ban: 0 } }), TypeError);
    assert.throws(() => createRestClient({ sdkAppId: 1, secretKey: 'YOUR_SECRET_KEY' }), TypeError);
  });

  it('sends text, custom and face messages, and reports when the service dropped one', async () => {
    service.answers(
      { MsgTime: 1700000000, MsgSeq: 7 },
      { MsgTime: 1700000001, MsgSeq: 8, MsgDropReason: 'MsgFreqCtrl' },
      {},
    );
    const client = make();
    assert.deepEqual(
      await client.sendGroupMsg('g', {
        from: 'gift-bot',
        body: messageBody.text('hi'),
        priority: 'High',
        random: 5,
        cloudCustomData: '{}',
        skipWebhooks: true,
      }),
      { time: 1700000000, seq: 7, dropped: false, dropReason: '' },
    );
    assert.equal((await client.sendGroupMsg('g', { body: messageBody.custom({ data: '{}' }) })).dropped, true);
    await client.sendGroupMsg('g', { body: messageBody.face(3, 'smile') });
    assert.deepEqual(service.requests[0]?.body, {
      GroupId: 'g',
      From_Account: 'gift-bot',
      Random: 5,
      MsgPriority: 'High',
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }],
      CloudCustomData: '{}',
      ForbidCallbackControl: ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'],
    });
    assert.deepEqual(service.requests[1]?.body['MsgBody'], [
      { MsgType: 'TIMCustomElem', MsgContent: { Data: '{}', Desc: '', Ext: '' } },
    ]);
    assert.deepEqual(service.requests[2]?.body['MsgBody'], [
      { MsgType: 'TIMFaceElem', MsgContent: { Index: 3, Data: 'smile' } },
    ]);
    assert.notEqual(service.requests[1]?.body['Random'], service.requests[2]?.body['Random']);
  });

  it('decodes lists, counters, attributes and the codes of single groups', async () => {
    const client = make();
    service.answers(
      {
        GroupInfo: [
          {
            GroupId: 'a',
            ErrorCode: 0,
            Type: 'AVChatRoom',
            Name: 'A',
            Owner_Account: 'ana',
            MuteAllMember: 'On',
            AppDefinedData: [{ Key: 'k', Value: 'v' }],
          },
          { GroupId: 'b', ErrorCode: 10010, ErrorInfo: 'gone' },
        ],
      },
      { MutedAccountList: [{ Member_Account: 'bo', MutedUntil: '1700000000' }] },
      { GroupCounter: [{ Key: 'likes', Value: 42 }] },
      { GroupAttrAry: [{ key: 'slow', value: '5' }] },
      { OnlineMemberNum: 9 },
    );
    const [a, b] = await client.getGroupInfo(['a', 'b']);
    assert.deepEqual([a?.name, a?.allMuted, a?.custom, a?.error], ['A', true, { k: 'v' }, undefined]);
    assert.equal(b?.error?.code, 10010);
    assert.deepEqual(await client.getGroupMutedAccount('a'), [{ userId: 'bo', until: 1700000000 }]);
    assert.deepEqual(await client.updateGroupCounter('a', 'Increase', { likes: 2 }), { likes: 42 });
    assert.deepEqual(service.requests[2]?.body, {
      GroupId: 'a',
      GroupCounter: [{ Key: 'likes', Value: 2 }],
      Mode: 'Increase',
    });
    assert.deepEqual(await client.getGroupAttr('a'), { slow: '5' });
    assert.equal(await client.getOnlineMemberNum('a'), 9);
  });

  it('splits long lists into batches of one call', async () => {
    const people = Array.from({ length: 45 }, (_, index) => `u${index}`);
    const client = make({ batchSizes: { mute: 30 } });
    await client.banGroupMember('g', people, 60, { description: 'spam' });
    await client.forbidSendMsg('g', people, MUTE_FOREVER_S);
    const sizes = service.requests.map((each) => (each.body['Members_Account'] as string[]).length);
    assert.deepEqual(sizes, [20, 20, 5, 30, 15]);
    assert.deepEqual(service.requests.flatMap((each) => each.body['Members_Account']).slice(0, 45), people);
    assert.equal(service.requests[3]?.body['MuteTime'], 4294967295);
  });

  it('throws an error for every failure, with a reason and without the signature', async () => {
    service.answers({ ErrorCode: 60010, ErrorInfo: 'not an administrator' }, '<html>proxy</html>', {
      ErrorCode: 0,
      ActionStatus: 'FAIL',
    });
    const client = make({ retries: 0 });
    await assert.rejects(client.kick('ana'), withCode(60010, false));
    await assert.rejects(client.kick('ana'), withCode(REST_FAILURE.notTencent, false));
    await assert.rejects(client.kick('ana'), withCode(0));
    service.answers('hang-up');
    await assert.rejects(client.kick('ana'), withCode(REST_FAILURE.network, true));
    service.answers('silence');
    await assert.rejects(client.kick('ana', { timeoutMs: 50 }), withCode(REST_FAILURE.timeout, true));
  });

  it('refuses a region that is only a property of every object', () => {
    for (const region of ['constructor', 'toString', '__proto__'])
      assert.throws(() => createRestClient({ sdkAppId: 1, secretKey: SECRET, region: region as never }), /region must/);
  });

  it('reads a response only up to a limit', async () => {
    let sent = 0;
    const endless: typeof fetch = () =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull(controller) {
              sent += 65_536;
              controller.enqueue(new Uint8Array(65_536));
              if (sent > 64 * 1024 * 1024) controller.close();
            },
          }),
        ),
      );
    await assert.rejects(make({ fetch: endless, retries: 0 }).getGroupInfo(['g']), withCode(REST_FAILURE.notTencent));
    assert.ok(sent <= 5 * 1024 * 1024, `${sent} bytes were read`);
  });

  it('does not follow a redirect, which would pass the signature on to another host', async () => {
    const targets: string[] = [];
    const target = createServer((request, response) => {
      targets.push(request.url ?? '');
      response.end('{"ActionStatus":"OK","ErrorCode":0}');
    }).listen(0, '127.0.0.1');
    await once(target, 'listening');
    const { port } = target.address() as AddressInfo;
    const redirecting = createServer((request, response) =>
      response.writeHead(307, { Location: `http://127.0.0.1:${port}${request.url}` }).end(),
    ).listen(0, '127.0.0.1');
    await once(redirecting, 'listening');
    const baseUrl = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
    await assert.rejects(make({ baseUrl, retries: 0 }).getGroupInfo(['g']), withCode(REST_FAILURE.notTencent));
    assert.deepEqual(targets, []);
    for (const server of [target, redirecting]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('waits as long as Retry-After asks, and gives up when that is too long', async () => {
    const tooMany = (seconds: string) => new Response('busy', { status: 429, headers: { 'Retry-After': seconds } });
    let calls = 0;
    const long: typeof fetch = () => ((calls += 1), Promise.resolve(tooMany('30')));
    await assert.rejects(
      make({ fetch: long }).getGroupInfo(['g']),
      (error) => error instanceof TencentError && error.retryable && error.retryAfterMs === 30_000,
    );
    assert.equal(calls, 1);
    calls = 0;
    const began = performance.now();
    const short: typeof fetch = () =>
      Promise.resolve((calls += 1) === 1 ? tooMany('1') : Response.json({ ActionStatus: 'OK', ErrorCode: 0 }));
    await make({ fetch: short }).getGroupInfo(['g']);
    assert.equal(calls, 2);
    assert.ok(performance.now() - began >= 990);
  });

  it('has a message for a refusal without a text', async () => {
    service.answers({ ErrorCode: 10004 });
    await assert.rejects(make().getGroupInfo(['g']), /the service gave no reason \(10004\)/);
  });
});

describe('repeated REST calls', () => {
  it('send a message with the same Random after every kind of outage', async () => {
    service.answers('hang-up', { ErrorCode: 60008 }, { ErrorCode: 60007 }, { MsgSeq: 3 });
    assert.equal((await make().sendGroupMsg('g', { body: messageBody.text('hi') })).seq, 3);
    // A request that an earlier test gave up can arrive late.
    const sends = service.requests.filter((each) => each.body['GroupId'] === 'g');
    assert.equal(new Set(sends.map((each) => each.body['Random'])).size, 1);
    assert.equal(new Set(sends.map((each) => each.query.get('random'))).size, 4);
  });

  it('stop after the given number of repeats', async () => {
    service.answers(...Array.from({ length: 9 }, () => ({ ErrorCode: 60008, ErrorInfo: 'busy' })));
    await assert.rejects(make({ retries: 2 }).kick('ana'), withCode(60008, true));
    assert.equal(service.requests.length, 3);
  });

  it('do not include operations that could be performed twice, unless the service surely did nothing', async () => {
    const client = make();
    const unsafe = [
      () => client.sendGroupSystemNotification('g', 'hi'),
      () => client.updateGroupCounter('g', 'Increase', { likes: 1 }),
      () => client.createGroup({ name: 'No id' }),
    ];
    for (const act of unsafe) {
      service.requests.length = 0;
      service.answers('hang-up');
      await assert.rejects(act(), withCode(REST_FAILURE.network));
      assert.equal(service.requests.length, 1);
      service.answers({ ErrorCode: 60007 });
      await act();
      assert.equal(service.requests.length, 3);
    }
  });

  it('do not include refusals', async () => {
    service.answers({ ErrorCode: 10007 });
    await assert.rejects(make().forbidSendMsg('g', ['bo'], 60), withCode(10007, false));
    assert.equal(service.requests.length, 1);
  });

  it('treat a group that the lost attempt created or dismissed as done', async () => {
    service.answers('hang-up', { ErrorCode: 10025 });
    assert.equal(await make().createGroup({ groupId: 'mine', name: 'Mine' }), 'mine');
    service.answers('hang-up', { ErrorCode: 10010 });
    await make().destroyGroup('mine');
    service.answers({ ErrorCode: 10010 });
    await assert.rejects(make().destroyGroup('mine'), withCode(10010));
    service.answers({ ErrorCode: 60007 }, { ErrorCode: 10025 });
    await assert.rejects(make().createGroup({ groupId: 'mine', name: 'Mine' }), withCode(10025));
  });

  it('wait a random time between zero and a limit that doubles', async () => {
    service.answers({ ErrorCode: 60008 }, { ErrorCode: 60008 });
    const started = performance.now();
    await make({ backoffMs: 40, random: () => 0.999 }).kick('ana');
    const waited = performance.now() - started;
    assert.ok(waited >= 115, `waited ${waited} ms, not 40 + 80`);
    service.answers({ ErrorCode: 60008 }, { ErrorCode: 60008 });
    const again = performance.now();
    await make({ backoffMs: 60_000, random: () => 0 }).kick('ana');
    assert.ok(performance.now() - again < 5000);
  });

  it('are signed again, once, when the service reports an expired signature', async () => {
    service.answers({ ErrorCode: 70001 });
    let now = 1_700_000_000_000;
    const client = make({ now: () => (now += 1000) });
    await client.kick('ana');
    assert.notEqual(service.requests[0]?.query.get('usersig'), service.requests[1]?.query.get('usersig'));
    service.answers({ ErrorCode: 70001 }, { ErrorCode: 70001 });
    await assert.rejects(client.kick('ana'), withCode(70001, false));
  });

  it('stop at once when their signal is aborted, in a call and in a wait', async () => {
    service.answers('silence');
    await assert.rejects(make().kick('ana', { signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' });
    const aborter = new AbortController();
    service.answers({ ErrorCode: 60008 });
    const waiting = make({ backoffMs: 60_000, random: () => 0.9 }).kick('ana', { signal: aborter.signal });
    while (service.requests.length < 2) await new Promise(setImmediate);
    aborter.abort(new Error('enough'));
    await assert.rejects(waiting, { message: 'enough' });
    await assert.rejects(make().kick('ana', { signal: AbortSignal.abort(new Error('before')) }), { message: 'before' });
  });
});
