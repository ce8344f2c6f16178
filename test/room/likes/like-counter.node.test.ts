// The total that is shown: which likes are added to it, and which are in the count of the service already.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LikeCounter } from '../../../src/room/likes/like-counter.js';

describe('LikeCounter without a count', () => {
  it('adds up own likes and those of others, of every app', () => {
    const counter = new LikeCounter();
    counter.addOwn(2);
    counter.addRemote(3, true, 0);
    counter.addRemote(4, false, 0);
    assert.deepEqual([counter.shown, counter.source, counter.isExact], [9, 'observed', false]);
  });
});

describe('LikeCounter with the counter of the service', () => {
  it('shows the count with the own likes that are not in it, and never less than before', () => {
    const counter = new LikeCounter();
    counter.addOwn(2);
    counter.attachCounter('counter', 100, 2);
    assert.deepEqual([counter.shown, counter.source, counter.isExact], [102, 'counter', true]);
    const high = new LikeCounter();
    high.addRemote(500, true, 0);
    high.attachCounter('counter', 100, 0);
    assert.equal(high.shown, 500);
    assert.equal(high.advance(450, 0, 0), 350);
    assert.equal(high.shown, 500);
    assert.equal(high.advance(600, 0, 0), 150);
    assert.equal(high.shown, 600);
  });

  it('does not report an increase that messages have reported, for 30 s', () => {
    for (const [afterMs, unexplained] of [
      [30_000, 2],
      [30_001, 7],
    ] as const) {
      const counter = new LikeCounter();
      counter.attachCounter('counter', 100, 0);
      counter.addRemote(5, true, 1000);
      assert.equal(counter.shown, 100, 'the counter has them');
      assert.equal(counter.advance(107, 0, 1000 + afterMs), unexplained);
      assert.equal(counter.shown, 107);
    }
  });

  it('remembers reported likes until increases contain them, and adds new ones to them for 30 s', () => {
    const counter = new LikeCounter();
    counter.attachCounter('counter', 100, 0);
    counter.markCounted(5, 0);
    counter.markCounted(5, 30_000);
    assert.equal(counter.advance(103, 0, 30_000), 0);
    assert.equal(counter.advance(110, 0, 30_000), 0);
    assert.equal(counter.advance(112, 0, 30_000), 2);
    counter.markCounted(5, 40_000);
    counter.markCounted(1, 70_001);
    assert.equal(counter.advance(118, 0, 70_001), 5, 'the five are forgotten');
  });

  it('reports nothing for a count that is the same or smaller', () => {
    const counter = new LikeCounter();
    counter.attachCounter('counter', 100, 0);
    assert.deepEqual([counter.advance(100, 0, 0), counter.advance(40, 0, 0)], [0, 0]);
    assert.equal(counter.advance(101, 0, 0), 1, 'it is compared with the highest');
    assert.equal(counter.shown, 101);
  });

  it('adds the likes of apps that do not use it, also those from before it was found', () => {
    const counter = new LikeCounter();
    counter.addRemote(3, false, 0);
    counter.attachCounter('counter', 100, 0);
    assert.deepEqual([counter.shown, counter.isExact], [103, false]);
    counter.addRemote(2, false, 0);
    assert.equal(counter.shown, 105);
    assert.equal(counter.advance(110, 1, 0), 10);
    assert.equal(counter.shown, 116);
  });

  it('is replaced by the sum of received likes when it is lost', () => {
    const counter = new LikeCounter();
    counter.attachCounter('counter', 100, 0);
    counter.markCounted(5, 0);
    counter.detachCounter();
    assert.deepEqual([counter.shown, counter.source, counter.isExact], [100, 'observed', false]);
    counter.addRemote(2, true, 0);
    assert.equal(counter.shown, 102);
    counter.attachCounter('counter', 103, 0);
    assert.equal(counter.advance(108, 0, 0), 5, 'what was marked before is forgotten');
  });
});

describe('LikeCounter with the total of the server', () => {
  it('adds only own likes, because the server counts every message', () => {
    const counter = new LikeCounter();
    counter.addRemote(3, false, 0);
    counter.attachCounter('server', 100, 0);
    assert.deepEqual([counter.shown, counter.isExact], [100, true]);
    counter.addRemote(2, false, 0);
    counter.addRemote(2, true, 0);
    assert.equal(counter.shown, 100);
    counter.addOwn(1);
    assert.equal(counter.shown, 101);
    assert.equal(counter.advance(106, 1, 0), 2);
    assert.deepEqual([counter.shown, counter.isExact], [107, true]);
  });
});
