// `npm test`: types, build, Node tests, browser tests. Continues after a failure, and ends with the name of each failed
// test and a line that adds up all tests.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { printSummary, readResults } from './test-results.mjs';

rmSync('test-results', { recursive: true, force: true });
const steps = [
  { script: 'typecheck' },
  { script: 'build' },
  { script: 'test:node', results: 'test-results/node.json' },
  { script: 'test:browser', results: 'test-results/browser.json' },
];
const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const { script, results } of steps) {
  console.log(`\n> ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const counted = results
    ? readResults(results, status)
    : { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0, failures: status === 0 ? [] : [script] };
  for (const key of ['passed', 'failed', 'skipped']) total[key] += counted[key];
  total.failures.push(...counted.failures);
}
printSummary(total);
process.exit(total.failed === 0 ? 0 : 1);
