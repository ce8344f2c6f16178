import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_LIKES_PER_MESSAGE } from '../../src/protocol/limits.js';
import { decodeMessage } from '../../src/protocol/decode-message.js';
import { type TextExtras, writeTextExtras } from '../../src/protocol/text-message.js';
import { writeControlMessage } from '../../src/protocol/control-message.js';
import { writeLike } from '../../src/protocol/like-message.js';
import { imMessage } from './support/im-message.js';

const user = { userId: 'u1', nick: 'Ana "A" 安娜', avatar: 'https://images.example/a.png' };

describe('writeLike', () => {
  test('writes every field that a strict decoder of any generation requires', () => {
    const data: unknown = JSON.parse(writeLike({ count: 12, id: 'a1', user }).data);
    assert.deepEqual(data, {
      version: '1.0',
      platform: 'Web',
      businessID: 'TUIGift_like',
      data: {
        message: '',
        sender: { userId: 'u1', userName: user.nick, avatarUrl: user.avatar, level: '0' },
        extInfo: { userID: 'u1', nickName: user.nick, avatarUrl: user.avatar },
        count: 12,
        id: 'a1',
      },
    });
  });

  test('is decoded to the same value, within the limits of one message', () => {
    const back = (count: number) =>
      decodeMessage(imMessage({ sender: 'u1', kind: 'custom', data: writeLike({ count, id: 'a1', user }).data }));
    assert.deepEqual(back(12), { kind: 'like', count: 12, id: 'a1' });
    assert.deepEqual(back(Number.NaN), { kind: 'like', count: 1, id: 'a1' });
    assert.deepEqual(back(1e9), { kind: 'like', count: MAX_LIKES_PER_MESSAGE, id: 'a1' });
  });
});

describe('writeTextExtras', () => {
  const back = (extras: TextExtras) => {
    const read = decodeMessage(
      imMessage({ sender: 'u1', kind: 'text', text: 'hi', cloudCustomData: writeTextExtras(extras) }),
    );
    return read.kind === 'text' && read.extras;
  };

  test('writes nothing for a plain text', () => {
    assert.equal(writeTextExtras({}), '');
    assert.equal(writeTextExtras({ danmaku: { mode: 'scroll', color: '' }, mentions: [] }), '');
  });

  test('is decoded to the same value', () => {
    const extras: TextExtras = {
      danmaku: { mode: 'bottom', color: '#00ff7f' },
      mentions: ['u2', 'u3'],
      mentionNames: ['Bo', 'u3'],
      replyTo: { id: 'm-1', nick: 'Bo', text: '你好' },
      clientMessageId: 'c-1',
    };
    assert.deepEqual(back(extras), extras);
  });

  test('reads no names of mentioned users without one for each', () => {
    const extras = back({ mentions: ['u2', 'u3'], mentionNames: ['Bo', ''] });
    assert.deepEqual(extras, { mentions: ['u2', 'u3'] });
  });

  test('quotes no more than a line, and splits no character', () => {
    const extras = back({ replyTo: { id: 'm-1', nick: 'Bo', text: '😀'.repeat(200) } });
    assert.equal(extras && extras.replyTo?.text, '😀'.repeat(50));
  });
});

describe('writeControlMessage', () => {
  test('is decoded to the same value', () => {
    const control = { action: 'retract', seq: 12, id: 'm-1' } as const;
    assert.deepEqual(decodeMessage(imMessage({ sender: 'host', kind: 'custom', data: writeControlMessage(control) })), {
      kind: 'control',
      control,
    });
  });
});
