// A node:test reporter that writes {passed, failed, skipped} to test-results/node.json. Suites are not counted, only
// tests. It writes the file itself and synchronously: a stream would not be flushed when --test-force-exit ends the
// process.
import { writeFileSync } from 'node:fs';

const FILE = 'test-results/node.json';

export default async function* countReporter(source) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic') writeFileSync(FILE, JSON.stringify(count)); // sent at the end of the run
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped++;
    else count[type === 'test:pass' ? 'passed' : 'failed']++;
  }
  writeFileSync(FILE, JSON.stringify(count));
  yield '';
}
