// The short overload run; the long one is `npm run chaos -- --overload`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOverload } from './support/run-overload.js';

const PLAN = { seed: 7, seconds: 12, messagesPerSecond: 1_000, secondsBetweenFaults: 1, measuresHeap: false };

test(
  'a page in an overloaded room with random faults accounts for every message: shown, reported as dropped, or ' +
    'covered by a gap notice',
  { timeout: 118_000 },
  async (context) => {
    const { violations, faultCounts, heapMB, ...figures } = await runOverload(PLAN);
    context.diagnostic(JSON.stringify({ ...figures, strikes: Object.keys(faultCounts).length, heapMB }));
    assert.deepEqual(violations, [], JSON.stringify(faultCounts));
    assert.ok(figures.written >= (PLAN.messagesPerSecond * PLAN.seconds) / 2, 'it was a storm');
  },
);
