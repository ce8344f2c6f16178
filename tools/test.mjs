// `npm test`: types, build, Node tests, browser tests; goes on after a failure, and closes with one line that adds up
// all tests.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

rmSync('test-results', { recursive: true, force: true });
const steps = [
  { script: 'typecheck' },
  { script: 'build' },
  { script: 'test:node', results: 'test-results/node.json' },
  { script: 'test:browser', results: 'test-results/browser.json' },
];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { script, results } of steps) {
  console.log(`\n> ${script}`);
  const ok =
    spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit', shell: process.platform === 'win32' }).status ===
    0;
  let counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    if (results) counted = JSON.parse(readFileSync(results, 'utf8'));
  } catch (error) {
    console.error(`${script} left no results: ${error.message}`);
  }
  if (!ok && counted.failed === 0) counted.failed = 1; // a step that broke counts as one failure
  for (const key of Object.keys(total)) total[key] += counted[key];
}
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);
