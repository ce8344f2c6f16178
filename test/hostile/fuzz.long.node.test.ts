// A short fuzz run; the long one is `npm run fuzz`. The seed is fixed, the timing of the machine is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  FORGED_ANNOUNCEMENT,
  checkFuzzInvariants,
  type FuzzObservations,
  type QuietPeriod,
} from './support/fuzz-invariants.js';
import { runFuzz } from './support/run-fuzz.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 3);

const CHAT: QuietPeriod['chats'][number] = {
  status: 'joined',
  counts: [1],
  repeatedIds: 0,
  repeatedEvents: [],
  returned: [],
  messages: 10,
  rows: 10,
  roles: [],
  announcement: '',
};
const quiet = (change: Partial<QuietPeriod> = {}): QuietPeriod => ({
  number: 1,
  joinedAfterMs: 0,
  receivedAfterMs: 100,
  expected: ['ordinary'],
  chats: [CHAT],
  pending: [],
  findings: [],
  heapMB: 10,
  nodes: 1_000,
  listeners: 100,
  ...change,
});
const period = (change: Partial<QuietPeriod>): FuzzObservations => ({ periods: [quiet(change)] });
const chat = (change: Partial<QuietPeriod['chats'][number]>) => period({ chats: [{ ...CHAT, ...change }] });
const run = (change: Partial<FuzzObservations>): FuzzObservations => ({
  periods: Array.from({ length: 12 }, () => quiet()),
  first: { nodes: 1_000, listeners: 100 },
  last: { nodes: 1_100, listeners: 104 },
  remainingComments: 0,
  ...change,
});

describe('the invariants of fuzz runs', () => {
  it('report nothing when everything was correct', () => {
    assert.deepEqual(checkFuzzInvariants(run({})), []);
  });

  for (const [name, observations] of [
    ['a page that does not join again', period({ joinedAfterMs: undefined })],
    ['a joined page that receives nothing', period({ receivedAfterMs: undefined })],
    ['a lost message', chat({ counts: [0] })],
    ['a message that is shown twice', chat({ counts: [2] })],
    ['a repeated id', chat({ repeatedIds: 1 })],
    ['a message that is dispatched again', chat({ repeatedEvents: ['ordinary'] })],
    ['a retracted message that is shown again', chat({ returned: ['retracted'] })],
    ['a row that is not removed', chat({ rows: 11 })],
    ['an own message without a result', period({ pending: ['own 1'] })],
    ['a forged role', chat({ roles: ['eve1: host'] })],
    ['a forged announcement', chat({ announcement: FORGED_ANNOUNCEMENT })],
    ['a request to another host', period({ findings: ['xhr https://example.org/'] })],
    [
      'a growing heap',
      run({ periods: Array.from({ length: 12 }, (_, round) => quiet({ number: round, heapMB: 10 + round })) }),
    ],
    ['more nodes than full chats need', period({ nodes: 14_001 })],
    ['nodes of removed elements', run({ last: { nodes: 1_101, listeners: 100 } })],
    ['listeners of removed elements', run({ last: { nodes: 1_000, listeners: 105 } })],
    ['a comment that stays', run({ remainingComments: 1 })],
  ] as const)
    it(`report ${name}`, () => assert.equal(checkFuzzInvariants(observations).length, 1));
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
