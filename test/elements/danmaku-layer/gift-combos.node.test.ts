import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GiftCombos } from '../../../src/elements/danmaku-layer/comment-from-message.js';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';

function gift(id: string, userId: string, giftId: string, count: number): ChatMessage {
  return {
    id,
    kind: 'gift',
    from: { userId, nick: userId, avatar: '', role: 'viewer', isSelf: false },
    text: 'a gift',
    segments: [],
    time: 0,
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    gift: { giftId, name: giftId, image: '', count },
    seq: 0,
  };
}

describe('GiftCombos', () => {
  it('adds up consecutive gifts of one user, and reuses the banner', () => {
    const combos = new GiftCombos();
    assert.deepEqual(
      [combos.add(gift('1', 'ana', 'rose', 2), 0)].map(({ message, replaces }) => [message.gift?.count, replaces]),
      [[2, undefined]],
    );
    assert.deepEqual(
      [combos.add(gift('2', 'ana', 'rose', 1), 1_000)].map(({ message, replaces }) => [message.gift?.count, replaces]),
      [[3, '1']],
    );
    assert.deepEqual(
      [combos.add(gift('3', 'ana', 'rose', 1), 2_000)].map(({ message, replaces }) => [message.gift?.count, replaces]),
      [[4, '2']],
    );
  });

  it('keeps users, kinds and later gifts apart', () => {
    const combos = new GiftCombos();
    combos.add(gift('1', 'ana', 'rose', 1), 0);
    for (const [other, now] of [
      [gift('2', 'ben', 'rose', 1), 0],
      [gift('3', 'ana', 'car', 1), 0],
      [gift('4', 'ana', 'rose', 1), 9_000],
    ] as const) {
      assert.deepEqual(combos.add(other, now), { message: other, replaces: undefined });
    }
  });
});
