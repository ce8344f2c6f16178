// The exact delays and limits of connecting again, with the random numbers of the test.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError, type ImErrorReason } from '../../../src/im/im-error.js';
import { InterruptibleSleep } from '../../../src/room/connection/page-lifecycle.js';
import { ReconnectPolicy, socketRetryDelay } from '../../../src/room/connection/reconnect-policy.js';
import { errorFromIm } from '../../../src/room/connection/error-from-im.js';
import { ChatError, type ChatErrorCode } from '../../../src/room/model/chat-error.js';

const CONTEXT = { lostForMs: 1e9, isVisible: true, isOnline: true };
const delays = (count: number, policy: ReconnectPolicy, error: ChatError, context: Partial<typeof CONTEXT> = {}) =>
  Array.from({ length: count }, () => policy.nextDelay({ error, ...CONTEXT, ...context }));
const errorOf = (code: ChatErrorCode, cause?: unknown) => new ChatError(code, '', true, cause);
const loginError = (reason: ImErrorReason) => errorFromIm(new ImError(reason, ''), 'connect');

describe('the delays of ReconnectPolicy', () => {
  it('after a loss of the network are random up to a limit that doubles from half a second to 30 s', () => {
    const offline = errorOf('im/offline');
    assert.deepEqual(
      delays(9, new ReconnectPolicy(() => 1), offline),
      [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
    );
    assert.deepEqual(delays(3, new ReconnectPolicy(() => 0.25), offline), [125, 250, 500]);
    assert.deepEqual(delays(2, new ReconnectPolicy(() => 0), offline), [0, 0]);
  });

  it('after an error of the endpoint or the service are at least half of a limit that doubles from a second', () => {
    for (const code of ['token/unreachable', 'im/unavailable'] as const) {
      const limits = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
      assert.deepEqual(delays(7, new ReconnectPolicy(() => 1), errorOf(code)), limits);
      assert.deepEqual(
        delays(7, new ReconnectPolicy(() => 0), errorOf(code)),
        limits.map((limit) => limit / 2),
      );
      const isShort = { lostForMs: 0 };
      assert.deepEqual(delays(5, new ReconnectPolicy(() => 1), errorOf(code), isShort).at(-1), 16_000, 'never capped');
    }
  });

  it('are capped by how long the loss has lasted', () => {
    for (const [lostForMs, cap] of [
      [0, 2500],
      [59_999, 2500],
      [60_000, 10_000],
      [299_999, 10_000],
      [300_000, 30_000],
    ] as const)
      assert.equal(delays(10, new ReconnectPolicy(() => 1), errorOf('im/offline'), { lostForMs }).at(-1), cap);
  });

  it('are 30 s without a network, and not capped in a hidden tab', () => {
    assert.deepEqual(
      delays(2, new ReconnectPolicy(() => 0), errorOf('im/offline'), { isOnline: false }),
      [30_000, 30_000],
    );
    const hidden = { isVisible: false, lostForMs: 0 };
    assert.equal(delays(8, new ReconnectPolicy(() => 1), errorOf('im/offline'), hidden).at(-1), 30_000);
  });

  it('are a minute to a minute and a half after the second refusal in a row because of too many logins', () => {
    const refused = loginError('too-many-logins');
    assert.deepEqual(delays(3, new ReconnectPolicy(() => 0), refused), [500, 60_000, 60_000]);
    assert.deepEqual(delays(2, new ReconnectPolicy(() => 1), refused), [1000, 90_000]);
    const policy = new ReconnectPolicy(() => 0);
    delays(1, policy, refused);
    delays(1, policy, loginError('network'));
    assert.ok((delays(1, policy, refused)[0] ?? 0) < 60_000, 'not in a row');
  });

  it('are not shorter than the endpoint asks, and not longer because of that', () => {
    const asks = (retryAfterMs: number) => errorOf('token/unreachable', { status: 503, retryAfterMs });
    assert.deepEqual(delays(2, new ReconnectPolicy(() => 1), asks(1500)), [1500, 2000]);
  });

  it('begin anew after a reset', () => {
    const policy = new ReconnectPolicy(() => 1);
    const refused = loginError('too-many-logins');
    assert.equal(policy.isFirstAttempt, true);
    delays(5, policy, refused);
    assert.equal(policy.isFirstAttempt, false);
    policy.reset();
    assert.equal(policy.isFirstAttempt, true);
    assert.deepEqual(delays(1, policy, refused), [1000]);
  });

  it('let deadlines grow up to four times', () => {
    const policy = new ReconnectPolicy(() => 0);
    const patience = Array.from({ length: 5 }, () => {
      const { patience: now } = policy;
      policy.nextDelay({ error: errorOf('im/offline'), ...CONTEXT });
      return now;
    });
    assert.deepEqual(patience, [1, 2, 4, 4, 4]);
  });
});

describe('socketRetryDelay', () => {
  it('doubles from 0.2 s to 2 s, changed at random by up to a quarter', (test) => {
    const limits = [200, 400, 800, 1600, 2000, 2000];
    for (const [random, factor] of [
      [0, 0.75],
      [0.5, 1],
      [1, 1.25],
    ] as const) {
      test.mock.method(Math, 'random', () => random);
      assert.deepEqual(
        limits.map((_, attempt) => socketRetryDelay(attempt)),
        limits.map((limit) => limit * factor),
      );
    }
  });
});

describe('InterruptibleSleep', () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('ends after its time, or when it is woken or aborted, and leaves nothing behind', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const cleared = test.mock.method(globalThis, 'clearTimeout');
    for (const end of ['time', 'wake', 'abort'] as const) {
      const sleep = new InterruptibleSleep();
      const stop = new AbortController();
      const removed = test.mock.method(stop.signal, 'removeEventListener');
      let isOver = false;
      const before = cleared.mock.callCount();
      void sleep.wait(1000, false, stop.signal).then(() => (isOver = true));
      test.mock.timers.tick(999);
      await settle();
      assert.equal(isOver, false, end);
      if (end === 'time') test.mock.timers.tick(1);
      else if (end === 'wake') sleep.wake();
      else stop.abort();
      await settle();
      assert.equal(isOver, true, end);
      assert.deepEqual([cleared.mock.callCount() - before, removed.mock.callCount()], [1, 1]);
      sleep.wake(); // wakes nothing any more
    }
  });

  it('does not begin when it was aborted before', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    await new InterruptibleSleep().wait(1000, false, AbortSignal.abort());
  });

  it('cannot be woken from a wait that the endpoint asked for, but aborted', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const sleep = new InterruptibleSleep();
    const stop = new AbortController();
    let isOver = false;
    void sleep.wait(1000, true, stop.signal).then(() => (isOver = true));
    sleep.wake();
    await settle();
    assert.equal(isOver, false);
    stop.abort();
    await settle();
    assert.equal(isOver, true);
  });
});
