import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runChaos } from './support/chaos.js';

it('rooms lose and double nothing in half a minute of chaos', { timeout: 180_000 }, async (test) => {
  const report = await runChaos({ clients: 6, messages: 180, durationMs: 30_000, seed: 20_261_123, faultEveryMs: 1_200 });
  test.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.errors, []);
  assert.deepEqual(report.lost, []);
  assert.equal(report.doubled, 0);
  assert.equal(report.disordered, 0);
  assert.equal(report.joinedAtEnd, 6);
  assert.equal(report.sent + report.failed, 180);
});
