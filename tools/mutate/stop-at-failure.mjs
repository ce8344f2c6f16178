// A reporter of node:test that prints nothing and ends the process at the first failure: one is enough to kill a
// mutation.
export default async function* stopAtFailure(events) {
  for await (const { type, data } of events) if (type === 'test:fail' && !data.todo) process.exit(1);
  yield '';
}
