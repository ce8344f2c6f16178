// A short fuzz run; the long one is `npm run fuzz`. The seed is fixed, the timing of the machine is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FORGED_ANNOUNCEMENT, checkFuzzInvariants, type QuietPeriod } from './support/fuzz-invariants.js';
import { runFuzz } from './support/run-fuzz.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 3);

const quiet = (change: Partial<QuietPeriod> = {}): QuietPeriod => ({
  number: 1,
  joinedAfterMs: 0,
  receivedAfterMs: 100,
  expected: ['ordinary'],
  chats: [{ status: 'joined', counts: [1], repeatedIds: 0, roles: [], announcement: '' }],
  pending: [],
  findings: [],
  heapMB: 10,
  nodes: 1_000,
  listeners: 100,
  ...change,
});
const chat = (change: Partial<QuietPeriod['chats'][number]>) =>
  quiet({ chats: [{ status: 'joined', counts: [1], repeatedIds: 0, roles: [], announcement: '', ...change }] });
const grown = (change: (round: number) => Partial<QuietPeriod>) =>
  Array.from({ length: 12 }, (_, round) => quiet(change(round)));

describe('the invariants of fuzz runs', () => {
  it('report nothing when everything was correct', () => {
    assert.deepEqual(checkFuzzInvariants(grown(() => ({}))), []);
  });

  it('report nothing while chats fill with rows until they are restarted', () => {
    const nodes = [1_400, 7_000, 12_000, 1_400, 6_000, 12_000, 18_000, 24_000, 1_400, 28_000, 33_000, 33_000];
    assert.deepEqual(checkFuzzInvariants(grown((round) => ({ nodes: nodes[round] }))), []);
  });

  for (const [name, periods] of [
    ['a page that does not join again', [quiet({ joinedAfterMs: undefined })]],
    ['a joined page that receives nothing', [quiet({ receivedAfterMs: undefined })]],
    ['a lost message', [chat({ counts: [0] })]],
    ['a message that is shown twice', [chat({ counts: [2] })]],
    ['a repeated id', [chat({ repeatedIds: 1 })]],
    ['an own message without a result', [quiet({ pending: ['own 1'] })]],
    ['a forged role', [chat({ roles: ['eve1: host'] })]],
    ['a forged announcement', [chat({ announcement: FORGED_ANNOUNCEMENT })]],
    ['a request to another host', [quiet({ findings: ['xhr https://example.org/'] })]],
    ['a growing heap', grown((round) => ({ heapMB: 10 + round }))],
    ['a growing number of nodes', grown((round) => ({ nodes: 1_000 * round }))],
    ['more nodes than full chats need', [quiet({ nodes: 45_001 })]],
    ['a growing number of listeners', grown((round) => ({ listeners: 100 * round }))],
  ] as const)
    it(`report ${name}`, () => assert.equal(checkFuzzInvariants(periods).length, 1));
});

describe('the built elements under fuzzing', () => {
  it('keep every invariant for 20 seconds', async (context) => {
    const { violations, periods, counts, mutatedFrames, compressedFrames } = await runFuzz({ seed: SEED, seconds: 20 });
    context.diagnostic(
      `seed ${SEED}: ${periods.length} quiet periods, ${mutatedFrames} mutated frames, ${JSON.stringify(counts)}`,
    );
    assert.ok(mutatedFrames > 0, 'frames were mutated');
    assert.ok(compressedFrames > 0, 'compressed ones, too');
    assert.deepEqual(violations, []);
  });
});
