import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SeenSeqs } from '../../../src/room/messages/sequence-numbers.js';

/** One message per millisecond. */
const timeOf = (seq: number): number => 1_000_000 + seq;

describe('SeenSeqs', () => {
  it('detects a repeat of an old message, and nothing else', () => {
    const positions = new SeenSeqs();
    for (let seq = 1; seq <= 50_000; seq++)
      if (seq !== 20_000) assert.equal(positions.isRepeat(seq, timeOf(seq)), false);
    for (let seq = 10_000; seq <= 40_000; seq++)
      assert.equal(positions.isRepeat(seq, timeOf(seq)), seq !== 20_000, `${seq}`);
    assert.equal(positions.isRepeat(20_000, timeOf(20_000)), true);
  });

  it('does not decide about new messages, because two may have one sequence number', () => {
    const positions = new SeenSeqs();
    for (let seq = 1; seq <= 5_000; seq++) positions.isRepeat(seq, timeOf(seq));
    assert.equal(positions.isRepeat(4_500, timeOf(4_500)), false);
    assert.equal(positions.isRepeat(0, timeOf(1)), false);
  });

  it('accepts a jump', () => {
    const positions = new SeenSeqs();
    positions.isRepeat(10, timeOf(10));
    positions.isRepeat(30_000, timeOf(30_000));
    assert.equal(positions.isRepeat(20_000, timeOf(20_000)), false);
    positions.isRepeat(500_000, timeOf(500_000));
    assert.equal(positions.isRepeat(480_000, timeOf(480_000)), false);
    assert.equal(positions.isRepeat(480_000, timeOf(480_000)), true);
    assert.equal(positions.isRepeat(10, timeOf(10)), false, 'that is too long ago to be known');
  });

  it('takes no longer for a number that is far ahead', () => {
    const positions = new SeenSeqs();
    positions.isRepeat(1, timeOf(1));
    assert.equal(positions.isRepeat(Number.MAX_SAFE_INTEGER, timeOf(2)), false);
    assert.equal(positions.isRepeat(3, timeOf(3)), false);
  });

  it('starts again with a group that was created again', () => {
    const positions = new SeenSeqs();
    for (let seq = 1; seq <= 5_000; seq++) positions.isRepeat(seq, timeOf(seq));
    for (let seq = 1; seq <= 5_000; seq++) assert.equal(positions.isRepeat(seq, timeOf(seq) + 60_000), false);
  });
});
