// A node:test reporter that writes {passed, failed, skipped} to test-results/node.json; tools/test.mjs adds it up.
// Suites are not tests: only leaves count. It writes the file itself, at once: a stream would still be full when
// --test-force-exit ends the process.
import { writeFileSync } from 'node:fs';

const FILE = 'test-results/node.json';

export default async function* countReporter(source) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic') writeFileSync(FILE, JSON.stringify(count)); // the run's own figures, at its end
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped++;
    else count[type === 'test:pass' ? 'passed' : 'failed']++;
  }
  writeFileSync(FILE, JSON.stringify(count));
  yield '';
}
