import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRIORITY } from '../../../src/elements/danmaku-layer/comment.js';
import { commentFromMessage, RecentMessages } from '../../../src/elements/danmaku-layer/comment-from-message.js';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';

function message(fields: Partial<ChatMessage> & { role?: 'viewer' | 'host'; isSelf?: boolean } = {}): ChatMessage {
  const { role = 'viewer', isSelf = false, ...rest } = fields;
  return {
    id: 'm1',
    kind: 'text',
    from: { userId: 'ana', nick: 'Ana', avatar: '', role, isSelf },
    text: 'hello',
    segments: [],
    time: 1_000_000,
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    seq: 0,
    ...rest,
  };
}

describe('commentFromMessage', () => {
  it('converts texts and faces, and neither notices nor custom messages', () => {
    assert.equal(commentFromMessage(message())?.text, 'hello');
    assert.equal(commentFromMessage(message({ kind: 'face', text: '[smile]' }))?.text, '[smile]');
    for (const kind of ['notice', 'custom'] as const) assert.equal(commentFromMessage(message({ kind })), undefined);
    assert.equal(commentFromMessage(message({ text: ' ' })), undefined);
  });

  it("ranks own comments before those of host and moderators, and those before viewers'", () => {
    assert.equal(commentFromMessage(message())?.priority, PRIORITY.viewer);
    assert.equal(commentFromMessage(message({ role: 'host' }))?.priority, PRIORITY.staff);
    assert.equal(commentFromMessage(message({ role: 'host', isSelf: true }))?.priority, PRIORITY.own);
  });

  it('fixes a gift at the top with its picture and count, and does not drop it among other comments', () => {
    const gift = { giftId: 'rose', name: 'Rose', image: 'https://example.com/rose.png', count: 3 };
    const comment = commentFromMessage(message({ kind: 'gift', text: 'Rose', gift }));
    assert.deepEqual(
      [comment?.text, comment?.mode, comment?.image, comment?.priority],
      ['Ana: Rose ×3', 'top', gift.image, PRIORITY.staff],
    );
  });

  it('gives a gift of a viewer an appearance of its own, and not that of host and moderators', () => {
    const gift = { giftId: 'rose', name: 'Rose', image: '', count: 3 };
    const variantOf = (role: 'viewer' | 'host') =>
      commentFromMessage(message({ kind: 'gift', text: 'Rose', gift, role }))?.variant;
    assert.deepEqual([variantOf('viewer'), variantOf('host')], ['gift', 'staff']);
  });

  it('leaves out the picture of a gift on request', () => {
    const gift = { giftId: 'rose', name: 'Rose', image: 'https://example.com/rose.png', count: 3 };
    assert.equal(commentFromMessage(message({ kind: 'gift', text: 'Rose', gift }), false)?.image, '');
  });

  it('cuts a text that is too long between characters, not inside one', () => {
    const text = commentFromMessage(message({ text: '👩‍🚀'.repeat(400) }))?.text ?? '';
    assert.ok(Array.from(text).length <= 120);
    assert.doesNotThrow(() => encodeURIComponent(text)); // throws at half a character
  });
});

describe('RecentMessages', () => {
  const now = 1_000_000_000;

  it('leaves out the history of a room', () => {
    const ages = [300_000, 25_000, 3_000, 0];
    const history = ages.map((age) => message({ time: now - age }));
    assert.deepEqual(new RecentMessages().filter(history, true, now, 0), history.slice(2));
  });

  it('contains current messages when the clock of this machine is some minutes wrong', () => {
    const batch = [message({ time: now })];
    for (const clock of [now - 300_000, now + 300_000])
      assert.deepEqual(new RecentMessages().filter(batch, true, clock, 0), batch);
  });

  it('contains current messages after the first batch when the clock of this machine is hours wrong', () => {
    for (const error of [-7_200_000, 7_200_000]) {
      const recent = new RecentMessages();
      recent.filter([message({ time: now })], true, now + error, 0);
      const batch = [message({ time: now + 5_000 })];
      assert.deepEqual(recent.filter(batch, false, now + 5_000 + error, 5_000), batch);
    }
  });

  it('contains the first message of a room without history when the clock of this machine is hours wrong', () => {
    const batch = [message({ time: now })];
    for (const error of [-7_200_000, 7_200_000])
      assert.deepEqual(new RecentMessages().filter(batch, false, now + error, 0), batch);
  });

  it('is not affected by a clock that is set while the page is open', () => {
    const recent = new RecentMessages();
    recent.filter([message({ time: now })], true, now, 0);
    const [old, current] = [message({ time: now - 3_600_000 }), message({ time: now + 60_000 })];
    assert.deepEqual(recent.filter([old], false, now - 3_600_000, 60_000), []);
    assert.deepEqual(recent.filter([current], false, now + 3_600_000, 60_000), [current]);
  });

  it("leaves out old messages of a quiet room, but never the user's own", () => {
    const [old, own] = [message({ time: now - 3_600_000 }), message({ time: now - 3_600_000, status: 'sending' })];
    assert.deepEqual(new RecentMessages().filter([old, own], true, now, 0), [own]);
  });

  it("does not judge others' messages by the time of an own one, which is of this machine's clock", () => {
    const batch = [message({ time: now }), message({ time: now + 3_600_000, status: 'sending' })];
    assert.deepEqual(new RecentMessages().filter(batch, true, now, 0), batch);
  });
});
