// The unmodified tim-js-sdk in a room of the emulator.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator, type Emulator } from '../../src/emulator/index.js';
import { createUserSig } from '../../src/server/user-sig.js';
import { SdkUser } from './support/sdk-user.js';

describe('tim-js-sdk in an emulated room', () => {
  let emulator: Emulator;
  const people: SdkUser[] = [];
  const arrive = async (userId: string) => {
    const person = SdkUser.create(emulator, userId);
    people.push(person);
    return person;
  };
  const openRoom = async (userId: string, groupId: string) => {
    const person = await arrive(userId);
    await person.login();
    await person.join(groupId);
    return person;
  };

  before(async () => {
    emulator = await startEmulator({
      pollMs: 20,
      maxLoginsPerMinute: Infinity,
      profileLagMs: 0,
    });
  });
  after(async () => {
    await Promise.all(people.map((person) => person.dispose()));
    await emulator.close();
  });

  it('logs in, joins a room that is created by that, and receives its own join', async () => {
    const ana = await arrive('ana');
    await ana.login();
    const { status, group } = await ana.join('one');
    assert.equal(status, 'JoinedSuccess');
    assert.equal(group?.['groupID'], 'one');
    const tip = await ana.waitForMessage((message) => message.type === 'TIMGroupTipElem');
    assert.equal(tip.payload['operationType'], 1);
    assert.equal(tip.payload['memberNum'], 1);
  });

  it('delivers text, custom data and faces with their priority, sender and extra data', async () => {
    const ana = await openRoom('ana2', 'two');
    const ben = await openRoom('ben2', 'two');
    await ben.sdk['updateMyProfile']?.({ nick: 'Ben 本', avatar: 'https://example.com/b.png' } as never);
    const sent = await ben.sendText('two', 'hello 你好 😀', 'High');
    const received = await ana.waitForMessage((message) => message.type === 'TIMTextElem');
    assert.equal(received.payload['text'], 'hello 你好 😀');
    assert.equal(received.ID, sent.ID);
    assert.equal(received.from, 'ben2');
    assert.equal(received.nick, 'Ben 本');
    assert.equal(received.priority, 'High');
    await ben.sdk.sendMessage(
      ben.sdk.createCustomMessage({
        to: 'two',
        conversationType: 'GROUP',
        priority: 'Low',
        payload: { data: '{"a":1}', description: 'd', extension: 'e' },
        cloudCustomData: '{"x":2}',
      }),
    );
    const custom = await ana.waitForMessage((message) => message.type === 'TIMCustomElem');
    assert.deepEqual(custom.payload, { data: '{"a":1}', description: 'd', extension: 'e' });
    assert.equal(custom.cloudCustomData, '{"x":2}');
    assert.equal(custom.priority, 'Low');
    await ben.sdk.sendMessage(
      ben.sdk.createFaceMessage({ to: 'two', conversationType: 'GROUP', payload: { index: 3, data: 'tt03' } }),
    );
    const face = await ana.waitForMessage((message) => message.type === 'TIMFaceElem');
    assert.deepEqual(face.payload, { index: 3, data: 'tt03' });
  });

  it('delivers joins and leaves, and counts members', async () => {
    const ana = await openRoom('ana3', 'three');
    const ben = await openRoom('ben3', 'three');
    const joined = await ana.waitForMessage(
      (message) => message.type === 'TIMGroupTipElem' && message.payload['operatorID'] === 'ben3',
    );
    assert.equal(joined.payload['operationType'], 1);
    assert.equal(joined.payload['memberNum'], 2);
    await ben.sdk.quitGroup('three');
    const left = await ana.waitForMessage((message) => message.payload['operationType'] === 2);
    assert.deepEqual(left.payload['userIDList'], ['ben3']);
    assert.deepEqual(emulator.app.room('three')?.members, ['ana3']);
  });

  it('treats a logout as leaving every room', async () => {
    const ana = await openRoom('ana4', 'four');
    const ben = await openRoom('ben4', 'four');
    await ben.sdk.logout();
    await ana.waitForMessage((message) => message.payload['operationType'] === 2);
    assert.deepEqual(emulator.app.room('four')?.members, ['ana4']);
  });

  it('lets guests read new messages without a login', async () => {
    const ana = await openRoom('ana5', 'five');
    await ana.sendText('five', 'before the guest');
    const guest = await arrive('guest5');
    const { status } = await guest.join('five');
    assert.equal(status, 'JoinedSuccess');
    await guest.until(() => emulator.app.room('five')?.waitingPolls === 2);
    await ana.sendText('five', 'for the guest too');
    await guest.waitForMessage((message) => message.payload['text'] === 'for the guest too');
    assert.deepEqual(guest.texts(), ['for the guest too']);
    assert.equal(emulator.app.room('five')?.onlineCount, 2);
  });

  it('delivers system notices of the application', async () => {
    const ana = await openRoom('ana6', 'six');
    emulator.app.sendNotice('six', 'the show begins');
    const notice = await ana.waitForMessage((message) => message.type === 'TIMGroupSystemNoticeElem');
    assert.equal(notice.payload['operationType'], 255);
    assert.equal(notice.payload['userDefinedField'], 'the show begins');
  });

  it('delivers counter events to everyone when likes are added', async () => {
    const ana = await openRoom('ana7', 'seven');
    const ben = await openRoom('ben7', 'seven');
    await ben.paidFeatures();
    await ben.sdk['increaseGroupCounter']?.({ groupID: 'seven', key: 'likes', value: 3 } as never);
    await ben.sdk['increaseGroupCounter']?.({ groupID: 'seven', key: 'likes', value: 2 } as never);
    const news = await ana.notice('GROUP_COUNTER_UPDATED', (data: { value: number }) => data.value === 5);
    assert.deepEqual(news, { groupID: 'seven', key: 'likes', value: 5 });
  });

  it('refuses logins by cause', async () => {
    const { sdkAppId, secretKey } = emulator;
    const now = Math.floor(Date.now() / 1000);
    const good = { sdkAppId, secretKey, userId: 'eve' };
    const tickets: [number, string][] = [
      [70003, 'not-a-ticket'],
      [70001, await createUserSig({ ...good, now: now - 10_000, expire: 60 })],
      [
        70009,
        await createUserSig({ ...good, secretKey: 'another-key-that-is-as-long-as-a-real-one-would-be-0000000000' }),
      ],
      [70013, await createUserSig({ ...good, userId: 'mallory' })],
      [70014, await createUserSig({ ...good, sdkAppId: sdkAppId + 1 })],
    ];
    for (const [code, ticket] of tickets) {
      const eve = await arrive('eve');
      await assert.rejects(
        eve.sdk.login({ userID: 'eve', userSig: ticket }),
        (error: { code: number }) => error.code === code,
        `expected ${code}`,
      );
      await eve.dispose();
    }
  });

  it('returns the profile of a room, also to a user who joins again', async () => {
    const ana = await openRoom('ana9', 'nine');
    const group = (
      await (ana.sdk['getGroupProfile']?.({ groupID: 'nine' } as never) as Promise<{
        data: { group: { name: string; selfInfo: { role: string } } };
      }>)
    ).data.group;
    assert.equal(group.name, 'nine');
    assert.equal(group.selfInfo.role, 'Member');
    await ana.sdk.quitGroup('nine');
    assert.equal((await ana.join('nine')).status, 'JoinedSuccess');
    assert.equal(emulator.app.requests.list({ command: 'apply_join_group', userId: 'ana9' }).length, 2);
  });
});
