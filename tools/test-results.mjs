// The numbers that a test run leaves in test-results/, and the line that every test command ends with.
import { readFileSync, rmSync } from 'node:fs';

/** Removes the numbers of an earlier run. */
export function clearResults(file) {
  rmSync(file, { force: true });
}

/** {passed, failed, skipped} of a run that ended with `status`. A run that broke counts as one failure at least. */
export function readResults(file, status) {
  let counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    counted = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error(`The run wrote no ${file}.`);
  }
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  return counted;
}

export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
