// When likes are sent and counted, and what happens to them while there is no connection. Clock and random numbers are
// those of the test.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deferred } from '../../../src/util/promises.js';
import { LikesFixture, user } from './support/likes-fixture.js';

async function joined(counter?: number, fields: Partial<LikesFixture> = {}): Promise<LikesFixture> {
  const rig = Object.assign(new LikesFixture(counter), { fixedRandom: 0.9, ...fields });
  rig.likes.joined();
  await rig.flushPromises();
  return rig;
}

describe('a message of likes', () => {
  it('is sent after its random wait, which more taps do not put off', async () => {
    const rig = await joined();
    // In an empty room: -ln(1 - 0.9) × 0.7 s = 1.6 s, at the next check.
    for (let ms = 0; ms < 1500; ms += 250) {
      rig.likes.add(1);
      await rig.advance(250);
    }
    assert.equal(rig.sent.length, 0);
    await rig.advance(250);
    assert.deepEqual(
      rig.sent.map(({ count }) => count),
      [6],
    );
  });

  it('waits for the rate of the room that is there after a loss, not of the one before', async () => {
    const rig = await joined();
    rig.likes.offline();
    rig.likes.add(3);
    rig.audience = 10_000;
    await rig.advance(60_000);
    rig.likes.joined();
    await rig.advance(5_000);
    assert.equal(rig.sent.length, 0);
  });

  it('is not sent by a flush without a connection', async () => {
    const rig = await joined();
    rig.likes.offline();
    rig.likes.add(2);
    rig.likes.flush();
    await rig.flushPromises();
    assert.deepEqual([rig.sent.length, rig.likes.pending], [0, 2]);
  });

  it('is kept after a failure that may pass, and sent again 3 s later at the earliest', async () => {
    const rig = await joined(undefined, { fixedRandom: 0 });
    rig.sendFailure = Object.assign(new Error('busy'), { retryable: true });
    rig.likes.add(2);
    rig.likes.flush();
    await rig.flushPromises();
    rig.sendFailure = undefined;
    assert.equal(rig.likes.pending, 2);
    await rig.advance(2_999);
    assert.equal(rig.sent.length, 0);
    await rig.advance(500);
    assert.equal(rig.sentLikes, 2);
  });

  it('is sent once, however often the page asks while it is under way', async () => {
    const rig = await joined();
    const delay = deferred();
    rig.sendDelay = delay.promise;
    rig.likes.add(2);
    rig.likes.flush();
    rig.likes.flush();
    await rig.flushPromises();
    delay.resolve();
    await rig.flushPromises();
    assert.deepEqual([rig.sent.length, rig.sentLikes], [1, 2]);
  });

  it('has at most 5000 likes; the others are in the next one', async () => {
    const rig = await joined();
    rig.likes.add(5_000);
    rig.likes.add(7);
    rig.likes.flush();
    await rig.flushPromises();
    assert.deepEqual([rig.sentLikes, rig.likes.pending], [5_000, 7]);
    rig.likes.flush();
    await rig.flushPromises();
    assert.deepEqual([rig.sentLikes, rig.likes.pending], [5_007, 0]);
  });
});

describe('the counter of the service', () => {
  it('is not asked to add likes where there is none, and not to add nothing', async () => {
    const without = await joined();
    without.likes.add(2);
    without.likes.flush();
    await without.advance(10_000);
    assert.deepEqual(without.increases, []);
    const rig = await joined(100);
    rig.likes.flush();
    await rig.advance(10_000);
    assert.deepEqual(rig.increases, []);
    rig.likes.add(1);
    rig.likes.flush();
    await rig.flushPromises();
    assert.deepEqual([rig.increases, rig.counter], [[1], 101]);
  });

  it('is used when its value is 0', async () => {
    const rig = await joined(0);
    assert.equal(rig.likes.exact, true);
  });

  it('is not read for a guest, and read again 4 s and 15 s after the plan seemed to have none', async () => {
    const guest = await joined(100, { isGuest: true });
    assert.deepEqual([guest.reads, guest.likes.exact], [0, false]);
    const rig = await joined();
    assert.equal(rig.reads, 1);
    await rig.advance(3_999);
    assert.equal(rig.reads, 1);
    await rig.advance(1);
    assert.equal(rig.reads, 2);
    await rig.advance(14_999);
    assert.equal(rig.reads, 2);
    rig.counter = 50;
    await rig.advance(60_000);
    assert.deepEqual([rig.reads, rig.likes.total], [3, 50]);
  });

  it('is not read again while there is no connection, or after the end', async () => {
    for (const end of ['offline', 'close'] as const) {
      const rig = await joined();
      rig.likes[end]();
      await rig.advance(60_000);
      assert.equal(rig.reads, 1, end);
    }
  });

  it('gets the first likes of a user after a random part of the interval', async () => {
    const rig = await joined(100);
    rig.likes.add(1);
    await rig.advance(2_000); // 0.9 × 2 s × (0.75 + 0.45) = 2.16 s
    assert.deepEqual(rig.increases, []);
    await rig.advance(500);
    assert.deepEqual(rig.increases, [1]);
  });

  it('gets the next likes after the interval for as many users as seem to like', async () => {
    const rig = await joined(100, { fixedRandom: 0, audience: 10_000 });
    rig.likes.add(1);
    rig.likes.flush();
    await rig.flushPromises();
    rig.likes.add(1);
    await rig.advance(30_000); // 10,000 / 200 s × 0.75 = 37.5 s
    assert.deepEqual(rig.increases, [1]);
    await rig.advance(10_000);
    assert.deepEqual(rig.increases, [1, 1]);
  });

  it('gets one addition at a time, and the likes that were refused with the next', async () => {
    const rig = await joined(100);
    const delay = deferred();
    rig.counterDelay = delay.promise;
    rig.likes.add(2);
    rig.likes.flush();
    rig.likes.add(3);
    rig.likes.flush();
    await rig.flushPromises();
    assert.deepEqual(rig.increases, [2]);
    delay.resolve();
    await rig.flushPromises();
    await rig.advance(20_000);
    assert.deepEqual([rig.increases, rig.counter, rig.likes.total], [[2, 3], 105, 105]);
  });

  it('is followed also where a message has reported the step already', async () => {
    const rig = await joined(100);
    rig.likes.received(user('ana'), 5, 'a');
    const { changes } = rig;
    rig.likes.counterChanged(105);
    assert.deepEqual([rig.likes.total, rig.changes - changes], [105, 1]);
    rig.likes.counterChanged(105);
    assert.equal(rig.changes - changes, 1);
  });

  it('is found later: likes that were sent before do not explain its next step', async () => {
    const rig = await joined();
    rig.likes.add(5);
    rig.likes.flush();
    await rig.flushPromises();
    rig.likes.counterChanged(100);
    rig.likes.counterChanged(105);
    // The five own ones are still to be added to it.
    assert.deepEqual(rig.events.at(-1), { delta: 5, total: 110, from: undefined });
  });
});

describe('the total of the server', () => {
  it('is ignored when it is no count, and after the end', async () => {
    const rig = await joined();
    for (const value of [-1, 0.5, Number.NaN, 2 ** 60]) rig.likes.serverCounted(value);
    assert.deepEqual([rig.likes.total, rig.likes.exact], [0, false]);
    rig.likes.close();
    rig.likes.serverCounted(500);
    rig.likes.counterChanged(500);
    rig.likes.joined();
    await rig.advance(10_000);
    assert.deepEqual([rig.likes.total, rig.reads], [0, 1]);
  });
});
