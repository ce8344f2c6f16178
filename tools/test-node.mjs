// Runs test/**/*.node.test.ts with node:test. Arguments select files by a part of their path: `npm run test:node --
// emulator`. Ends with the line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { clearResults, readResults, summaryLine } from './test-results.mjs';

const RESULTS = 'test-results/node.json';
/** Ends a file that hangs. It is no limit of speed: the tests have their own. */
const HANG_MS = 600_000;

const wanted = process.argv.slice(2);
const files = readdirSync('test', { recursive: true })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter(
    (file) => file.endsWith('.node.test.ts') && (wanted.length === 0 || wanted.some((part) => file.includes(part))),
  )
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
    '--test-concurrency=2',
    ...reporters,
    ...files,
  ],
  { stdio: 'inherit' },
);
const counted = readResults(RESULTS, status);
console.log(`\n${summaryLine(counted)}`);
process.exit(counted.failed === 0 ? 0 : 1);
