// How many own messages wait, how long, and which of them a page takes over from the time before a reload. The storage
// of a tab can be edited by anybody at the device, so what it holds is checked like a received message.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../../src/im/im-error.js';
import { OutboxStore, type StoredMessage } from '../../../src/room/messages/outbox-store.lazy.js';
import { readTextExtras, writeTextExtras } from '../../../src/protocol/text-message.js';
import { sanitizeText } from '../../../src/text/sanitize-text.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';
import { until } from '../../support/until.js';
import { openRoom } from '../support/open-room.js';
import { rejectionOf } from '../support/rejection-of.js';
import { rowTexts } from '../support/row-texts.js';
import { useSessionStorage } from '../support/session-storage.js';

const CODEC = { readExtras: readTextExtras, writeExtras: writeTextExtras, sanitize: sanitizeText };

const MAX_WAITING = 50;
const TEN_MINUTES_MS = 600_000;

const waiting = (id: string, time = Date.now()): StoredMessage => ({
  content: { id, text: `text of ${id}`, extras: {}, time },
  triedAt: 0,
  identity: undefined,
});

describe('The outbox', () => {
  it('refuses a message above fifty that wait, and shows nothing of it', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => new Promise(() => undefined);
    for (let index = 0; index < MAX_WAITING; index++) void room.send(`text ${index}`).catch(() => undefined);
    await until(() => room.snapshot.messages.length === MAX_WAITING, 'fifty are shown');
    assert.equal((await rejectionOf(room.send('one more'))).code, 'send/too-fast');
    room.discard(room.snapshot.messages[MAX_WAITING - 1]?.id ?? '');
    void room.send('fits now').catch(() => undefined);
    await until(() => rowTexts(room).includes('fits now'), 'there is room for one again');
    assert.equal(rowTexts(room).includes('one more'), false);
  });

  it('sends no repeat of a refusal', async (test) => {
    const { room, im } = await openRoom(test);
    for (const reason of ['blocked', 'muted', 'too-long'] as const) {
      im.on.send = () => {
        throw new ImError(reason, reason);
      };
      const before = im.count('send');
      await rejectionOf(room.send('refused'));
      assert.equal(im.count('send'), before + 1, reason);
    }
  });

  it('sends two repeats when the service says "too fast" without a text, and none when it gives a text', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('rate-limited', 'too fast');
    };
    const start = performance.now();
    assert.equal((await rejectionOf(room.send('fast'))).code, 'send/too-fast');
    assert.equal(im.count('send'), 3);
    assert.ok(performance.now() - start > 2_950, 'the first repeat waits for at least a second, the next one for two');
    im.on.send = () => {
      throw new ImError('refused-with-message', 'Wait 9 s.', { code: 10110 });
    };
    assert.equal((await rejectionOf(room.send('fast'))).code, 'send/too-fast');
    assert.equal(im.count('send'), 4);
  });

  it('joins again once when the service does not know this client, and then fails', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('not-in-group', 'not in the group');
    };
    assert.equal((await rejectionOf(room.send('to nobody'))).code, 'send/not-member');
    assert.deepEqual([im.count('join'), im.count('send')], [2, 2]);
    assert.deepEqual(im.ids, [im.ids[0], im.ids[0]], 'prepared again by the new login, with the same identity');
  });

  it('fails after four repeats when the service does not respond, and can be retried', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('network', 'no response');
    };
    test.mock.timers.enable({ apis: ['setTimeout'] });
    let code = '';
    void rejectionOf(room.send('hello')).then((error) => (code = error.code));
    for (let ms = 0; code === '' && ms < 30_000; ms += 250) {
      test.mock.timers.tick(250);
      await new Promise((resolve) => setImmediate(resolve));
    }
    test.mock.timers.reset();
    assert.deepEqual([code, im.count('send')], ['send/network', 5]);
  });

  it('keeps the order of the messages when one is repeated', async (test) => {
    const { room, im } = await openRoom(test);
    let failures = 2;
    im.on.send = () => {
      if (failures-- > 0) throw new ImError('network', 'no response');
    };
    await Promise.all(['one', 'two', 'three'].map((text) => room.send(text)));
    assert.deepEqual(
      im.sent.map((each) => each.kind === 'text' && each.text),
      ['one', 'two', 'three'],
    );
    assert.equal(new Set(im.ids).size, 3, 'a repeat is the same message');
  });

  it('repeats a failed message as the same one for four and a half minutes, and later as a new one', async (test) => {
    const clock = new MonotonicClock(test);
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('muted', 'muted');
    };
    await rejectionOf(room.send('again'));
    const { id } = await until(() => room.snapshot.messages[0], 'it is shown');
    await rejectionOf(room.retry(id));
    clock.advance(260_000);
    await rejectionOf(room.retry(id));
    assert.equal(new Set(im.ids).size, 1, 'the service drops a copy');
    clock.advance(11_000);
    await rejectionOf(room.retry(id));
    assert.equal(new Set(im.ids).size, 2, 'the user sent a new message');
    await assert.rejects(room.retry('unknown'), TypeError);
  });

  it('sends no message again that was tried before the device slept for longer than the service drops copies', async (test) => {
    const clock = new MonotonicClock(test);
    const { room, im } = await openRoom(test);
    let fail: (error: Error) => void = () => undefined;
    im.on.send = () => new Promise((_resolve, reject) => (fail = reject));
    let code = '';
    void rejectionOf(room.send('before the sleep')).then((error) => (code = error.code));
    await until(() => im.count('send') === 1, 'it is tried');
    im.client.listener.onConnection('disconnected');
    await until(() => room.snapshot.status === 'reconnecting', 'the loss is reported');
    fail(new ImError('network', 'the connection was lost'));
    clock.advance(280_000);
    test.mock.timers.enable({ apis: ['setTimeout'] });
    im.client.listener.onConnection('connected');
    for (let ms = 0; code === '' && ms < 50_000; ms += 250) {
      test.mock.timers.tick(250);
      await new Promise((resolve) => setImmediate(resolve));
    }
    test.mock.timers.reset();
    assert.deepEqual([code, im.count('send')], ['send/network', 1]);
  });

  it('sends a message whose first attempt fails only after the room was joined again', async (test) => {
    const { room, im } = await openRoom(test);
    let fail: (error: Error) => void = () => undefined;
    im.on.send = () => new Promise((_resolve, reject) => (fail = reject));
    const sent = room.send('late failure');
    await until(() => im.count('send') === 1, 'it is tried');
    delete im.on.send;
    const first = im.client;
    first.listener.onMembershipLost(new ImError('not-in-group', 'forgotten'));
    await until(() => im.count('join') === 2 && room.snapshot.status === 'joined', 'it is joined again');
    first.listener.onConnection('disconnected');
    await until(() => room.snapshot.status === 'reconnecting', 'the loss is reported');
    fail(new ImError('network', 'the connection was lost'));
    first.listener.onConnection('connected');
    assert.equal((await sent).status, 'sent');
    assert.equal(new Set(im.ids).size, 1, 'it is the same message');
  });

  it('sends messages of viewers with normal priority, and those of staff with high priority', async (test) => {
    for (const [role, priority] of [
      ['viewer', 'normal'],
      ['moderator', 'high'],
      ['host', 'high'],
    ] as const) {
      const { room, im } = await openRoom(test, { role });
      const shown: string[] = [];
      room.on('messages', (messages) => shown.push(...messages.map((each) => each.priority)));
      const sent = await room.send('hello');
      assert.deepEqual([shown, sent.priority, im.sent[0]?.priority], [[priority], priority, priority]);
      await room.disconnect();
    }
  });

  it('confirms a message by its own delivery when the response is lost', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => new Promise(() => undefined);
    const sent = room.send('delivered');
    const own = await until(() => room.snapshot.messages[0], 'it is shown');
    const cloudCustomData = JSON.stringify({ liveChat: { v: 1, clientId: own.id } });
    im.client.receive(
      im.text('delivered', { id: 'service-id', userId: 'ana', isSelf: true, cloudCustomData, seq: 77 }),
    );
    const confirmed = await sent;
    assert.deepEqual([confirmed.id, confirmed.status, confirmed.seq], [own.id, 'sent', 77]);
    await until(
      () => room.snapshot.messages.length === 1 && room.snapshot.messages[0]?.status === 'sent',
      'it is one row',
    );
  });

  it('reports each message once: as sent, as failed, or as discarded', async (test) => {
    const { room, im } = await openRoom(test);
    const reported: string[] = [];
    room.on('sent', ({ text }) => reported.push(`sent ${text}`));
    room.on('send-failed', ({ message }) => reported.push(`failed ${message.text}`));
    await room.send('one');
    im.on.send = () => {
      throw new ImError('muted', 'muted');
    };
    await rejectionOf(room.send('two'));
    im.on.send = () => new Promise(() => undefined);
    const discarded = rejectionOf(room.send('three'));
    const { id } = await until(() => room.snapshot.messages.find(({ text }) => text === 'three'), 'it is shown');
    room.discard(id);
    assert.equal((await discarded).code, 'room/closed');
    assert.deepEqual(reported, ['sent one', 'failed two']);
    assert.deepEqual(
      im.sent.map(({ priority }) => priority),
      ['normal'],
    );
  });

  it('does not retry or discard a message that was sent', async (test) => {
    const { room } = await openRoom(test);
    const sent = await room.send('sent');
    await assert.rejects(room.retry(sent.id), TypeError);
    room.discard(sent.id);
    await until(() => rowTexts(room).includes('sent'), 'it is still there');
  });
});

describe('What a tab keeps of unsent messages', () => {
  it('is the newest fifty, and is read once', (test) => {
    useSessionStorage(test);
    const store = new OutboxStore('show', 'ana', CODEC);
    store.save(Array.from({ length: 60 }, (_, index) => waiting(`m${index}`)));
    assert.equal(new OutboxStore('other', 'ana', CODEC).drain().length, 0);
    assert.equal(new OutboxStore('show', 'ben', CODEC).drain().length, 0);
    const drained = store.drain();
    assert.deepEqual([drained.length, drained[0]?.content.id, drained.at(-1)?.content.id], [MAX_WAITING, 'm10', 'm59']);
    assert.deepEqual(store.drain(), []);
  });

  it('is removed when nothing waits', (test) => {
    const stored = useSessionStorage(test);
    const store = new OutboxStore('show', 'ana', CODEC);
    store.save([waiting('m1')]);
    assert.equal(stored.size, 1);
    store.save([]);
    assert.equal(stored.size, 0);
  });

  it('is sent only when it is at most ten minutes old, and not from the future', (test) => {
    useSessionStorage(test);
    const store = new OutboxStore('show', 'ana', CODEC);
    const now = Date.now();
    store.save([
      waiting('old', now - TEN_MINUTES_MS - 1000),
      waiting('future', now + TEN_MINUTES_MS + 1000),
      waiting('far future', 8.64e15),
      waiting('recent', now - TEN_MINUTES_MS + 60_000),
    ]);
    assert.deepEqual(
      store.drain().map(({ content }) => content.id),
      ['recent'],
    );
  });

  it('is checked: an edited entry is left out or cleaned', (test) => {
    const stored = useSessionStorage(test);
    const store = new OutboxStore('show', 'ana', CODEC);
    store.save([waiting('m1')]);
    const [key = ''] = stored.keys();
    const time = Date.now();
    const invalid = [
      null,
      'text',
      [],
      { id: '', text: 'a', time },
      { id: 'x'.repeat(65), text: 'a', time },
      { id: 1, text: 'a', time },
      { id: 'a', text: 1, time },
      { id: 'a', text: '\u200B', time },
      { id: 'a', text: 'a', time: '1' },
      { id: 'a', text: 'a', time: null },
    ];
    const cleaned = { id: 'x'.repeat(64), text: 'a\u202Eb', time, triedAt: '5', identity: 5, extras: 7 };
    stored.set(key, JSON.stringify([...invalid, cleaned]));
    assert.deepEqual(
      store.drain().map(({ content: { id, text }, triedAt, identity }) => [id.length, text, triedAt, identity]),
      [[64, 'ab', 0, undefined]],
    );
    for (const broken of ['{', '{}', '"text"', 'null']) {
      stored.set(key, broken);
      assert.deepEqual(store.drain(), []);
    }
  });
});
