import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRIORITY } from '../../../src/elements/danmaku-layer/comment.js';
import { commentFromMessage, isRecent } from '../../../src/elements/danmaku-layer/comment-from-message.js';
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

  it('cuts a text that is too long between characters, not inside one', () => {
    const text = commentFromMessage(message({ text: '👩‍🚀'.repeat(400) }))?.text ?? '';
    assert.ok(Array.from(text).length <= 120);
    assert.doesNotThrow(() => encodeURIComponent(text)); // throws at half a character
  });
});

describe('isFresh', () => {
  const now = 1_000_000;
  it('returns false for the history of a room', () => {
    const history = [
      message({ time: now - 300_000 }),
      message({ time: now - 25_000 }),
      message({ time: now - 3_000 }),
      message({ time: now }),
    ];
    assert.deepEqual(history.map(isRecent(history, now)), [false, false, true, true]);
  });

  it('returns true for current messages when the clock of this machine is some minutes wrong', () => {
    const batch = [message({ time: now })];
    assert.deepEqual(
      [now - 300_000, now + 300_000].map((clock) => isRecent(batch, clock)(batch[0] as ChatMessage)),
      [true, true],
    );
  });

  it("returns false in a room where nothing was sent for a long time, but always true for the user's own messages", () => {
    const batch = [message({ time: now - 3_600_000 }), message({ time: now - 3_600_000, status: 'sending' })];
    assert.deepEqual(batch.map(isRecent(batch, now)), [false, true]);
  });
});
