// A node:test reporter that prints {passed, failed, skipped} as JSON; tools/test.mjs adds it up.
// Suites are not tests: only leaves count.
export default async function* countReporter(source) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped++;
    else count[type === 'test:pass' ? 'passed' : 'failed']++;
  }
  yield JSON.stringify(count);
}
