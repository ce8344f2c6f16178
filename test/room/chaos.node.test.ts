import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runChaos } from './support/chaos.js';

it('rooms lose and double nothing in chaos', { timeout: 180_000 }, async (test) => {
  const report = await runChaos({ clients: 5, messages: 120, durationMs: 15_000, seed: 20_261_123, faultEveryMs: 900 });
  test.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.errors, []);
  assert.deepEqual(report.lost, []);
  assert.equal(report.doubled, 0);
  assert.equal(report.disordered, 0);
  assert.equal(report.joinedAtEnd, 5);
  assert.equal(report.sent + report.failed, 120);
});
