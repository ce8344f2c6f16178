// Own messages.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../src/im/im-error.js';
import type { ChatMessage } from '../../src/room/model/chat-message.js';
import { Room } from '../../src/room/room.js';
import { until } from '../support/until.js';
import { rejectionOf } from './support/rejection-of.js';
import { fakeRoom } from './support/fake-room.js';
import { openRoom } from './support/open-room.js';
import { rowTexts } from './support/row-texts.js';
import { useSessionStorage } from './support/session-storage.js';

describe('Room.send', () => {
  it('shows an own message at once and confirms it under the same id', async (test) => {
    const { room, im } = await openRoom(test);
    const seen: ChatMessage[] = [];
    room.on('messages', (messages) => seen.push(...messages));
    const sending = room.send(' hello ', { danmaku: { color: '#FF0000' }, mentions: ['ben'] });
    await until(() => seen.length === 1, 'the row is reported');
    const sent = await sending;
    assert.equal(seen[0]?.status, 'sending');
    assert.equal(sent.status, 'sent');
    assert.equal(sent.id, seen[0]?.id);
    assert.ok(sent.seq > 0);
    const [wire] = im.sent;
    assert.ok(wire?.kind === 'text' && wire.text === 'hello');
    assert.deepEqual(JSON.parse(wire.cloudCustomData ?? '') as unknown, {
      liveChat: { v: 1, danmaku: { mode: 'scroll', color: '#ff0000' }, mentions: ['ben'], clientId: sent.id },
    });
  });

  it('names this user in messages that were written before the room was joined', async (test) => {
    const { room } = fakeRoom({ role: 'host' });
    test.after(() => room.disconnect());
    const joined = room.connect();
    const sending = ['first', 'second'].map((text) => room.send(text));
    await until(() => room.snapshot.messages.length === 2, 'both are shown');
    assert.deepEqual(
      room.snapshot.messages.map(({ from }) => [from.userId, from.isSelf]),
      Array(2).fill(['', true]),
    );
    await joined;
    await Promise.all(sending);
    await until(() => room.snapshot.messages.every(({ status }) => status === 'sent'), 'both are shown as sent');
    assert.deepEqual(
      room.snapshot.messages.map(({ from }) => ({ ...from })),
      Array(2).fill({ userId: 'ana', nick: 'Ana', avatar: '', role: 'host', isSelf: true }),
    );
  });

  it('does not show its own message again when it is also delivered', async (test) => {
    const { room, im } = await openRoom(test);
    const sent = await room.send('once');
    const [wire] = im.sent;
    im.client.receive(
      im.text('once', { userId: 'ana', isSelf: true, cloudCustomData: wire?.cloudCustomData ?? '' }),
      im.text('other'),
    );
    await until(() => rowTexts(room).includes('other'), 'the next one stands');
    assert.deepEqual(rowTexts(room), ['once', 'other']);
    assert.equal(room.snapshot.messages[0]?.id, sent.id);
  });

  it('marks a refused message as failed, keeps its text, and sends it on retry', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('blocked', 'dirty');
    };
    const error = await rejectionOf(room.send('bad word'));
    assert.equal(error.code, 'send/blocked');
    await until(() => room.snapshot.messages[0]?.status === 'failed', 'the row says so');
    const [row] = room.snapshot.messages;
    assert.equal(row?.text, 'bad word');
    assert.equal(row?.error, error);
    delete im.on.send;
    assert.equal((await room.retry(row?.id ?? '')).status, 'sent');
  });

  it('keeps a message that is being sent while others push older ones out, and shows that it failed', async (test) => {
    const { room, im } = await openRoom(test, {}, { maxMessages: 20 });
    let fail: (error: Error) => void = () => undefined;
    im.on.send = () => new Promise((_, reject) => (fail = reject));
    const sent = room.send('mine');
    await until(() => rowTexts(room).includes('mine'), 'it is shown');
    im.client.receive(...Array.from({ length: 60 }, (_, index) => im.text(`other ${index}`)));
    await until(() => rowTexts(room).includes('other 59'), 'the others are shown');
    fail(new ImError('muted', 'muted'));
    await assert.rejects(sent);
    const own = room.snapshot.messages.find(({ text }) => text === 'mine');
    await until(() => room.snapshot.messages.find(({ text }) => text === 'mine')?.status === 'failed', 'it has failed');
    im.on.send = () => undefined;
    assert.equal((await room.retry(own?.id ?? '')).status, 'sent');
  });

  it('removes a failed message on discard', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('muted', '');
    };
    assert.equal((await rejectionOf(room.send('x'))).code, 'send/muted');
    await until(() => room.snapshot.messages[0]?.status === 'failed', 'it failed');
    room.discard(room.snapshot.messages[0]?.id ?? '');
    await until(() => room.snapshot.messages.length === 0, 'it is gone');
  });

  it('restores unsent messages after a reload, and sends possibly sent ones as the same message, or asks the user after a long time', async (test) => {
    const stored = useSessionStorage(test);
    const before = fakeRoom({}, { keepOutbox: true });
    await before.room.connect();
    before.im.on.send = () => new Promise(() => undefined);
    void before.room.send('on its way', { danmaku: { mode: 'top' } }).catch(() => undefined);
    void before.room.send('not out').catch(() => undefined);
    await until(() => before.im.count('send') === 1, 'the first is on its way');
    await until(() => /on its way.*not out/.test([...stored.values()].join()), 'both are kept');
    const kept = new Map(stored);
    await before.room.disconnect();
    assert.equal(stored.size, 0);
    kept.forEach((value, key) => stored.set(key, value));
    const { room, im } = fakeRoom({}, { keepOutbox: true });
    await room.connect();
    await until(
      () =>
        im.sent.length === 2 &&
        room.snapshot.messages.length === 2 &&
        room.snapshot.messages.every(({ status }) => status === 'sent'),
      'both are out',
    );
    assert.deepEqual(
      room.snapshot.messages.map(({ text, danmaku }) => [text, danmaku?.mode]),
      [
        ['on its way', 'top'],
        ['not out', undefined],
      ],
    );
    assert.equal(im.ids[0], before.im.ids[0], 'the service knows the first for a copy');
    assert.equal(stored.size, 0);
    await room.disconnect();

    // The service forgets ids after five minutes.
    kept.forEach((value, key) =>
      stored.set(
        key,
        value.replace(/"triedAt":(\d{10,})/, (_, at: string) => `"triedAt":${Number(at) - 280_000}`),
      ),
    );
    const later = fakeRoom({}, { keepOutbox: true });
    await later.room.connect();
    await until(() => later.im.sent.length === 1 && later.room.snapshot.messages.length === 2, 'both stand');
    assert.deepEqual(
      later.room.snapshot.messages.map(({ text, status }) => [text, status]),
      [
        ['on its way', 'failed'],
        ['not out', 'sent'],
      ],
    );
    await later.room.disconnect();
  });

  it('sends in order, one after another', async (test) => {
    const { room, im } = await openRoom(test);
    let running = 0;
    im.on.send = async () => {
      assert.equal(++running, 1);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      running--;
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => room.send(text)));
    assert.deepEqual(
      im.sent.map((each) => each.kind === 'text' && each.text),
      ['a', 'b', 'c', 'd', 'e'],
    );
  });

  it('throws a TypeError for wrong calls, and a ChatError without a row for texts that may not be sent', async () => {
    const { room } = fakeRoom({ userId: undefined, userSig: undefined });
    const early = await rejectionOf(room.send('early'));
    assert.deepEqual([early.code, early.retryable], ['room/closed', true]);
    await room.connect();
    await assert.rejects(room.send('  \u200B '), TypeError);
    await assert.rejects(room.send(5 as unknown as string), {
      name: 'TypeError',
      message: 'The text must be a string.',
    });
    assert.equal((await rejectionOf(room.send('x'.repeat(3000)))).code, 'send/too-long');
    assert.equal(room.snapshot.cannotSendReason, 'guest');
    assert.equal((await rejectionOf(room.send('hello'))).code, 'send/not-allowed');
    assert.equal(room.snapshot.messages.length, 0);
    assert.throws(() => room.like(0), TypeError);
    await room.disconnect();
    assert.throws(() => new Room({ groupId: '', tokenEndpoint: '/x' }), TypeError);
    assert.throws(() => new Room({ groupId: 'x' }), TypeError);
  });

  it('refuses a text with more bytes than the service takes, with its mentions and its quote', async (test) => {
    const { room } = await openRoom(test);
    // 2,000 characters of three bytes, and mentions: together more than the 8,000 bytes that some pages of Tencent state.
    const mentions = Array.from({ length: 20 }, (_, index) => `user-${index}`.padEnd(100, 'x'));
    const tooLong = await rejectionOf(room.send('好'.repeat(1999), { mentions }));
    assert.equal(tooLong.code, 'send/too-long');
    assert.match(tooLong.message, /at most 7700 bytes; this one has 8\d\d\d/);
    assert.equal(room.snapshot.messages.length, 0);
    assert.equal((await room.send('好'.repeat(1999))).status, 'sent');
  });

  it('waits and retries when the service reports a rate limit', async (test) => {
    const { room, im } = await openRoom(test);
    let left = 1;
    im.on.send = () => {
      if (left-- > 0) throw new ImError('rate-limited', '');
    };
    assert.equal((await room.send('patient')).status, 'sent');
  });

  it("shows the reason that the application's server gives", async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('refused-with-message', 'Only fans\u202E may write', { code: 10105 });
    };
    const error = await rejectionOf(room.send('hello'));
    assert.equal(error.userMessage, 'Only fans may write');
  });
});
