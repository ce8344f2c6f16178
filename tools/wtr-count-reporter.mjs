// Writes {passed, failed, skipped} to test-results/browser.json. A file that fails to load counts as one failure.
import { mkdirSync, writeFileSync } from 'node:fs';

function* testsIn(suite) {
  yield* suite?.tests ?? [];
  for (const child of suite?.suites ?? []) yield* testsIn(child);
}

export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const count = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        let failedHere = 0;
        for (const test of testsIn(session.testResults)) {
          if (test.skipped) count.skipped++;
          else if (test.passed) count.passed++;
          else failedHere++;
        }
        count.failed += failedHere || (session.passed ? 0 : 1);
      }
      mkdirSync('test-results', { recursive: true });
      writeFileSync('test-results/browser.json', JSON.stringify(count));
    },
  };
}
