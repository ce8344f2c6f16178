// Runs the browser tests with Web Test Runner and passes its arguments on, for example `--files
// test/room/room.test.ts`. Ends with the line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { clearResults, printSummary, readResults } from './test-results.mjs';

const RESULTS = 'test-results/browser.json';

clearResults(RESULTS);
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
const results = readResults(RESULTS, status);
printSummary(results);
process.exit(results.failed === 0 ? 0 : 1);
