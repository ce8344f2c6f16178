// A node:test reporter that writes {passed, failed, skipped, failures, files} to test-results/node.json: `failures` names
// each failed test, `files` has the seconds that each file took. Suites are not counted, only tests. It writes the file
// itself and synchronously: a stream would not be flushed when --test-force-exit ends the process.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { errorLine } from './test-results.mjs';

const FILE = process.env.NODE_TEST_RESULTS ?? 'test-results/node.json';

export default async function* countReporter(source) {
  const results = { passed: 0, failed: 0, skipped: 0, failures: [], files: {} };
  const save = () => writeFileSync(FILE, JSON.stringify(results, null, 1));
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic') save(); // sent at the end of the run
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = relative('.', data.file ?? '');
    if (data.nesting === 0) results.files[file] = (results.files[file] ?? 0) + (data.details?.duration_ms ?? 0) / 1000;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) results.skipped++;
    else if (type === 'test:pass') results.passed++;
    else {
      results.failed++;
      results.failures.push(`${file}: ${data.name}: ${errorLine(data.details?.error)}`);
    }
  }
  save();
  yield '';
}
