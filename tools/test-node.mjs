// Runs test/**/*.node.test.ts with node:test, without the tests that take minutes: those are named *.long.node.test.ts
// and run by `--long` (`npm run test:long`). Arguments select files of both kinds by a part of their path: `npm run
// test:node -- emulator`. Ends with the slowest files and the line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clearResults, printSummary, readResults } from './test-results.mjs';

const RESULTS = 'test-results/node.json';
/** Ends a file that hangs. It is no limit of speed: the tests have their own. */
const HANG_MS = 600_000;

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false } },
});
const isLong = (file) => file.endsWith('.long.node.test.ts');
const isWanted = (file) =>
  wanted.length > 0 ? wanted.some((part) => file.includes(part)) : isLong(file) === options.long;
const files = readdirSync('test', { recursive: true })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.node.test.ts') && isWanted(file))
  .sort();
if (files.length === 0) {
  console.error(`No test file matches: ${wanted.join(' ')}`);
  process.exit(1);
}
mkdirSync('test-results', { recursive: true });
clearResults(RESULTS);
const reporters = [
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./tools/node-count-reporter.mjs',
  '--test-reporter-destination=stderr',
];
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    '--test',
    '--test-force-exit',
    `--test-timeout=${HANG_MS}`,
    `--test-concurrency=${options.long ? 3 : 2}`, // long tests mostly wait
    ...reporters,
    ...files,
  ],
  { stdio: 'inherit' },
);
const results = readResults(RESULTS, status);
const slowest = Object.entries(results.files ?? {}).sort(([, a], [, b]) => b - a);
if (files.length > 10) {
  console.log('\nSlowest files:');
  for (const [file, seconds] of slowest.slice(0, 15)) console.log(`${seconds.toFixed(0).padStart(5)} s  ${file}`);
}
printSummary(results);
process.exit(results.failed === 0 ? 0 : 1);
