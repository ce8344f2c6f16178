// Names of object prototypes ("constructor", "__proto__"…) as names of users, ids, roles, priorities, settings and
// gifts: they are ordinary names, match nothing that was not set, and change no shared object.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toImGroup, toImInbound, toImMessage } from '../../src/im/tim/tim-inbound.js';
import { parseToken } from '../../src/room/connection/token.js';
import type { ChatMessage } from '../../src/room/model/chat-message.js';
import { until } from '../support/until.js';
import { fakeRoom } from '../room/support/fake-room.js';

const NAMES = Object.getOwnPropertyNames(Object.prototype);
const CONTEXT = { userId: 'ana', groupId: 'show' };

describe('names of object prototypes', () => {
  it('are never looked up as priority, role or message kind', () => {
    for (const name of NAMES) {
      const message = {
        ID: name,
        from: name,
        nick: name,
        type: 'TIMTextElem',
        conversationID: 'GROUPshow',
        priority: name,
        payload: { text: name },
      };
      assert.equal(toImMessage(message, CONTEXT)?.priority, 'normal');
      assert.equal(toImInbound({ ...message, type: name }, CONTEXT), null);
      for (const type of ['TIMGroupTipElem', 'TIMGroupSystemNoticeElem'])
        assert.equal(toImInbound({ type, payload: { operationType: name } }, CONTEXT), null);
      assert.equal(toImGroup({ groupID: name, selfInfo: { role: name } }, '').role, 'member');
    }
  });

  it('are valid as user ids, gifts and responses', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const rows: ChatMessage[] = [];
    room.on('messages', (fresh) => rows.push(...fresh));
    for (const name of NAMES) {
      const from = { userId: name, nick: name, avatar: name };
      im.client.receive(
        {
          ...im.text(name, {
            id: name,
            cloudCustomData: JSON.stringify({
              liveChat: { v: 1, mentions: [name], clientId: name, replyTo: { id: name, nick: name, text: name } },
            }),
          }),
          from,
        },
        {
          ...im.text(''),
          kind: 'custom',
          from,
          description: name,
          extension: name,
          data: JSON.stringify({
            businessID: 'TUIGift',
            data: { giftCount: 1, gift: { giftId: name, giftName: name, imageUrl: name } },
          }),
        },
        {
          ...im.text(''),
          kind: 'custom',
          from,
          description: name,
          extension: name,
          data: JSON.stringify({ businessID: name, data: { [name]: name } }),
        },
        {
          kind: 'group-event',
          id: `joined ${name}`,
          groupId: 'show',
          time: 1,
          action: 'joined',
          operatorId: name,
          users: [from],
        },
        {
          kind: 'group-event',
          id: `muted ${name}`,
          groupId: 'show',
          time: 1,
          action: 'muted',
          operatorId: name,
          users: [{ ...from, mutedFor: 60 }],
        },
      );
      im.client.listener.onCounter(name, 1e9);
    }
    await until(() => rows.length >= NAMES.length * 2, 'all have been received');
    for (const row of rows) {
      assert.ok(NAMES.includes(row.from.nick) && row.from.userId === row.from.nick);
      assert.deepEqual([row.from.role, row.from.avatar, row.from.isSelf], ['viewer', '', false]);
      if (row.gift) assert.deepEqual([row.gift.name, row.gift.image], [row.from.nick, '']);
      else assert.deepEqual([row.text, row.replyTo?.nick], [row.from.nick, row.from.nick]);
    }
    assert.equal(room.snapshot.likeCount, 0);
    assert.equal(room.snapshot.status, 'joined');
    await room.disconnect();
  });

  it('add nothing to a token response, and replace none of its missing fields', () => {
    for (const name of NAMES) {
      const answer = JSON.parse(`{"sdkAppId":1,"${name}":{"userId":"eve","role":"host"}}`) as unknown;
      assert.deepEqual(
        Object.entries(parseToken(answer)).filter(([, value]) => value !== undefined),
        [['sdkAppId', 1]],
      );
      assert.throws(() => parseToken({ sdkAppId: 1, role: name }), /"role" has to be/);
    }
  });

  it('change no shared object', () => {
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), NAMES);
    assert.equal(Object.keys({}).length, 0);
  });
});
