import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GapDetector } from '../../../src/room/messages/sequence-numbers.js';

function finder(): { gap: GapDetector; found: () => number; arrive: (...seqs: number[]) => void } {
  let found = 0;
  const gap = new GapDetector(() => found++);
  return {
    gap,
    found: () => found,
    arrive: (...seqs) => seqs.forEach((seq) => (gap.beginBatch(), gap.noteSeq(seq))),
  };
}

describe('GapDetector', () => {
  it('reports no gap while the connection is open', () => {
    const { found, arrive } = finder();
    arrive(1, 2, 9, 30);
    assert.equal(found(), 0);
  });
  it('reports a gap after a disconnect once', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(5, 9);
    assert.equal(found(), 1);
  });
  it('reports a gap before a batch, and none within, where the service has dropped messages', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.beginBatch();
    for (const seq of [5, 9, 14, 15, 20]) gap.noteSeq(seq);
    assert.equal(found(), 1);
    gap.beginBatch();
    for (const seq of [21, 30]) gap.noteSeq(seq);
    assert.equal(found(), 1);
    arrive(40);
    assert.equal(found(), 2);
  });
  it('reports nothing when nothing was missed', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(2, 3, 9);
    assert.equal(found(), 0);
  });
  it('is not reset by messages of a service that has lost the membership', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    arrive(3);
    gap.connectionRestored();
    arrive(6);
    assert.equal(found(), 1);
  });
  it('finds a gap before the join is complete', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    arrive(3, 6);
    gap.connectionRestored();
    arrive(7);
    assert.equal(found(), 1);
  });
  it('ignores that own messages are not delivered', () => {
    const { gap, found, arrive } = finder();
    arrive(1);
    gap.noteOwnSeq(2);
    gap.noteOwnSeq(3);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(4);
    gap.noteOwnSeq(5);
    gap.connectionLost();
    gap.connectionRestored();
    arrive(7);
    assert.equal(found(), 1);
  });
});
