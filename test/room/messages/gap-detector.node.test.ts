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
  it('is not misled by a message that is delivered again', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2, 3, 4, 5);
    gap.connectionLost();
    arrive(2, 6);
    assert.equal(found(), 0, 'nothing is missing between 5 and 6');
    gap.connectionRestored();
    arrive(6, 9);
    assert.equal(found(), 1, 'a repeat of the newest one does not hide the gap after it');
  });
  it('counts own messages between two received ones as received, whatever their order', () => {
    const { gap, found, arrive } = finder();
    arrive(1, 2);
    gap.connectionLost();
    gap.connectionRestored();
    for (const seq of [4, 2, 3, 9]) gap.noteOwnSeq(seq);
    arrive(5);
    assert.equal(found(), 0, '3 and 4 are own messages');
    gap.connectionRestored();
    arrive(8, 10);
    assert.equal(found(), 1, '6 and 7 are missing, 9 is an own message');
  });
  it('reports the last missing sequence number', () => {
    const missing: number[] = [];
    const gap = new GapDetector((seq) => missing.push(seq));
    gap.noteSeq(2);
    gap.connectionLost();
    gap.connectionRestored();
    gap.beginBatch();
    gap.noteSeq(9);
    assert.deepEqual(missing, [8]);
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
