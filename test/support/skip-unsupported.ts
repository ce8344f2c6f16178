// In engines without DevTools some commands of the test runner are not there. A test that needs one skips itself there,
// and is
// counted as skipped: it ran nowhere but in Chromium. console-guard.ts imports this before a file's tests are declared.

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
