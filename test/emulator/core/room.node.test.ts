// The rules of the core for rooms, frame by frame, on a fake clock.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock, texts } from '../support/fake-clock.js';

const FOREVER = 4_294_967_295;

describe('a room of the service', () => {
  it('delivers at most 40 messages per second, the higher priorities first, and reports success to every sender', async () => {
    const works = new FakeClock({ ratePeriod: 'window' });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    const sent: number[] = [];
    // More than the limit at once, with 20 of high priority at the end.
    for (let index = 0; index < 60; index++) sent.push(ben.sendText('r', `low ${index}`, { priority: 'Low' }));
    for (let index = 0; index < 30; index++) sent.push(ben.sendText('r', `normal ${index}`));
    for (let index = 0; index < 20; index++) sent.push(ben.sendText('r', `high ${index}`, { priority: 'High' }));
    await works.advance(900);
    const heard = texts(await ana.poll()).map(String);
    assert.equal(heard.length, 40);
    assert.equal(heard.filter((text) => text.startsWith('high')).length, 20);
    assert.equal(
      heard.filter((text) => text.startsWith('low')).length,
      2,
      'only those that came while the room was calm',
    );
    assert.deepEqual(
      sent.map((seq) => ben.response(seq)?.['ErrorCode']),
      sent.map(() => 0),
    );
    assert.equal(works.service.rooms.get('r')?.limiter.droppedCount, 70);
    await works.advance(1000);
    ben.sendText('r', 'a second later');
    assert.deepEqual(texts(await ana.poll()), ['a second later']);
  });

  it('drops high priority too when that alone exceeds the limit', async () => {
    const works = new FakeClock({ messagesPerSecond: 10 });
    const ana = await works.member('ana', 'r');
    for (let index = 0; index < 50; index++) ana.sendText('r', `${index}`, { priority: 'High' });
    await works.advance(900);
    assert.equal(texts(await ana.poll()).length, 10);
  });

  it('with ratePeriod second, drops Low before Normal before High over a whole second', async () => {
    const works = new FakeClock({ ratePeriod: 'second' });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    // 20 Low in each of 20 windows, then 15 Normal and 5 High at the end of the second.
    for (let window = 0; window < 20; window++) {
      for (let index = 0; index < 20; index++) ben.sendText('r', 'low', { priority: 'Low' });
      await works.advance(50);
    }
    const early = texts(await ana.poll());
    assert.ok(early.length <= 42, `${early.length} messages in a second`);
    for (let index = 0; index < 15; index++) ben.sendText('r', 'normal');
    for (let index = 0; index < 5; index++) ben.sendText('r', 'high', { priority: 'High' });
    await works.advance(2000);
    const late = texts(await ana.poll());
    assert.ok(late.lastIndexOf('high') < 6, 'High is first, but for the other message of its window');
    assert.equal(late.slice(0, 20).filter((text) => text === 'normal').length, 15, 'then Normal, and no Low');
    assert.equal(early.length + late.length + (works.service.rooms.get('r')?.limiter.droppedCount ?? 0), 420);
  });

  it('with ratePeriod second, keeps the order of the messages of one priority', async () => {
    const works = new FakeClock({ ratePeriod: 'second' });
    const ana = await works.member('ana', 'r');
    const sent = Array.from({ length: 40 }, (_, index) => `${index}`);
    for (const text of sent) ana.sendText('r', text);
    await works.advance(2000);
    assert.deepEqual(texts(await ana.poll()), sent);
  });

  it('delivers all High of a burst of 200 messages in a second', async () => {
    const works = new FakeClock({ ratePeriod: 'second' });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    for (let index = 0; index < 200; index++) {
      ben.sendText('r', `${index}`, { priority: index % 20 === 19 ? 'High' : index % 2 === 0 ? 'Low' : 'Normal' });
      await works.advance(5);
    }
    await works.advance(2000);
    const high = texts(await ana.poll()).filter((text) => Number(text) % 20 === 19);
    assert.equal(high.length, 10);
  });

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
    const told: unknown[][] = [];
    const environment = {
      callWebhook: (command: string, body: Record<string, unknown>) => {
        if (command === 'Group.CallbackOnMemberStateChange')
          told.push([body['GroupId'], body['EventType'], body['MemberList']]);
        return Promise.resolve({ ErrorCode: 0 });
      },
    };
    const works = new FakeClock({ graceMs: 60_000 }, environment as never);
    const ben = await works.member('ben', 'r');
    const token = ben.token();
    ben.closeSocket(1006);
    await works.advance(19_000);
    assert.deepEqual(told, []);
    await works.advance(2_000);
    const members = [{ Member_Account: 'ben' }];
    assert.deepEqual(told, [['r', 'Offline', members]]);
    const back = works.client();
    back.impersonate(token);
    await back.join('r');
    assert.deepEqual(told, [
      ['r', 'Offline', members],
      ['r', 'Online', members],
    ]);
    back.closeSocket(1006);
    await works.advance(5_000);
    const again = works.client();
    again.impersonate(token);
    await again.join('r');
    await works.advance(30_000);
    assert.equal(told.length, 2, 'who is back in time was never lost');

    const small = new FakeClock({ plan: 'pro', graceMs: 60_000 }, environment as never);
    (await small.member('ana', 'r')).closeSocket(1006);
    await small.advance(30_000);
    assert.equal(told.length, 2);
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

  it('accepts no token that it did not issue', async () => {
    const works = new FakeClock({}, { sign: (text) => `sealed${text.length}` });
    const ana = await works.member('ana', 'r');
    assert.equal((await ana.request('im_open_status.wslogin'))?.['ErrorCode'], 0);
    for (const a2 of [
      'a2.ana.9999999999.x',
      'a2.ana.9999999999.x.sealed1',
      'a2.%.9999999999.x.sealed19',
      'nonsense',
      '....',
      'a2.ana.x.y.z',
    ]) {
      const eve = works.client();
      eve.impersonate(a2);
      assert.equal((await eve.request('im_open_status.wslogin'))?.['ErrorCode'], 70003, a2);
      assert.equal(
        (await eve.request('group_open_http_svc.apply_join_group', { GroupId: 'r' }))?.['ErrorCode'],
        70003,
        a2,
      );
    }
  });

  it('does not restore a login that was ended, whatever its page sends afterwards', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    const token = ana.token();
    await ana.request('im_open_status.wslogout');
    ana.impersonate(token);
    assert.deepEqual(await ana.poll(), []);
    assert.equal(
      (await ana.request('im_open_status.wslogin'))?.['ErrorCode'],
      0,
      'an SDK that was destroyed asks once more; an error would fail unhandled in its page',
    );
    assert.equal(works.service.account('ana').sessions.size, 0);
    assert.equal(
      (await ana.request('group_open_http_svc.apply_join_group', { GroupId: 'r' }))?.['ErrorCode'],
      70003,
      'it is not logged in',
    );
    await ana.login('ana');
    assert.equal((await ana.join('r'))?.['ErrorCode'], 0);
    assert.deepEqual(
      ana.pushes.filter((push) => push.command === 'im_open_status.stat_forceoffline'),
      [],
    );
    assert.deepEqual([...works.service.room('r').members.keys()], ['ana']);
  });

  it('notifies a kicked client once, and one that was offline when it returns', async () => {
    const works = new FakeClock();
    const first = await works.member('ana', 'r');
    const kicks = (client: typeof first) =>
      client.pushes.filter((push) => push.command === 'im_open_status.stat_forceoffline').length;
    for (const connection of works.service.connections) connection.dropsOutgoing = true;
    await works.member('ana', 'r');
    assert.equal(kicks(first), 0);
    const again = works.client();
    again.impersonate(first.token());
    const hello = await again.request('im_open_status.wshello');
    assert.deepEqual([hello?.['ErrorCode'], hello?.['KickType']], [1002, 1]);
    await again.request('heartbeat.alive');
    assert.equal(kicks(again), 1);
  });

  it('counts guests as long as they poll, and a guest who logs in once', async () => {
    const works = new FakeClock({ silentMs: 60_000, holdMs: 10_000, graceMs: 30_000 });
    const guest = works.client();
    const room = () => works.service.room('r');
    await guest.request('group_open_http_noauth_svc.apply_join_group', { GroupId: 'r' });
    assert.equal(room().onlineCount, 1);
    await guest.login('ana');
    await guest.join('r');
    assert.deepEqual([room().members.size, room().guests.size], [1, 0]);
    const other = works.client();
    await other.request('group_open_http_noauth_svc.apply_join_group', { GroupId: 'r' });
    for (let second = 0; second < 60; second += 10) {
      await works.advance(10_000);
      await other.request('heartbeat.alive');
      await guest.request('heartbeat.alive');
    }
    assert.deepEqual([room().members.size, room().guests.size], [1, 0]);
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
