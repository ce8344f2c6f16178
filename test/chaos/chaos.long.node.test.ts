// The short chaos run; the long one is `npm run chaos`. The seed is fixed, the timing of the machine is not. A failure
// prints the status log of every user.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChaos } from './support/run-chaos.js';

const PLAN = {
  seed: 20_261_123,
  clients: 6,
  messages: 150,
  seconds: 15,
  secondsBetweenFaults: 0.8,
  measuresHeap: false,
};

for (const [faults, where] of [
  ['service', 'at the service'],
  ['network', 'in the network'],
] as const) {
  test(
    `a room with random faults ${where} loses no message without reporting it, shows none twice, and is rejoined ` +
      'by every user',
    { timeout: 118_000 },
    async (context) => {
      const report = await runChaos({ ...PLAN, faults });
      const { figures, faultCounts, recoverySeconds, heapMB, networkCounts, statusLogs } = report;
      context.diagnostic(
        JSON.stringify({
          ...figures,
          strikes: Object.values(faultCounts).reduce((sum, count) => sum + count, 0),
          recoverySeconds,
          heapMB: [heapMB[0], heapMB.at(-1)],
          line: networkCounts,
        }),
      );
      assert.deepEqual(report.violations, [], JSON.stringify({ strikes: faultCounts, diary: statusLogs }, null, 1));
      assert.ok(figures.written >= PLAN.messages);
      assert.ok(figures.shown > figures.owed / 2, 'most of it was shown, and not lost in gaps');
    },
  );
}
