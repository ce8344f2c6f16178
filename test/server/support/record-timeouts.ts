import type { TestContext } from 'node:test';

/** The time limits that are passed to `AbortSignal.timeout` during the test, ms. They keep their effect. */
export function recordTimeouts(test: TestContext): number[] {
  const limits: number[] = [];
  const { timeout } = AbortSignal;
  test.mock.method(AbortSignal, 'timeout', (ms: number) => {
    limits.push(ms);
    return timeout.call(AbortSignal, ms);
  });
  return limits;
}
