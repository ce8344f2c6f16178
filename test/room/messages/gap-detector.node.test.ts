import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GapDetector } from '../../../src/room/messages/gap-detector.js';

function finder(): { gap: GapDetector; found: () => number; arrive: (...seqs: number[]) => void } {
  let found = 0;
  const gap = new GapDetector(() => found++);
  return {
    gap,
    found: () => found,
    arrive: (...seqs) => seqs.forEach((seq) => (gap.beginBatch(), gap.arrived(seq, 0))),
  };
}

describe('gap finder', () => {
  it('says nothing of jumps while the connection holds', () => {
    const { found, arrive } = finder();
    arrive(1, 2, 9, 30);
    assert.equal(found(), 0);
  });
  it('says a jump after a loss once', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(5, 9);
    assert.equal(found(), 1);
  });
  it('says a jump in front of a batch, and none within, where the service has shed', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.beginBatch();
    for (const seq of [5, 9, 14, 15, 20]) gap.arrived(seq, 0);
    assert.equal(found(), 1);
    gap.beginBatch();
    for (const seq of [21, 30]) gap.arrived(seq, 0);
    assert.equal(found(), 1);
    arrive(40);
    assert.equal(found(), 2);
  });
  it('says nothing when nothing was missed', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(2, 3, 9);
    assert.equal(found(), 0);
  });
  it('is not calmed by what a room says that has forgotten us', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    arrive(3);
    gap.connectionRestored();
    arrive(6);
    assert.equal(found(), 1);
  });
  it('knows a jump before the join is complete', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    arrive(3, 6);
    gap.connectionRestored();
    arrive(7);
    assert.equal(found(), 1);
  });
  it('knows that own messages do not arrive', () => {
    const { gap, found, arrive } = finder();
    arrive(1);
    gap.sent(2);
    gap.sent(3);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(4);
    gap.sent(5);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(7);
    assert.equal(found(), 1);
  });
});
