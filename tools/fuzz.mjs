// `npm run fuzz [-- --seed 1 --minutes 5]`: hostile members, mutated frames of the service, mutated token responses,
// clocks that jump and a bad network, all at once, against the built elements in a browser. The rules are in
// test/hostile/support/fuzz-invariants.ts. Needs `npm run build`. Fails when a rule is broken.
import { parseArgs } from 'node:util';
import { runFuzz } from '../test/hostile/support/run-fuzz.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    minutes: { type: 'string', default: '5' },
  },
});
const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
if (!Number.isInteger(seed) || !(minutes > 0))
  throw new TypeError('--seed is an integer, --minutes is a positive number.');

console.log(`Seed ${seed}, ${minutes} minutes.`);
const { violations, periods, counts, mutatedFrames, compressedFrames } = await runFuzz({
  seed,
  seconds: minutes * 60,
  onProgress: (line) => console.log(line),
});
console.table(counts);
console.log(
  `${periods.length} quiet periods, ${mutatedFrames} mutated frames, ${compressedFrames} of them compressed.`,
);
for (const violation of violations) console.log(`VIOLATION ${violation}`);
console.log(violations.length === 0 ? 'Every invariant holds.' : `${violations.length} violations.`);
process.exit(violations.length === 0 ? 0 : 1);
