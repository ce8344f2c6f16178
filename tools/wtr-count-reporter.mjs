// Writes {passed, failed, skipped, failures} to test-results/browser.json: `failures` names each failed test. A file that
// fails to load counts as one failure.
import { mkdirSync, writeFileSync } from 'node:fs';
import { errorLine } from './test-results.mjs';

function* testsIn(suite, path = []) {
  for (const test of suite?.tests ?? []) yield { ...test, title: [...path, test.name].join(' > ') };
  for (const child of suite?.suites ?? []) yield* testsIn(child, child.name ? [...path, child.name] : path);
}

export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const results = { passed: 0, failed: 0, skipped: 0, failures: [] };
      for (const { testFile, browser, testResults, passed, errors } of sessions) {
        const where = `${testFile} in ${browser.name}`;
        let failedHere = 0;
        for (const test of testsIn(testResults)) {
          if (test.skipped) results.skipped++;
          else if (test.passed) results.passed++;
          else {
            failedHere++;
            results.failures.push(`${where}: ${test.title}: ${errorLine(test.error)}`);
          }
        }
        if (failedHere === 0 && !passed) {
          failedHere = 1;
          results.failures.push(`${where}: ${errorLine(errors[0])}`);
        }
        results.failed += failedHere;
      }
      mkdirSync('test-results', { recursive: true });
      writeFileSync('test-results/browser.json', JSON.stringify(results, null, 1));
    },
  };
}
