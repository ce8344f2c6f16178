// The numbers that a test run leaves in test-results/, and the lines that every test command ends with.
import { readFileSync, rmSync } from 'node:fs';

/** Removes the numbers of an earlier run. */
export function clearResults(file) {
  rmSync(file, { force: true });
}

/**
 * {passed, failed, skipped, failures} of a run that ended with `status`. A run that broke counts as one failure at least.
 */
export function readResults(file, status) {
  let results = { passed: 0, failed: 0, skipped: 0, failures: [] };
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    results.failures.push(`The run wrote no ${file}.`);
  }
  if (status !== 0 && results.failed === 0) {
    results.failed = 1;
    if (results.failures.length === 0) results.failures.push(`The run ended with exit code ${status}.`);
  }
  return results;
}

export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** Prints a line "Failed: ..." for each failed test, and the line "N passed, N failed". */
export function printSummary(results) {
  console.log('');
  for (const failure of results.failures) console.log(`Failed: ${failure}`);
  console.log(summaryLine(results));
}

/** The message of an error in one line of at most 600 characters. */
export function errorLine(error) {
  const message = String(error?.cause?.message ?? error?.message ?? error ?? 'no error was reported');
  return message.replace(/\s+/gu, ' ').slice(0, 600);
}
