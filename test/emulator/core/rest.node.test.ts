// REST requests written by hand as Tencent documents them, with users of the real SDK in the room.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createUserSig } from '../../../src/server/user-sig.js';
import { EmulatorFixture } from '../support/emulator-fixture.js';

type Answer = Record<string, unknown> & { ActionStatus: string; ErrorCode: number; ErrorInfo: string };

describe('REST', () => {
  let stage: EmulatorFixture;
  before(async () => {
    stage = await EmulatorFixture.start({ messagesPerSecond: 5, banSwitch: true, ratePeriod: 'window' });
  });
  after(() => stage.stop());

  async function post(command: string, body: unknown, more: Record<string, string | undefined> = {}): Promise<Answer> {
    const { sdkAppId, secretKey, restUrl } = stage.emulator;
    const identifier = more['identifier'] ?? 'administrator';
    const usersig = more['usersig'] ?? (await createUserSig({ sdkAppId, secretKey, userId: identifier }));
    const address = new URL(`${restUrl}/v4/${command}`);
    for (const [key, value] of Object.entries({
      sdkappid: String(sdkAppId),
      identifier,
      usersig,
      random: '99999999',
      contenttype: 'json',
      ...more,
    }))
      if (value !== undefined) address.searchParams.set(key, value);
    const response = await fetch(address, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    assert.equal(response.status, 200);
    return (await response.json()) as Answer;
  }
  const codeOf = async (command: string, body: unknown, more?: Record<string, string | undefined>) =>
    (await post(command, body, more)).ErrorCode;

  it('refuses wrong callers by cause, always with HTTP 200', async () => {
    const { sdkAppId, secretKey } = stage.emulator;
    const command = 'group_open_http_svc/get_online_member_num';
    assert.equal(await codeOf(command, {}, { sdkappid: '1' }), 60006);
    assert.equal(await codeOf(command, {}, { usersig: 'rubbish' }), 70003);
    assert.equal(
      await codeOf(
        command,
        {},
        { usersig: await createUserSig({ sdkAppId, secretKey, userId: 'administrator', now: 1000, expire: 10 }) },
      ),
      70001,
    );
    assert.equal(
      await codeOf(command, {}, { usersig: await createUserSig({ sdkAppId, secretKey, userId: 'other' }) }),
      70013,
    );
    assert.equal(await codeOf(command, {}, { identifier: 'ana' }), 60010);
    assert.equal(await codeOf(command, 'no json'), 90001);
    assert.equal(await codeOf('group_open_http_svc/no_such_call', {}), 60003);
    const failure = await post(command, { GroupId: 'nowhere' });
    assert.deepEqual([failure.ActionStatus, failure.ErrorCode], ['FAIL', 10010]);
  });

  it('creates rooms under the rules for their ids and texts', async () => {
    const command = 'group_open_http_svc/create_group';
    assert.equal(
      await codeOf(command, { Type: 'AVChatRoom', Name: 'Show', GroupId: 'show', Owner_Account: 'nobody' }),
      10019,
    );
    assert.equal(await codeOf('im_open_login_svc/account_import', { UserID: 'host', Nick: 'Host' }), 0);
    const made = await post(command, {
      Type: 'AVChatRoom',
      Name: 'Show',
      GroupId: 'show',
      Owner_Account: 'host',
      Notification: 'welcome',
    });
    assert.deepEqual([made.ActionStatus, made['GroupId']], ['OK', 'show']);
    assert.equal(
      await codeOf(command, { Type: 'AVChatRoom', Name: 'Show', GroupId: 'show', Owner_Account: 'host' }),
      10025,
    );
    assert.equal(await codeOf(command, { Type: 'AVChatRoom', Name: 'Show', GroupId: 'show' }), 10021);
    assert.equal(await codeOf(command, { Type: 'AVChatRoom', Name: 'x'.repeat(31), GroupId: 'long' }), 10004);
    assert.equal(await codeOf(command, { Type: 'AVChatRoom', Name: 'x', GroupId: '@TGS#mine' }), 10004);
    assert.equal(await codeOf(command, { Type: 'AVChatRoom', Name: 'x', GroupId: 'y', MemberList: [] }), 10007);
    assert.match(String((await post(command, { Type: 'AVChatRoom', Name: 'x' }))['GroupId']), /^@TGS#/);
    const info = await post('group_open_http_svc/get_group_info', { GroupIdList: ['show', 'nowhere'] });
    assert.deepEqual(
      (info['GroupInfo'] as { ErrorCode: number; Name?: string; Notification?: string }[]).map((each) => [
        each.ErrorCode,
        each.Name,
        each.Notification,
      ]),
      [
        [0, 'Show', 'welcome'],
        [10010, undefined, undefined],
      ],
    );
  });

  it('sends messages, sends notices and mutes in a room with users of the SDK', async () => {
    const ana = await stage.joinUser('ana', 'talk');
    const body = {
      GroupId: 'talk',
      From_Account: 'bot',
      Random: 1,
      MsgPriority: 'High',
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'from REST' } }],
      CloudCustomData: 'c',
    };
    const sent = await post('group_open_http_svc/send_group_msg', body);
    const received = await ana.waitForMessage((message) => message.payload['text'] === 'from REST');
    assert.deepEqual(
      [received.from, received.priority, received.cloudCustomData, received.sequence],
      ['bot', 'High', 'c', sent['MsgSeq']],
    );
    await post('group_open_http_svc/send_group_system_notification', { GroupId: 'talk', Content: 'soon' });
    await ana.waitForMessage((message) => message.payload['userDefinedField'] === 'soon');
    assert.equal(
      await codeOf('group_open_http_svc/forbid_send_msg', { GroupId: 'talk', Members_Account: ['ana'], MuteTime: 600 }),
      0,
    );
    await assert.rejects(ana.sendText('talk', 'x'), (error: { code: number }) => error.code === 10017);
    const muted = (await post('group_open_http_svc/get_group_muted_account', { GroupId: 'talk' }))[
      'MutedAccountList'
    ] as { Member_Account: string; MutedUntil: number }[];
    assert.equal(muted[0]?.Member_Account, 'ana');
    assert.equal(
      await codeOf('group_open_http_svc/forbid_send_msg', { GroupId: 'talk', Members_Account: ['ana'], MuteTime: 0 }),
      0,
    );
    await ana.sendText('talk', 'thanks');
    assert.equal(await codeOf('openconfigsvr/setnospeaking', { Set_Account: 'ana', GroupmsgNospeakingTime: 60 }), 0);
    await assert.rejects(ana.sendText('talk', 'y'), (error: { code: number }) => error.code === 10017);
  });

  it('reports that a message was dropped by the limit', async () => {
    stage.emulator.app.join('busy', 'someone');
    const send = (Random: number) =>
      post('group_open_http_svc/send_group_msg', {
        GroupId: 'busy',
        Random,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x' } }],
      });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => send(index)));
    assert.ok(answers.every((answer) => answer.ErrorCode === 0));
    assert.ok(answers.filter((answer) => answer['MsgDropReason'] === 'MsgFreqCtrl').length >= 2);
  });

  it('bans, lists, unbans, removes members and dismisses', async () => {
    const ben = await stage.joinUser('ben', 'last');
    assert.equal(
      await codeOf('group_open_http_svc/delete_group_member', { GroupId: 'last', MemberToDel_Account: ['ben'] }),
      10004,
    );
    assert.equal(
      await codeOf('group_open_http_svc/ban_group_member', { GroupId: 'last', Members_Account: ['ben'], Duration: 60 }),
      0,
    );
    await ben.waitForMessage((message) => message.payload['operationType'] === 21);
    const banned = (await post('group_open_http_svc/get_group_ban_member', { GroupId: 'last', Limit: 10, Offset: 0 }))[
      'BannedAccountList'
    ] as { Member_Account: string }[];
    assert.deepEqual(
      banned.map((each) => each.Member_Account),
      ['ben'],
    );
    assert.equal(
      await codeOf('group_open_http_svc/unban_group_member', { GroupId: 'last', Members_Account: ['ben'] }),
      0,
    );
    await ben.join('last');
    assert.equal(await codeOf('im_open_login_svc/kick', { UserID: 'ben' }), 0);
    assert.deepEqual(await ben.notice('KICKED_OUT'), { type: 'REST_API_Kick' });
    assert.equal(await codeOf('group_open_http_svc/destroy_group', { GroupId: 'last' }), 0);
    assert.equal(await codeOf('group_open_http_svc/destroy_group', { GroupId: 'last' }), 10010);
  });

  it('stores counters and attributes', async () => {
    stage.emulator.app.createRoom('count');
    const update = await post('group_open_http_svc/update_group_counter', {
      GroupId: 'count',
      Mode: 'Increase',
      GroupCounter: [{ Key: 'likes', Value: 7 }],
    });
    assert.deepEqual(update['GroupCounter'], [{ Key: 'likes', Value: 7 }]);
    assert.equal(
      await codeOf('group_open_http_svc/modify_group_attr', {
        GroupId: 'count',
        GroupAttr: [{ key: 'state', value: 'live' }],
      }),
      0,
    );
    const read = await post('group_open_attr_http_svc/get_group_attr', { GroupId: 'count' });
    assert.deepEqual(
      (read['GroupAttrAry'] as { key: string; value: string }[]).map(({ key, value }) => [key, value]),
      [['state', 'live']],
    );
    const many = Array.from({ length: 21 }, (_, index) => ({ Key: `k${index}`, Value: 1 }));
    assert.equal(
      await codeOf('group_open_http_svc/update_group_counter', {
        GroupId: 'count',
        Mode: 'Set',
        GroupCounter: many.slice(0, 20),
      }),
      10063,
    );
  });

  it('broadcasts to the users in every room', async () => {
    const [ana, ben] = [await stage.joinUser('ana9', 'east'), await stage.joinUser('ben9', 'west')];
    await ana.until(
      () => stage.emulator.app.room('east')?.waitingPolls === 1 && stage.emulator.app.room('west')?.waitingPolls === 1,
    );
    assert.equal(
      await codeOf('group_open_http_svc/send_broadcast_msg', {
        From_Account: 'bot',
        Random: 9,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'to all' } }],
      }),
      0,
    );
    for (const person of [ana, ben])
      assert.equal(
        (await person.waitForMessage((message) => message.payload['text'] === 'to all')).isBroadcastMessage,
        true,
      );
  });

  it('reports that the dirty-word commands were removed', async () => {
    assert.equal(await codeOf('openim_dirty_words/get', {}), 10042);
  });
});
