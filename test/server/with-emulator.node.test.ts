// The server kit together with the emulator, with users on the unmodified SDK: REST, webhook, rules, moderation, likes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startEmulator, type Emulator } from '../../src/emulator/index.js';
import { readControlMessage } from '../../src/protocol/control-message.js';
import { UntrustedJson } from '../../src/protocol/untrusted-json.js';
import { writeLike } from '../../src/protocol/like-message.js';
import {
  createLikeCounter,
  createModerationHandler,
  createRestClient,
  createWebhookHandler,
  groupLikeStore,
  messageBody,
  REFUSAL_CODE,
  roomRules,
  TencentError,
  toNodeListener,
  wordFilter,
  type LikeCounter,
  type RestClient,
} from '../../src/server/index.js';
import { SdkUser } from '../emulator/support/sdk-user.js';

const TOKEN = 'webhook-token-for-tests';
const withCode = (code: number) => (error: unknown) => (error as { code?: unknown }).code === code;

describe('the server kit and the emulator', () => {
  let server: Server;
  let emulator: Emulator;
  let client: RestClient;
  let likes: LikeCounter;
  let moderate: (body: object) => Promise<Response>;
  const people: SdkUser[] = [];
  const errors: unknown[] = [];

  const openRoom = async (userId: string, groupId: string) => {
    const person = SdkUser.create(emulator, userId);
    people.push(person);
    await person.login();
    await person.join(groupId);
    return person;
  };
  const control = (data: unknown) => {
    const wire = UntrustedJson.parse(String(data));
    return wire && readControlMessage(wire);
  };

  before(async () => {
    const webhook: { handle?: (request: Request) => Promise<Response> } = {};
    server = createServer(
      toNodeListener((request) => webhook.handle?.(request) ?? Promise.resolve(new Response(null, { status: 503 }))),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    emulator = await startEmulator({
      pollMs: 20,
      banSwitch: true,
      plan: 'ultimate',
      onlineCountLagMs: 0,
      webhook: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, token: TOKEN },
    });
    const { sdkAppId, secretKey, restUrl } = emulator;
    client = createRestClient({ sdkAppId, secretKey, baseUrl: restUrl });
    const rules = roomRules({ client, freshMs: 60_000, onError: (error) => errors.push(error) });
    likes = createLikeCounter({ store: groupLikeStore(client), everyMs: 60_000 });
    webhook.handle = createWebhookHandler({
      token: TOKEN,
      sdkAppId,
      on: { beforeSend: [rules.beforeSend, wordFilter(['badword'], { mask: '*' }), likes.beforeSend] },
      onError: (error) => errors.push(error),
    });
    const handle = createModerationHandler({
      client,
      authorize: () => ({ moderatorId: 'mo' }),
      onDone: ({ groupId }) => rules.forget(groupId),
      onError: () => undefined,
    });
    moderate = (body) =>
      handle(
        new Request('http://127.0.0.1/moderate', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
  });
  after(async () => {
    await likes.close();
    await Promise.all(people.map((person) => person.dispose()));
    await emulator.close();
    server.closeAllConnections();
    server.close();
    assert.deepEqual(errors, []);
  });

  it('perform every operation of a room over REST', async () => {
    await client.accountImport('anchor_1', { nick: 'Anchor' });
    assert.equal(await client.createGroup({ groupId: 'rest', name: 'Rest', ownerId: 'anchor_1' }), 'rest');
    await assert.rejects(
      client.createGroup({ groupId: 'rest', name: 'Rest', ownerId: 'anchor_1' }),
      (error) => error instanceof TencentError && [10021, 10025].includes(error.code) && !error.retryable,
    );
    await client.modifyGroupBaseInfo('rest', { name: 'New', notification: 'Hi', allMuted: true });
    const [group, unknown] = await client.getGroupInfo(['rest', 'nowhere']);
    assert.deepEqual(
      [group?.name, group?.notification, group?.ownerId, group?.allMuted, group?.type],
      ['New', 'Hi', 'anchor_1', true, 'AVChatRoom'],
    );
    assert.ok(unknown?.error);
    await client.modifyGroupBaseInfo('rest', { allMuted: false });
    const sent = await client.sendGroupMsg('rest', { from: 'anchor_1', body: messageBody.text('hi'), random: 77 });
    assert.ok(sent.seq > 0 && sent.time > 0 && !sent.dropped);
    await client.sendGroupMsg('rest', { body: messageBody.face(1, 'a') });
    assert.deepEqual(await client.groupMsgRecall('rest', [sent.seq, 999_999]), [
      { seq: sent.seq, code: 0 },
      { seq: 999_999, code: 10030 },
    ]);
    await client.sendGroupSystemNotification('rest', 'Notice');
    await client.sendBroadcastMsg({ body: messageBody.text('To all') });
    emulator.app.join('rest', 'bo');
    await client.forbidSendMsg('rest', ['bo'], 60);
    assert.deepEqual((await client.getGroupMutedAccount('rest')).map((each) => each.userId), ['bo']); // prettier-ignore
    await client.forbidSendMsg('rest', ['bo'], 0);
    assert.deepEqual(await client.getGroupMutedAccount('rest'), []);
    assert.equal(await client.getOnlineMemberNum('rest'), 1);
    assert.deepEqual((await client.getMembers('rest')).members.map((each) => each.userId), ['bo']); // prettier-ignore
    await client.modifyAdmin('rest', ['bo'], true);
    assert.deepEqual(await client.getAdminList('rest'), ['bo']);
    await client.modifyAdmin('rest', ['bo'], false);
    await client.modifyUserInfo('rest', { bo: [1000] }, true);
    await client.banGroupMember('rest', ['bo'], 60, { description: 'spam' });
    assert.deepEqual((await client.getGroupBanMember('rest')).members.map((each) => each.userId), ['bo']); // prettier-ignore
    await client.unbanGroupMember('rest', ['bo']);
    assert.deepEqual(await client.updateGroupCounter('rest', 'Increase', { likes: 5 }), { likes: 5 });
    assert.deepEqual(await client.getGroupCounter('rest'), { likes: 5 });
    await client.deleteGroupCounter('rest', ['likes']);
    assert.deepEqual(await client.getGroupCounter('rest'), {});
    await client.setGroupAttr('rest', { a: '1', b: '2' });
    await client.modifyGroupAttr('rest', { b: '3' });
    await client.deleteGroupAttr('rest', ['a']);
    assert.deepEqual(await client.getGroupAttr('rest'), { b: '3' });
    await client.clearGroupAttr('rest');
    assert.deepEqual(await client.getGroupAttr('rest'), {});
    await client.portraitSet('anchor_1', { nick: 'New nick', avatar: 'https://show.test/a.png' });
    await client.setNoSpeaking('bo', 0);
    await client.kick('anchor_1');
    await assert.rejects(client.dirtyWords.get(), withCode(10042));
    await client.destroyGroup('rest');
    await assert.rejects(
      client.destroyGroup('rest'),
      (error) => error instanceof TencentError && [10010, 10015].includes(error.code),
    );
  });

  it('refuse a wrong key, application or administrator by cause', async () => {
    const { sdkAppId, secretKey, restUrl: baseUrl } = emulator;
    await assert.rejects(
      createRestClient({ sdkAppId, secretKey: 'f'.repeat(30) + '0123456789', baseUrl }).kick('a'),
      withCode(70009),
    );
    await assert.rejects(createRestClient({ sdkAppId: sdkAppId + 1, secretKey, baseUrl }).kick('a'), withCode(60006));
    await assert.rejects(
      createRestClient({ sdkAppId, secretKey, baseUrl, identifier: 'ana' }).kick('a'),
      withCode(60010),
    );
    await assert.rejects(
      client.call('group_open_http_svc/no_such', {}, 'safe'),
      (error) => error instanceof TencentError,
    );
  });

  it('report that a message was dropped when the room is at its limit', async () => {
    const small = await startEmulator({ messagesPerSecond: 1 });
    small.app.createRoom('busy');
    const speaker = createRestClient({ sdkAppId: small.sdkAppId, secretKey: small.secretKey, baseUrl: small.restUrl });
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, index) => speaker.sendGroupMsg('busy', { body: messageBody.text(`m${index}`) })),
    );
    await small.close();
    const dropped = sent.filter((each) => each.dropped);
    assert.ok(dropped.length > 0 && dropped.length < 20, `${dropped.length} dropped`);
    assert.equal(dropped[0]?.dropReason, 'MsgFreqCtrl');
  });

  it('repeat a message whose response was late, and it is delivered once', async () => {
    const ana = await openRoom('ana6', 'late');
    const command = 'rest:group_open_http_svc.send_group_msg';
    emulator.app.faults.add({ command, times: 1, delayMs: 500 });
    const { seq } = await createRestClient({
      sdkAppId: emulator.sdkAppId,
      secretKey: emulator.secretKey,
      baseUrl: emulator.restUrl,
      timeoutMs: 150,
      backoffMs: 10,
    }).sendGroupMsg('late', { body: messageBody.text('once') });
    assert.ok(seq > 0);
    emulator.app.faults.add({ command, times: 1, delayMs: 700 }); // after the attempt that was given up has been performed
    await client.sendGroupMsg('late', { body: messageBody.text('the end') });
    await ana.waitForMessage((message) => message.payload['text'] === 'the end');
    assert.deepEqual(ana.texts(), ['once', 'the end']);
  });

  it('retry while the service is busy, and report the cause when that does not end', async () => {
    const command = 'rest:group_open_http_svc.forbid_send_msg';
    emulator.app.createRoom('flaky');
    emulator.app.join('flaky', 'bo');
    const quick = createRestClient({
      sdkAppId: emulator.sdkAppId,
      secretKey: emulator.secretKey,
      baseUrl: emulator.restUrl,
      backoffMs: 5,
    });
    emulator.app.faults.add({ command, times: 3, errorCode: 60008 });
    await quick.forbidSendMsg('flaky', ['bo'], 60);
    const id = emulator.app.faults.add({ command, errorCode: 60008, errorInfo: 'busy' });
    await assert.rejects(
      quick.forbidSendMsg('flaky', ['bo'], 60),
      (error) => error instanceof TencentError && error.code === 60008 && error.retryable,
    );
    emulator.app.faults.remove(id);
  });

  it('mask listed words before anybody reads them', async () => {
    const ana = await openRoom('ana', 'words');
    const bo = await openRoom('bo', 'words');
    await bo.sendText('words', 'you b.a.d word');
    const received = await ana.waitForMessage((message) => message.type === 'TIMTextElem');
    assert.match(String(received.payload['text']), /^you [* ]+$/);
  });

  it('enforce slow mode and emoji-only on members, whatever their page does, and not on the host', async () => {
    emulator.app.createRoom('slow', { owner: 'host1' });
    const host = await openRoom('host1', 'slow');
    const bo = await openRoom('bo2', 'slow');
    assert.equal((await moderate({ action: 'slowMode', groupId: 'slow', seconds: 30 })).status, 200);
    await bo.sendText('slow', 'first');
    await assert.rejects(
      bo.sendText('slow', 'second'),
      (error) => withCode(REFUSAL_CODE.slowMode)(error) && /30 s/.test((error as Error).message),
    );
    const like = writeLike({ count: 3, id: 'l1', user: { userId: 'bo2', nick: 'Bo', avatar: '' } });
    await bo.sdk.sendMessage(
      bo.sdk.createCustomMessage({ to: 'slow', conversationType: 'GROUP', priority: 'Low', payload: like }),
    );
    await host.sendText('slow', 'one');
    await host.sendText('slow', 'two');
    await moderate({ action: 'slowMode', groupId: 'slow', seconds: 0 });
    await moderate({ action: 'emojiOnly', groupId: 'slow', on: true });
    await assert.rejects(bo.sendText('slow', 'words'), withCode(REFUSAL_CODE.emojiOnly));
    await bo.sendText('slow', '🎉👨‍👩‍👧 1️⃣');
    await moderate({ action: 'emojiOnly', groupId: 'slow', on: false });
    await bo.sendText('slow', 'words again');
  });

  it('let no member send control messages', async () => {
    const bo = await openRoom('bo3', 'orders');
    const forged =
      '{"version":"1.0","platform":"Web","businessID":"LiveChatElements_control","data":{"action":"retract","seq":1,"id":""}}';
    await assert.rejects(
      bo.sdk.sendMessage(
        bo.sdk.createCustomMessage({
          to: 'orders',
          conversationType: 'GROUP',
          payload: { data: forged, description: '', extension: '' },
        }),
      ),
      withCode(REFUSAL_CODE.notAllowed),
    );
  });

  it('mute, ban, announce and retract for a moderator whom the service does not know', async () => {
    const ana = await openRoom('ana4', 'mod');
    const bo = await openRoom('bo4', 'mod');
    const bad = await bo.sendText('mod', 'regrettable');
    const received = await ana.waitForMessage((message) => message.ID === bad.ID);
    assert.equal(
      (await moderate({ action: 'retract', groupId: 'mod', seq: received.sequence, messageId: received.ID })).status,
      200,
    );
    const retract = await ana.waitForMessage(
      (message) => message.type === 'TIMCustomElem' && message.from === 'administrator',
    );
    assert.deepEqual(control(retract.payload['data']), {
      kind: 'control',
      control: { action: 'retract', seq: received.sequence, id: received.ID },
    });
    assert.equal((await moderate({ action: 'announce', groupId: 'mod', text: 'Back at \u202e8' })).status, 200);
    const announced = await ana.waitForMessage(
      (message) => message.type === 'TIMCustomElem' && String(message.payload['data']).includes('announce'),
    );
    assert.deepEqual(control(announced.payload['data']), {
      kind: 'control',
      control: { action: 'announce', text: 'Back at 8' },
    });
    assert.equal((await client.getGroupInfo(['mod']))[0]?.notification, 'Back at 8');

    assert.equal((await moderate({ action: 'mute', groupId: 'mod', userId: 'bo4', seconds: 60 })).status, 200);
    await assert.rejects(bo.sendText('mod', 'muted?'), withCode(10017));
    await moderate({ action: 'unmute', groupId: 'mod', userId: 'bo4' });
    await bo.sendText('mod', 'free');
    await moderate({ action: 'muteAll', groupId: 'mod', muted: true });
    await assert.rejects(bo.sendText('mod', 'all?'), withCode(10017));
    await moderate({ action: 'muteAll', groupId: 'mod', muted: false });
    await moderate({ action: 'ban', groupId: 'mod', userId: 'bo4', seconds: 60, reason: 'spam' });
    assert.ok(!emulator.app.room('mod')?.members.includes('bo4'));
    await assert.rejects(bo.join('mod'));
    await moderate({ action: 'unban', groupId: 'mod', userId: 'bo4' });
    await bo.join('mod');
    const gone = await moderate({ action: 'muteAll', groupId: 'never-was', muted: true });
    assert.equal(gone.status, 404);
  });

  it('count likes in the webhook, also those that the service drops, and keep the total for users who join later', async () => {
    const bo = await openRoom('bo5', 'likes');
    const like = (id: string, count: number) =>
      bo.sdk.sendMessage(
        bo.sdk.createCustomMessage({
          to: 'likes',
          conversationType: 'GROUP',
          priority: 'Low',
          payload: writeLike({ count, id, user: { userId: 'bo5', nick: 'Bo', avatar: '' } }),
        }),
      );
    await Promise.all([like('a', 5), like('b', 7)]);
    await like('a', 5); // the same again
    await bo.sendText('likes', 'not a like');
    await likes.flush();
    assert.equal(likes.total('likes'), 12);
    await like('c', 1);
    await likes.flush();
    assert.equal(emulator.app.room('likes')?.introduction, '[live-chat likes=13]');
  });
});
