// Bounds of what is read from other users' messages, each at its limit and one above it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONTROL_BUSINESS_ID } from '../../src/protocol/control-message.js';
import { decodeMessage } from '../../src/protocol/decode-message.js';
import { isDanmakuColor, isDanmakuMode, readTextExtras, writeTextExtras } from '../../src/protocol/text-message.js';
import { UntrustedJson } from '../../src/protocol/untrusted-json.js';
import { imMessage } from './support/im-message.js';

const custom = (fields: object) =>
  decodeMessage(imMessage({ sender: 'u1', kind: 'custom', data: JSON.stringify(fields) }));
const control = (data: unknown) => custom({ businessID: CONTROL_BUSINESS_ID, data });

describe('A control message', () => {
  test('with a mute names a user and whole seconds: 0 ends the mute, and more than the service knows is for good', () => {
    const mute = (userId: unknown, seconds: unknown) => control({ action: 'mute', userId, seconds });
    for (const [seconds, expected] of [
      [60, 60],
      [1, 1],
      [0, 0],
      [1e15, 4_294_967_295],
    ] as const)
      assert.deepEqual(mute('eve', seconds), {
        kind: 'control',
        control: { action: 'mute', userId: 'eve', seconds: expected },
      });
    for (const [userId, seconds] of [
      ['', 60],
      [7, 60],
      ['eve', -1],
      ['eve', 0.5],
      ['eve', undefined],
      ['eve', 'for ever'],
    ] as const)
      assert.deepEqual(mute(userId, seconds), { kind: 'ignored' }, JSON.stringify([userId, seconds]));
  });

  test('to retract needs a sequence number or an id', () => {
    const retract = (seq: unknown, id: unknown) => control({ action: 'retract', seq, id });
    assert.deepEqual(retract(7, ''), { kind: 'control', control: { action: 'retract', seq: 7, id: '' } });
    assert.deepEqual(retract(0, 'm1'), { kind: 'control', control: { action: 'retract', seq: 0, id: 'm1' } });
    assert.deepEqual(retract(-7, 'm1'), { kind: 'control', control: { action: 'retract', seq: 0, id: 'm1' } });
    for (const [seq, id] of [
      [0, ''],
      [-1, ''],
      ['seven', ''],
      [1.5, 5],
    ])
      assert.deepEqual(retract(seq, id), { kind: 'ignored' }, `${seq} ${id}`);
  });

  test('has a text or metadata of bounded length', () => {
    const textOf = (action: string, text: string) => {
      const decoded = control({ action, text });
      assert.ok(decoded.kind === 'control' && decoded.control.action === action && 'text' in decoded.control);
      return decoded.control.text;
    };
    assert.equal(textOf('announce', 'x'.repeat(300)).length, 300);
    assert.equal(textOf('announce', 'x'.repeat(301)).length, 300);
    assert.equal(textOf('metadata', 'x'.repeat(500)).length, 500);
    assert.equal(textOf('metadata', 'x'.repeat(501)).length, 500);
  });

  test('is ignored, and not shown, when its action is not known or it has no data', () => {
    for (const data of [undefined, null, 'retract', [], {}, { action: 'dance' }, { action: 'metadata ' }])
      assert.deepEqual(control(data), { kind: 'ignored' }, JSON.stringify(data));
  });
});

describe('A gift and a like', () => {
  const gift = (data: object) => {
    const decoded = custom({ businessID: 'TUIGift', data });
    assert.ok(decoded.kind === 'gift');
    return decoded.gift;
  };

  test('have names and ids of at most 60 characters', () => {
    const { name, giftId } = gift({ giftId: 'i'.repeat(61), giftName: 'n'.repeat(61) });
    assert.deepEqual([name.length, giftId.length], [60, 60]);
    assert.equal(gift({ giftId: 'i'.repeat(60), message: 'm'.repeat(61) }).name, 'm'.repeat(60));
  });

  test('have counts within their limits', () => {
    const count = (giftCount: unknown) => gift({ giftId: '1', giftCount }).count;
    assert.deepEqual([0, -5, 1, 99_999, 100_000, '7', 1e300, null].map(count), [1, 1, 1, 99_999, 99_999, 7, 1, 1]);
    const likes = (given: unknown) => {
      const decoded = custom({ businessID: 'TUIGift_like', data: { count: given } });
      return decoded.kind === 'like' && decoded.count;
    };
    assert.deepEqual([0, -5, 1, 5_000, 5_001, 'many'].map(likes), [1, 1, 1, 5_000, 5_000, 1]);
  });

  test('without data are passed to the page', () => {
    for (const businessID of ['TUIGift', 'TUIGift_like']) {
      assert.equal(custom({ businessID }).kind, 'custom');
      assert.equal(custom({ businessID, data: 5 }).kind, 'custom');
    }
    assert.equal(custom({ businessID: 'TUIGift', data: {} }).kind, 'custom');
  });

  test('have an id only in the form of an id', () => {
    const id = (given: unknown) => {
      const decoded = custom({ businessID: 'TUIGift_like', data: { id: given } });
      return decoded.kind === 'like' ? decoded.id : undefined;
    };
    assert.deepEqual(['a-1_B', 'x'.repeat(64), 'x'.repeat(65), 'a b', '', 5].map(id), [
      'a-1_B',
      'x'.repeat(64),
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('The extras of a text', () => {
  const read = (liveChat: object) => readTextExtras(JSON.stringify({ liveChat: { v: 1, ...liveChat } }));

  test('are empty when there are none, and when their version is unknown', () => {
    assert.deepEqual(read({}), {});
    assert.deepEqual(readTextExtras(''), {});
    for (const v of [0, 2, undefined]) assert.deepEqual(read({ v, clientId: 'c' }), {});
    assert.deepEqual(read({ v: '1', clientId: 'c' }), { clientMessageId: 'c' });
  });

  test('have at most twenty mentions, and ids of at most 128 characters', () => {
    const mentions = Array.from({ length: 21 }, (_, index) => `u${index}`);
    assert.deepEqual(read({ mentions }).mentions, mentions.slice(0, 20));
    assert.deepEqual(read({ mentions: ['x'.repeat(128), 'x'.repeat(129), '', 5, 'u1'] }).mentions, [
      'x'.repeat(128),
      'u1',
    ]);
    assert.equal(read({ clientId: 'x'.repeat(128) }).clientMessageId?.length, 128);
    assert.equal(read({ clientId: 'x'.repeat(129) }).clientMessageId, undefined);
    assert.equal(read({ replyTo: { id: 'x'.repeat(128) } }).replyTo?.id.length, 128);
    assert.equal(read({ replyTo: { id: 'x'.repeat(129) } }).replyTo, undefined);
    assert.equal(read({ replyTo: { id: '', text: 'words' } }).replyTo, undefined);
  });

  test('have a quote of at most 100 characters', () => {
    const { replyTo } = read({ replyTo: { id: 'm1', nick: 'n'.repeat(200), text: 't'.repeat(101) } });
    assert.deepEqual([replyTo?.nick.length, replyTo?.text.length], [128, 100]);
  });

  test('have a known mode and a colour of six digits', () => {
    assert.deepEqual(read({ danmaku: { mode: 'spin', color: 'red' } }).danmaku, { mode: 'scroll', color: '' });
    assert.deepEqual(read({ danmaku: { mode: 'top', color: '#FFEE00' } }).danmaku, { mode: 'top', color: '#ffee00' });
    for (const value of ['#fff', '#ffee0', '#ffee000', 'x#ffee00', ['#ffee00'], 5, null])
      assert.equal(isDanmakuColor(value), false, String(value));
    assert.equal(isDanmakuMode(['top']), false);
  });

  test('are written within the limits within which they are read', () => {
    const mentions = Array.from({ length: 30 }, (_, index) => `u${index}`);
    const written = readTextExtras(writeTextExtras({ mentions, mentionNames: mentions }));
    assert.deepEqual(written, { mentions: mentions.slice(0, 20), mentionNames: mentions.slice(0, 20) });
    assert.equal(writeTextExtras({ danmaku: { mode: 'scroll', color: '' } }), '');
    assert.notEqual(writeTextExtras({ danmaku: { mode: 'scroll', color: '#ffffff' } }), '');
    assert.notEqual(writeTextExtras({ danmaku: { mode: 'top', color: '' } }), '');
  });
});

describe('UntrustedJson', () => {
  const json = (fields: object) => {
    const wire = UntrustedJson.parse(JSON.stringify(fields));
    assert.ok(wire);
    return wire;
  };

  test('is made of objects only', () => {
    for (const value of [null, undefined, 'text', 5, [], [1]]) assert.equal(UntrustedJson.wrap(value), undefined);
    for (const text of ['[]', '"{}"', 'null', '5', '{', '{"a":1', 'x{}'])
      assert.equal(UntrustedJson.parse(text), undefined);
    assert.equal(json({ a: 5 }).object('a'), undefined);
    assert.equal(
      json({ a: { b: 1 } })
        .object('a')
        ?.integer('b'),
      1,
    );
  });

  test('cuts a string at its limit, and never inside a character', () => {
    const wire = json({ a: 'abc', face: 'a😀', number: 5 });
    assert.deepEqual(
      [wire.string('a', 3), wire.string('a', 2), wire.string('face', 2), wire.string('face', 3)],
      ['abc', 'ab', 'a', 'a😀'],
    );
    assert.deepEqual([wire.string('number'), wire.string('missing')], ['', '']);
  });

  test('reads whole numbers, also those that are written as a string', () => {
    const wire = json({ a: 5, b: '5', c: '-5', d: 1.5, e: '1.5', f: '9'.repeat(16), g: 2 ** 53, h: '', i: true });
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => wire.integer(key)),
      [5, 5, -5],
    );
    for (const key of ['d', 'e', 'f', 'g', 'h', 'i', 'missing']) assert.equal(wire.integer(key), undefined, key);
    assert.equal(json({ a: '9'.repeat(15) }).integer('a'), 999_999_999_999_999);
  });

  test('reads at most so many strings of a list, each of bounded length', () => {
    const wire = json({ list: ['a', 5, '', 'abc', 'abcd', 'b'], text: 'abc' });
    assert.deepEqual(wire.strings('list', 6, 3), ['a', 'abc', 'b']);
    assert.deepEqual(wire.strings('list', 4, 3), ['a', 'abc']);
    assert.deepEqual(wire.strings('text', 4, 3), []);
    assert.equal(json({ a: null, b: 0 }).has('a'), false);
    assert.equal(json({ a: null, b: 0 }).has('b'), true);
  });
});
