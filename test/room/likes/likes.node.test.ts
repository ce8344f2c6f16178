import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LikesFixture, user } from './support/likes-fixture.js';

describe('Likes', () => {
  test('counts a tap at once and sends many as one message', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    for (let tap = 0; tap < 7; tap++) rig.likes.add(1);
    assert.equal(rig.likes.total, 7);
    assert.deepEqual(rig.events.at(-1), { delta: 1, total: 7, from: 'me' });
    await rig.advance(15_000);
    assert.deepEqual(
      rig.sent.map(({ count }) => count),
      [7],
    );
    assert.equal(rig.likes.pending, 0);
    assert.equal(rig.likes.exact, false);
  });

  test('refuses an invalid number of likes', () => {
    const rig = new LikesFixture();
    for (const n of [0, -3, Number.NaN, 0.5]) rig.likes.add(n);
    assert.equal(rig.likes.total, 0);
    rig.likes.add(Number.POSITIVE_INFINITY);
    assert.equal(rig.likes.total, 5_000);
  });

  test('sends what is added while a message is being sent', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    let finish = (): void => undefined;
    rig.sendDelay = new Promise<void>((resolve) => (finish = resolve));
    rig.likes.add(2);
    await rig.advance(15_000);
    rig.likes.add(3);
    finish();
    rig.sendDelay = undefined;
    await rig.advance(15_000);
    assert.deepEqual(
      rig.sent.map(({ count }) => count),
      [2, 3],
    );
    assert.equal(rig.likes.pending, 0);
  });

  test('adds the likes of other users, and a copy only once', () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.likes.received(user('ana'), 5, 'a');
    rig.likes.received(user('ana'), 5, 'a');
    rig.likes.received(user('bo'), 1);
    assert.equal(rig.likes.total, 6);
    assert.deepEqual(rig.events, [
      { delta: 5, total: 5, from: 'ana' },
      { delta: 1, total: 6, from: 'bo' },
    ]);
  });

  test('limits the likes of one user to what a thumb can do', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    for (let message = 0; message < 40; message++) rig.likes.received(user('bot'), 5_000);
    assert.equal(rig.likes.total, 1_200); // a minute of two thumbs
    await rig.advance(10_000);
    rig.likes.received(user('bot'), 5_000);
    assert.equal(rig.likes.total, 1_400);
    rig.likes.received(user('ana'), 30);
    assert.equal(rig.likes.total, 1_430);
  });

  test('keeps likes while there is no connection and sends them after reconnecting', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.likes.offline();
    rig.likes.add(3);
    await rig.advance(60_000);
    assert.equal(rig.likes.pending, 3);
    assert.equal(rig.sent.length, 0);
    rig.likes.joined();
    await rig.advance(15_000);
    assert.equal(rig.sentLikes, 3);
  });

  test('retries a failed message under the same id, and never twice at once', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.sendFailure = new Error('no network');
    rig.likes.add(2);
    rig.likes.flush();
    await rig.flushPromises();
    assert.equal(rig.likes.pending, 2);
    rig.likes.add(4);
    rig.sendFailure = undefined;
    await rig.advance(30_000);
    assert.deepEqual(
      rig.sent.map(({ count }) => count),
      [2, 4],
    );
    assert.notEqual(rig.sent[0]?.id, rig.sent[1]?.id);
  });

  test('discards a message that may never be sent', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.sendFailure = Object.assign(new Error('muted'), { code: 'send/muted', retryable: false });
    rig.likes.add(2);
    rig.likes.flush();
    await rig.flushPromises();
    assert.equal(rig.likes.pending, 0);
  });

  test('sends pending likes at once when the page is closed', async () => {
    const rig = new LikesFixture(10);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.add(2);
    rig.likes.flush();
    await rig.flushPromises();
    assert.equal(rig.sentLikes, 2);
    assert.equal(rig.counter, 12);
  });

  test('does nothing after it is closed', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.likes.add(1);
    rig.likes.close();
    rig.likes.add(1);
    rig.likes.received(user('ana'), 1);
    rig.likes.flush();
    await rig.advance(60_000);
    assert.deepEqual([rig.sent.length, rig.likes.total], [0, 1]);
  });
});

describe('Likes with the counter of the service', () => {
  test('show the counter, and are marked as exact', async () => {
    const rig = new LikesFixture(1_200);
    rig.likes.joined();
    await rig.flushPromises();
    assert.deepEqual([rig.likes.total, rig.likes.exact], [1_200, true]);
  });

  test('add own likes at once, add them to the counter, and count them once', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.add(3);
    assert.equal(rig.likes.total, 103);
    await rig.advance(20_000);
    assert.deepEqual([rig.counter, rig.likes.total, rig.likes.pending, rig.sentLikes], [103, 103, 0, 3]);
    rig.likes.counterChanged(103);
    assert.deepEqual(rig.events, [{ delta: 3, total: 103, from: 'me' }]);
  });

  test('are not counted twice when the service notifies of the new value before its response', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.add(3);
    rig.likes.flush();
    rig.likes.counterChanged(103);
    await rig.flushPromises();
    assert.equal(rig.likes.total, 103);
  });

  test('notify of a step that no message explained, and not of one that a message reported already', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.received(user('ana'), 5, 'a');
    assert.equal(rig.likes.total, 100);
    rig.likes.counterChanged(105);
    rig.likes.counterChanged(112);
    assert.equal(rig.likes.total, 112);
    assert.deepEqual(rig.events, [
      { delta: 5, total: 100, from: 'ana' },
      { delta: 7, total: 112, from: undefined },
    ]);
  });

  test('never decrease', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.counterChanged(40);
    assert.equal(rig.likes.total, 100);
    const late = new LikesFixture();
    late.likes.received(user('ana'), 50, 'a');
    late.likes.counterChanged(20);
    assert.equal(late.likes.total, 50);
    for (const value of [-1, 0.5, Number.NaN, 2 ** 60]) rig.likes.counterChanged(value);
    assert.equal(rig.likes.total, 100);
  });

  test('add the likes of old apps, which do not increment the counter, and are then not marked as exact', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.received(user('old'), 1);
    rig.likes.received(user('old'), 1);
    rig.likes.received(user('ana'), 5, 'a');
    assert.deepEqual([rig.likes.total, rig.likes.exact], [102, false]);
    rig.likes.counterChanged(105);
    assert.equal(rig.likes.total, 107);
    rig.likes.add(3);
    assert.equal(rig.likes.total, 110);
    await rig.advance(20_000);
    assert.equal(rig.likes.total, 110);
    assert.deepEqual(
      rig.events.map(({ delta, total }) => [delta, total]),
      [
        [1, 101],
        [1, 102],
        [5, 102],
        [3, 110],
      ],
    );
  });

  test('count likes of old apps once that arrived before the counter was known, and discard them for a server that counts all', async () => {
    const rig = new LikesFixture(100);
    rig.likes.received(user('old'), 2);
    rig.likes.received(user('ana'), 5, 'a');
    assert.equal(rig.likes.total, 7);
    rig.likes.joined();
    await rig.flushPromises();
    assert.equal(rig.likes.total, 102);
    const served = new LikesFixture();
    served.likes.received(user('old'), 2);
    served.likes.serverCounted(10);
    served.likes.received(user('old'), 1);
    assert.deepEqual([served.likes.total, served.likes.exact], [10, true]);
    served.likes.serverCounted(11);
    assert.equal(served.likes.total, 11);
  });

  test('use the sum when the plan has no counter any more', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.counterFailure = Object.assign(new Error('plan'), { cause: { reason: 'unsupported' } });
    rig.likes.add(1);
    rig.likes.flush();
    await rig.advance(15_000);
    assert.deepEqual([rig.likes.exact, rig.likes.total, rig.likes.pending, rig.sentLikes], [false, 101, 0, 1]);
    rig.likes.received(user('ana'), 5, 'a');
    assert.equal(rig.likes.total, 106);
  });

  test('keep likes that the counter refused, and add them later', async () => {
    const rig = new LikesFixture(100);
    rig.likes.joined();
    await rig.flushPromises();
    rig.counterFailure = Object.assign(new Error('timeout'), { code: 2801 });
    rig.likes.add(2);
    await rig.advance(5_000);
    assert.deepEqual([rig.likes.total, rig.likes.pending], [102, 2]);
    rig.counterFailure = undefined;
    await rig.advance(15_000);
    assert.deepEqual([rig.counter, rig.likes.total, rig.likes.pending], [102, 102, 0]);
  });
});

describe('Likes counted by the server of the application', () => {
  test('show its total, and are marked as exact', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.serverCounted(500);
    assert.deepEqual([rig.likes.total, rig.likes.exact], [500, true]);
  });

  test('add own likes at once, and not again when the server has counted them', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.likes.serverCounted(500);
    rig.likes.add(4);
    rig.likes.flush();
    await rig.flushPromises();
    rig.likes.serverCounted(504);
    assert.deepEqual(rig.events, [{ delta: 4, total: 504, from: 'me' }]);
    assert.equal(rig.likes.total, 504);
  });

  test('show hearts for messages of other users, which the server counts', () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.likes.serverCounted(500);
    rig.likes.received(user('ana'), 1);
    assert.equal(rig.likes.total, 500);
    rig.likes.serverCounted(509);
    assert.deepEqual(rig.events, [
      { delta: 1, total: 500, from: 'ana' },
      { delta: 8, total: 509, from: undefined },
    ]);
  });

  test('are replaced by the counter of the service', async () => {
    const rig = new LikesFixture(700);
    rig.likes.serverCounted(500);
    rig.likes.joined();
    await rig.flushPromises();
    rig.likes.serverCounted(900);
    assert.equal(rig.likes.total, 700);
  });
});

describe('Likes on a plan whose counter is reported late', () => {
  test('find the counter that is refused at the join, and add what was sent before it was found', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    rig.likes.add(5);
    await rig.advance(3_500);
    assert.deepEqual([rig.sent.map(({ count }) => count), rig.likes.exact], [[5], false]);
    rig.counter = 0;
    await rig.advance(1_000);
    assert.equal(rig.likes.exact, true);
    await rig.advance(30_000);
    assert.deepEqual([rig.counter, rig.likes.total], [5, 5]);
    rig.likes.add(2);
    await rig.advance(30_000);
    assert.deepEqual([rig.counter, rig.likes.total], [7, 7], 'counted once');
  });

  test('ask for the counter 4 and 15 s after a refusal, and not again', async () => {
    const rig = new LikesFixture();
    rig.likes.joined();
    await rig.advance(18_000);
    rig.counter = 3;
    await rig.advance(500);
    assert.equal(rig.likes.exact, false);
    await rig.advance(1_000);
    assert.equal(rig.likes.total, 3);
    const late = new LikesFixture();
    late.likes.joined();
    await late.advance(20_000);
    late.counter = 3;
    await late.advance(120_000);
    assert.equal(late.likes.exact, false);
  });
});
