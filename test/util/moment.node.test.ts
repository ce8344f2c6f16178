import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { currentMoment, elapsedSince } from '../../src/util/moment.js';

describe('elapsedSince', () => {
  it('is the longer of the times of both clocks, and not shortened by one that was set back', (test) => {
    const now = { monotonic: 1000, wall: 1_700_000_000_000 };
    test.mock.method(performance, 'now', () => now.monotonic);
    test.mock.method(Date, 'now', () => now.wall);
    const moment = currentMoment();
    assert.deepEqual(moment, { monotonicMs: 1000, wallMs: 1_700_000_000_000 });
    assert.equal(elapsedSince(moment), 0);
    now.monotonic += 500;
    now.wall -= 3_600_000;
    assert.equal(elapsedSince(moment), 500);
    now.wall += 3_600_000 + 60_000; // the device slept, and the monotonic clock stood still
    assert.equal(elapsedSince(moment), 60_000);
  });
});
