// Imports one test file, in a process without a loader. A failing test sets the exit code.
// MUTATION: the number of the mutation that is active; without it the run records which mutations the tests reach, and
// writes them with the number of calls to the file RECORD.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { MUTATION, MAX_CALLS, RECORD } = process.env;
let calls = 0;
if (RECORD) {
  const reached = new Set();
  globalThis.__isMutated = (id) => {
    calls++;
    reached.add(id);
    return false;
  };
  process.on('exit', () => writeFileSync(RECORD, JSON.stringify({ calls, reached: [...reached] })));
} else {
  const [active, limit] = [Number(MUTATION), Number(MAX_CALLS)];
  globalThis.__isMutated = (id) => {
    // A mutation that causes an endless loop is noticed by the number of calls, not by the time it takes.
    if (++calls > limit) process.exit(1);
    return id === active;
  };
}
await import(pathToFileURL(process.argv[2]).href);
