import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TokenBucket } from '../../src/util/token-bucket.js';

/** How many of `attempts` tokens are taken at one time. */
const taken = (bucket: TokenBucket, now: number, attempts: number) =>
  Array.from({ length: attempts }, () => bucket.take(now)).filter(Boolean).length;

describe('TokenBucket', () => {
  it('allows the burst at once, and then the rate', () => {
    const bucket = new TokenBucket(10, 5);
    assert.equal(taken(bucket, 1000, 9), 5);
    assert.equal(taken(bucket, 1099, 9), 0);
    assert.equal(taken(bucket, 1100, 9), 1);
    assert.equal(taken(bucket, 1400, 9), 3);
  });

  it('never holds more than the burst', () => {
    const bucket = new TokenBucket(10, 5);
    bucket.take(0);
    assert.equal(taken(bucket, 1e9, 9), 5);
  });

  it('starts with the given tokens, which the first call does not fill up', () => {
    assert.equal(taken(new TokenBucket(10, 5, 2), 1e9, 9), 2);
    assert.equal(taken(new TokenBucket(10, 5, 0), 0, 9), 0);
  });

  it('keeps parts of a token', () => {
    const bucket = new TokenBucket(10, 5, 0);
    assert.deepEqual([bucket.take(0), bucket.take(50), bucket.take(99), bucket.take(100)], [false, false, false, true]);
  });

  it('goes on from a clock that was set back', () => {
    const bucket = new TokenBucket(10, 5, 0);
    bucket.take(1_000_000);
    assert.equal(bucket.take(0), false);
    assert.equal(bucket.take(99), false);
    assert.equal(bucket.take(100), true);
  });

  it('gives as many as there are of those that are wanted', () => {
    const bucket = new TokenBucket(10, 5);
    assert.deepEqual([bucket.takeUpTo(0, 3), bucket.takeUpTo(0, 3), bucket.takeUpTo(0, 3)], [3, 2, 0]);
    assert.deepEqual([bucket.takeUpTo(250, 3), bucket.takeUpTo(250, 0)], [2, 0]);
  });

  it('tells the time until the next token', () => {
    const bucket = new TokenBucket(10, 2);
    bucket.take(0);
    assert.equal(bucket.waitMs, 0);
    bucket.take(0);
    assert.equal(bucket.waitMs, 100);
    bucket.take(40);
    assert.ok(Math.abs(bucket.waitMs - 60) < 1e-6);
  });
});
