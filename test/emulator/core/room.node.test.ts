// The rules of the core for rooms, frame by frame, on a fake clock.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock, texts } from '../support/fake-clock.js';

const FOREVER = 4_294_967_295;

describe('a room of the service', () => {
  it('with refuseUnknownPositions, refuses polls of events that it does not keep or has not reached', async () => {
    const works = new FakeClock({ refuseUnknownPositions: true, keptMessages: 5 });
    const ana = await works.member('ana', 'r');
    const before = ana.position;
    for (let index = 0; index < 10; index++) ana.sendText('r', `${index}`);
    await works.advance(1000);
    const code = async (position: number) => {
      ana.position = position;
      return (await ana.pollResponse())?.['ErrorCode'];
    };
    const { next } = works.service.room('r').timeline;
    assert.deepEqual(
      [await code(before), await code(next + 1), await code(1e12), await code(next - 1)],
      [10007, 10007, 10007, 0],
    );
    const held = ana.startPoll(next);
    works.service.room('r').timeline.expire();
    assert.equal(ana.response(held)?.['ErrorCode'], 10007);
  });

  it('refuses the profile after every join for profileLagMs, also after a repeated one', async () => {
    const works = new FakeClock({ profileLagMs: 1500 });
    const ana = await works.member('ana', 'r');
    const code = async () => {
      const response = await ana.request('group_open_http_svc.get_group_self_member_info', { GroupIdList: ['r'] });
      return (response?.['GroupInfo'] as { ErrorCode: number }[])[0]?.ErrorCode;
    };
    assert.equal(await code(), 10007);
    await works.advance(1500);
    assert.equal(await code(), 0);
    await ana.join('r');
    assert.equal(await code(), 10007);
  });

  it('refuses to read counters for users who are not members', async () => {
    const works = new FakeClock();
    await works.member('ana', 'r');
    const outsider = await works.member('ben');
    const response = await outsider.request('group_open_http_svc.get_group_counter', { GroupId: 'r' });
    assert.equal(response?.['ErrorCode'], 10007);
    await outsider.join('r');
    const again = await outsider.request('group_open_http_svc.get_group_counter', { GroupId: 'r' });
    assert.equal(again?.['ErrorCode'], 0);
  });

  it('keeps the order of messages of one user', async () => {
    const works = new FakeClock({ messagesPerSecond: 1000 });
    const ana = await works.member('ana', 'r');
    const said = Array.from({ length: 200 }, (_, index) => `${index}`);
    for (const text of said) ana.sendText('r', text);
    await works.advance(1000);
    assert.deepEqual(texts(await ana.poll()), said);
  });

  it('treats the same Random of a user within five minutes as one message', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    const [first, again] = [ana.sendText('r', 'once', { random: 5 }), ana.sendText('r', 'once', { random: 5 })];
    await works.advance(100);
    assert.equal(ana.response(again)?.['ErrorCode'], 0);
    assert.equal(ana.response(first)?.['ErrorCode'], 0);
    ana.sendText('r', 'between', { random: 6 });
    const late = ana.sendText('r', 'once', { random: 5 });
    await works.advance(100);
    assert.equal(ana.response(late)?.['MsgSeq'], ana.response(first)?.['MsgSeq'], 'the place of the first');
    await works.advance(5 * 60_000 + 1);
    const later = await works.member('ben', 'r');
    ana.sendText('r', 'long after', { random: 5 });
    await works.advance(100);
    assert.deepEqual(texts(await later.poll()), ['long after']);
    ana.position = 1;
    assert.deepEqual(texts(await ana.poll()), ['once', 'between', 'long after']);
  });

  it('unmutes a user when the time of the mute is over, not before, and not by leaving and joining again', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    const room = works.service.room('r');
    works.service.moderation.mute(room, 'host', 'ana', 60);
    await ana.request('group_open_http_svc.quit_group', { GroupId: 'r' });
    await ana.join('r');
    await works.advance(59_000);
    const refused = ana.sendText('r', 'a');
    await works.advance(100);
    assert.equal(ana.response(refused)?.['ErrorCode'], 10017);
    await works.advance(1000);
    const allowed = ana.sendText('r', 'b');
    await works.advance(100);
    assert.equal(ana.response(allowed)?.['ErrorCode'], 0);
    works.service.moderation.mute(room, 'host', 'ana', FOREVER);
    await works.advance(1000);
    assert.equal(room.mutedUntil('ana'), Infinity);
  });

  it('lets a banned user join when the time is over', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    works.service.moderation.ban(works.service.room('r'), 'host', 'ana', 600);
    assert.equal((await ana.join('r'))?.['ErrorCode'], 10007);
    await works.advance(601_000);
    assert.equal((await ana.join('r'))?.['ErrorCode'], 0);
  });

  it('gives new members no history, or up to 20 messages of the last day when that is enabled', async () => {
    const works = new FakeClock({ historyCount: 20, messagesPerSecond: 1000 });
    const ana = await works.member('ana', 'r');
    ana.sendText('r', 'too old');
    await works.advance(25 * 3_600_000);
    await ana.login('ana');
    await ana.join('r');
    for (let index = 1; index <= 25; index++) ana.sendText('r', `${index}`);
    await works.advance(1000);
    const ben = await works.member('ben');
    const history = texts((await ben.join('r', { HugeGroupHistoryMsgFlag: 1 }))?.['RspMsgList'] as never);
    assert.deepEqual(
      history,
      Array.from({ length: 20 }, (_, index) => `${index + 6}`),
    );
    assert.equal((await (await works.member('cem')).join('r'))?.['RspMsgList'], undefined, 'not without the flag');
    const plain = new FakeClock();
    const dan = await plain.member('dan', 'r');
    dan.sendText('r', 'x');
    assert.equal(
      (await (await plain.member('eve')).join('r', { HugeGroupHistoryMsgFlag: 1 }))?.['RspMsgList'],
      undefined,
    );
  });

  it('holds an idle poll, answers it with the next event, and at latest after its timeout', async () => {
    const works = new FakeClock({ holdMs: 5000 });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    const room = works.service.room('r');
    await ana.poll();
    assert.equal(room.timeline.heldCount, 1);
    ben.sendText('r', 'hello');
    assert.equal(room.timeline.heldCount, 0);
    ana.position = room.timeline.next;
    await ana.poll();
    await works.advance(4999);
    assert.equal(room.timeline.heldCount, 1);
    await works.advance(2);
    assert.equal(room.timeline.heldCount, 0);
  });

  it('drops the polls of a closed socket, and its user after the grace period', async () => {
    const works = new FakeClock({ graceMs: 30_000, pageCloseGraceMs: 3000 });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ben.poll();
    await ben.poll();
    ben.closeSocket(1006);
    assert.equal(works.service.room('r').timeline.heldCount, 0);
    await works.advance(29_000);
    assert.equal(works.service.room('r').members.size, 2);
    await works.advance(1001);
    assert.deepEqual([...works.service.room('r').members.keys()], ['ana']);
    ana.closeSocket(1001);
    await works.advance(3001);
    assert.equal(works.service.room('r').members.size, 0, 'a page that was closed is gone sooner');
  });

  it('reports lost users to the application after 20 s, and returned users, on the larger plans', async () => {
    const reported: unknown[][] = [];
    const environment = {
      callWebhook: (command: string, body: Record<string, unknown>) => {
        if (command === 'Group.CallbackOnMemberStateChange')
          reported.push([body['GroupId'], body['EventType'], body['MemberList']]);
        return Promise.resolve({ ErrorCode: 0 });
      },
    };
    const works = new FakeClock({ graceMs: 60_000 }, environment as never);
    const ben = await works.member('ben', 'r');
    const token = ben.token();
    ben.closeSocket(1006);
    await works.advance(19_000);
    assert.deepEqual(reported, []);
    await works.advance(2_000);
    const members = [{ Member_Account: 'ben' }];
    assert.deepEqual(reported, [['r', 'Offline', members]]);
    const back = works.client();
    back.impersonate(token);
    await back.join('r');
    assert.deepEqual(reported, [
      ['r', 'Offline', members],
      ['r', 'Online', members],
    ]);
    back.closeSocket(1006);
    await works.advance(5_000);
    const again = works.client();
    again.impersonate(token);
    await again.join('r');
    await works.advance(30_000);
    assert.equal(reported.length, 2, 'who is back in time was never lost');

    const small = new FakeClock({ plan: 'pro', graceMs: 60_000 }, environment as never);
    (await small.member('ana', 'r')).closeSocket(1006);
    await small.advance(30_000);
    assert.equal(reported.length, 2);
  });

  it('closes the connection of a client that sends nothing for a minute', async () => {
    const works = new FakeClock({ silentMs: 60_000 });
    const ana = await works.member('ana', 'r');
    await works.advance(59_000);
    assert.equal(ana.closed, false);
    await works.advance(20_000);
    assert.equal(ana.closed, true);
  });

  it('reports the end of a login that ends while it is online at its next request', async () => {
    const works = new FakeClock({ silentMs: 1e9 });
    const ana = await works.member('ana', 'r');
    await works.advance(7_200_000);
    assert.equal((await ana.request('im_open_status.wshello'))?.['ErrorCode'], 0);
    await works.advance(1000);
    assert.equal((await ana.request('im_open_status.wshello'))?.['ErrorCode'], 70001);
  });

  it('refuses operations that the plan does not include', async () => {
    const works = new FakeClock({ plan: 'pro' });
    const ana = await works.member('ana', 'r');
    assert.equal(
      (
        await ana.request('group_open_http_svc.update_group_counter', {
          GroupId: 'r',
          GroupCounter: [{ Key: 'likes', Value: 1 }],
          Mode: 'Increase',
        })
      )?.['ErrorCode'],
      10059,
    );
  });

  it('refuses rooms that were not created, when creation is required', async () => {
    const works = new FakeClock({ autoCreateGroups: false });
    const ana = await works.member('ana');
    assert.equal((await ana.join('nowhere'))?.['ErrorCode'], 10010);
  });

  it("returns an online count that is as old as the service's own", async () => {
    const works = new FakeClock({ onlineCountLagMs: 10_000 });
    const ana = await works.member('ana', 'r');
    const count = async () =>
      (await ana.request('group_open_http_svc.get_online_member_num', { GroupId: 'r' }))?.['OnlineMemberNum'];
    assert.equal(await count(), 1);
    await works.member('ben', 'r');
    assert.equal(await count(), 1);
    await works.advance(10_000);
    assert.equal(await count(), 2);
  });

  it('ignores invalid frames, and answers unknown commands with a plain success', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    for (const junk of [
      '',
      '{',
      '[]',
      'null',
      '{"head":{}}',
      '{"head":{"servcmd":1,"seq":"x"}}',
      '{"head":{"servcmd":"__proto__","seq":5}}',
      '9'.repeat(1000),
    ])
      ana.sendRaw(junk);
    assert.deepEqual(await ana.request('constructor.toString'), { ErrorCode: 0 });
    assert.equal(
      (await ana.request('group_open_http_svc.send_group_msg', { GroupId: {}, MsgBody: 'x' }))?.['ErrorCode'],
      10004,
    );
    assert.equal(
      (
        await ana.request('group_open_http_svc.send_group_msg', {
          GroupId: 'r',
          Random: 1,
          MsgBody: [{ MsgType: 'TIMTextElem' }],
        })
      )?.['ErrorCode'],
      10004,
    );
  });

  it('refuses a message over 12 KB, and one in the name of another user', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    const long = ana.sendText('r', '哈'.repeat(4100));
    await works.advance(10);
    assert.equal(ana.response(long)?.['ErrorCode'], 80002);
    assert.equal(
      (
        await ana.request('group_open_http_svc.send_group_msg', {
          GroupId: 'r',
          From_Account: 'ben',
          Random: 1,
          MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x' } }],
        })
      )?.['ErrorCode'],
      10007,
    );
  });

  it('injects faults as configured, as often as configured', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    works.service.faults.add({ command: 'get_online_member_num', errorCode: 10002, times: 2 });
    const ask = () => ana.request('group_open_http_svc.get_online_member_num', { GroupId: 'r' });
    assert.deepEqual(
      [(await ask())?.['ErrorCode'], (await ask())?.['ErrorCode'], (await ask())?.['ErrorCode']],
      [10002, 10002, 0],
    );
    const id = works.service.faults.add({ command: '*', userId: 'ana', noResponse: true });
    assert.equal(await ask(), undefined);
    works.service.faults.remove(id);
    works.service.faults.add({ command: '*', delayMs: 500, times: 1 });
    const late = ana.sendText('r', 'late');
    await works.advance(499);
    assert.equal(ana.response(late), undefined);
    await works.advance(2);
    assert.equal(ana.response(late)?.['ErrorCode'], 0);
    works.service.faults.add({ command: 'send_group_msg', loseResponse: true, times: 1 });
    await ana.poll();
    const lost = ana.sendText('r', 'done but not answered');
    await works.advance(100);
    assert.equal(ana.response(lost), undefined);
    ana.position = 1;
    assert.ok(texts(await ana.poll()).includes('done but not answered'));
    works.service.faults.add({ command: 'wshello', close: true });
    await ana.request('im_open_status.wshello');
    assert.equal(ana.closed, true);
    assert.throws(() => works.service.faults.add({ command: '*' }), /A fault needs one of/);
  });
});
