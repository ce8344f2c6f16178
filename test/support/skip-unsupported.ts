// Engines without DevTools lack some commands of the test runner. A test that needs one skips itself there, and is
// counted as skipped. console-guard.ts imports this before the tests of a file are declared.

const UNSUPPORTED = /is not supported (in|for browser type)|CDP support is required/;

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
            if (error instanceof Error && UNSUPPORTED.test(error.message)) this.skip();
            throw error;
          }
        },
    ),
  declare,
);
globalThis.it = patched as typeof declare;
