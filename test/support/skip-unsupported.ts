// What happens when a test fails. Engines without DevTools lack some commands of the test runner: a test that needs one
// skips itself there, and is counted as skipped. Nodes in an error become text: the runner would copy the whole document
// with them, and the run would hang. console-guard.ts imports this before the tests of a file are declared.

const UNSUPPORTED = /is not supported (in|for browser type)|CDP support is required/;

/** Replaces nodes that a failed assertion has compared. */
function describeNodes(error: Error): void {
  const compared = error as Error & Partial<Record<'actual' | 'expected', unknown>>;
  for (const name of ['actual', 'expected'] as const) {
    const value = compared[name];
    if (value instanceof Node)
      compared[name] = value instanceof Element ? value.outerHTML.slice(0, 200) : String(value);
  }
}

const declare = globalThis.it;
const patched = Object.assign(
  (name: string, test?: Mocha.AsyncFunc) =>
    declare(
      name,
      test &&
        async function (this: Mocha.Context) {
          try {
            await test.call(this);
          } catch (error) {
            if (error instanceof Error) {
              if (UNSUPPORTED.test(error.message)) this.skip();
              describeNodes(error);
            }
            throw error;
          }
        },
    ),
  declare,
);
globalThis.it = patched as typeof declare;
