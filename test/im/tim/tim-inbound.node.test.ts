// Converts the SDK's data to ours, for data that the emulator does not send and for invalid data.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toImInbound, toImRecall } from '../../../src/im/tim/tim-inbound.js';

const ANA = { userId: 'ana', groupId: 'room' };
const tip = (operationType: number, payload: object) => ({
  ID: 'tip-1',
  type: 'TIMGroupTipElem',
  conversationID: 'GROUProom',
  time: 5,
  payload: { operationType, operatorID: 'olga', ...payload },
});
const notice = (payload: object) => ({
  ID: 'notice-1',
  type: 'TIMGroupSystemNoticeElem',
  conversationID: '@TIM#SYSTEM',
  time: 5,
  payload: { groupProfile: { groupID: 'room' }, operatorID: 'olga', ...payload },
});

describe('toImInbound', () => {
  test('decodes each kind of group event', () => {
    const actions = [1, 2, 3, 4, 5, 6, 7, 10, 11].map((operationType) => {
      const item = toImInbound(tip(operationType, { userIDList: ['bo'] }), ANA);
      return item?.kind === 'group-event' ? item.action : undefined;
    });
    assert.deepEqual(actions, [
      'joined',
      'left',
      'kicked',
      'admin-set',
      'admin-unset',
      'profile',
      'muted',
      'banned',
      'unbanned',
    ]);
  });

  test('uses the muted members, not the list of ids, which names the operator', () => {
    const item = toImInbound(tip(7, { userIDList: ['olga'], memberList: [{ userID: 'bo', muteTime: 60 }] }), ANA);
    assert.deepEqual(item?.kind === 'group-event' && item.users, [
      { userId: 'bo', nick: '', avatar: '', mutedFor: 60 },
    ]);
  });

  test('decodes a change of the profile with the changed fields only', () => {
    const item = toImInbound(
      tip(6, { newGroupProfile: { notification: '', muteAllMembers: false, avatar: 'x' } }),
      ANA,
    );
    assert.deepEqual(item?.kind === 'group-event' && item.profile, { notification: '', allMuted: false });
  });

  test('reports who left when only the operator is named', () => {
    const item = toImInbound(tip(2, { operatorID: 'bo' }), ANA);
    assert.deepEqual(item?.kind === 'group-event' && item.users.map((user) => user.userId), ['bo']);
  });

  test('decodes notices of the server, of bans and of recalls', () => {
    const custom = toImInbound(notice({ operationType: 255, userDefinedField: '{"a":1}' }), ANA);
    assert.deepEqual(custom, {
      kind: 'notice',
      id: 'notice-1',
      groupId: 'room',
      time: 5000,
      operatorId: 'olga',
      action: 'custom',
      text: '{"a":1}',
    });
    const banned = toImInbound(notice({ operationType: 21, duration: 60, reason: 'spam' }), ANA);
    assert.deepEqual(banned, {
      kind: 'notice',
      id: 'notice-1',
      groupId: 'room',
      time: 5000,
      operatorId: 'olga',
      action: 'banned',
      text: 'spam',
      duration: 60,
    });
    const recalled = toImInbound(
      notice({
        revokedInfos: [{ groupID: 'room', sequence: 7, from: 'bo', revokerInfo: { revoker: 'olga', reason: 'rude' } }],
      }),
      ANA,
    );
    assert.deepEqual(recalled?.kind === 'notice' && recalled.recalled, [{ seq: 7, fromId: 'bo', reason: 'rude' }]);
  });

  test('decodes the recall of own messages as the same notice', () => {
    const item = toImRecall(
      [{ ID: 'm1', conversationID: 'GROUProom', from: 'ana', sequence: 3, time: 9, revoker: 'olga' }],
      ANA,
    );
    assert.deepEqual(item?.recalled, [{ id: 'm1', seq: 3, fromId: 'ana', reason: '' }]);
    assert.equal(toImRecall([], ANA), null);
    assert.equal(toImRecall('nonsense', ANA), null);
  });

  test('recognises an own message by its flow or its sender, and a guest has none', () => {
    const message = {
      ID: '1',
      type: 'TIMTextElem',
      conversationID: 'GROUProom',
      from: 'ana',
      flow: 'in',
      payload: { text: 'hi' },
    };
    const isSelf = (given: object, userId: string) => {
      const item = toImInbound(given, { userId, groupId: 'room' });
      return item?.kind === 'text' && item.isSelf;
    };
    assert.equal(isSelf(message, 'ana'), true);
    assert.equal(isSelf({ ...message, from: 'bo', flow: 'out' }, 'ana'), true);
    assert.equal(isSelf({ ...message, from: '', flow: '' }, ''), false);
  });

  test('never throws and adds no value, whatever it receives', () => {
    const junk: unknown[] = [
      null,
      undefined,
      0,
      'text',
      [],
      {},
      { type: 'TIMTextElem' },
      { type: 'TIMTextElem', payload: null },
      { type: 'TIMTextElem', payload: { text: { toString: 1 } }, from: {}, time: 'x', sequence: NaN },
    ];
    for (const type of [
      'TIMCustomElem',
      'TIMFaceElem',
      'TIMGroupTipElem',
      'TIMGroupSystemNoticeElem',
      'TIMImageElem',
      '__proto__',
      'constructor',
    ]) {
      for (const payload of [
        undefined,
        null,
        1,
        'x',
        [],
        { operationType: 1, memberList: 'x', userIDList: [null, 1, {}] },
        { operationType: 'constructor' },
        { revokedInfos: [null, 'x'] },
      ])
        junk.push({ type, payload });
    }
    for (const each of junk) {
      const item = toImInbound(each, ANA);
      if (item) assert.equal(typeof item.id, 'string');
      if (item?.kind === 'text') assert.equal(item.text, '');
    }
    assert.equal(toImInbound({ type: 'TIMImageElem', payload: {} }, ANA), null);
  });

  test('drops a private message, whatever its kind, and a recall of one', () => {
    const base = { ID: 'x', from: 'mallory', conversationID: 'C2Cmallory', sequence: 1, time: 5 };
    for (const message of [
      { ...base, type: 'TIMTextElem', payload: { text: 'hi' } },
      { ...base, type: 'TIMCustomElem', payload: { data: 'like' } },
      { ...base, type: 'TIMFaceElem', payload: { index: 1, data: 'x' } },
      { ...base, type: 'TIMTextElem', conversationID: '', payload: { text: 'hi' } },
      { ...base, type: 'TIMGroupTipElem', payload: { operationType: 1, userIDList: ['bo'] } },
    ])
      assert.equal(toImInbound(message, ANA), null);
    assert.equal(toImRecall([base], ANA), null);
    const recall = toImRecall([base, { ...base, ID: 'y', conversationID: 'GROUProom' }], ANA);
    assert.deepEqual(
      recall?.recalled?.map(({ id }) => id),
      ['y'],
    );
  });

  test('keeps a broadcast, which names no group', () => {
    const broadcast = { ID: 'x', from: 'olga', type: 'TIMTextElem', payload: { text: 'hi' }, isBroadcastMessage: true };
    assert.equal(toImInbound(broadcast, ANA)?.groupId, 'room');
  });
});
