import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_LIKES_PER_MESSAGE } from '../../src/protocol/limits.js';
import { decodeMessage } from '../../src/protocol/decode-message.js';
import { readTextExtras, type TextExtras, withoutQuote, writeTextExtras } from '../../src/protocol/text-message.js';
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

  test('writes a quote also in the form of TUIKit', () => {
    const replyTo = { id: 'm-1', nick: 'Bo', text: '你好', seq: 7, time: 1_700_000_000_500 };
    assert.deepEqual((JSON.parse(writeTextExtras({ replyTo })) as { messageReply: object }).messageReply, {
      messageID: 'm-1',
      messageAbstract: '你好',
      messageSender: 'Bo',
      messageSequence: 7,
      messageTime: 1_700_000_000,
      messageType: 1,
      version: 1,
    });
  });

  test('reads the quote of TUIKit where there is none of ours, and nothing from a malformed one', () => {
    const read = (messageReply: unknown, liveChat?: object) =>
      readTextExtras(JSON.stringify({ messageReply, liveChat })).replyTo;
    const tuikit = { messageID: 'm-2', messageAbstract: 'hi', messageSender: 'Cy', version: 1 };
    assert.deepEqual(read(tuikit), { id: 'm-2', nick: 'Cy', text: 'hi' });
    assert.equal(read(tuikit, { v: 1, replyTo: { id: 'm-1', nick: 'Bo', text: 'a' } })?.id, 'm-1');
    for (const malformed of [null, 'm-2', [], {}, { messageID: 2 }, { messageID: 'x'.repeat(1_000) }])
      assert.equal(read(malformed), undefined);
    assert.deepEqual(read({ messageID: 'm-2', messageAbstract: 5, messageSender: {} }), {
      id: 'm-2',
      nick: '',
      text: '',
    });
  });

  test('without its quotes keeps everything else', () => {
    const extras = { replyTo: { id: 'm-1', nick: 'Bo', text: 'hi' }, clientMessageId: 'c-1' };
    const other = { ...(JSON.parse(writeTextExtras(extras)) as object), theirs: { a: 1 } };
    const without = withoutQuote(JSON.stringify(other));
    assert.deepEqual(readTextExtras(without), { replyTo: { id: 'm-1', nick: '', text: '' }, clientMessageId: 'c-1' });
    assert.deepEqual((JSON.parse(without) as { theirs: object }).theirs, { a: 1 });
    assert.equal(without.includes('hi'), false);
    assert.equal(withoutQuote('{"theirs":1}'), '{"theirs":1}');
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
