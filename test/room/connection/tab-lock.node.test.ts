// When a tab uses the lock that it got back. The locks here follow the Web Locks specification; test/chaos/several-tabs
// uses those of the browser.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { TabLock } from '../../../src/room/connection/tab-lock.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';

type Grant = () => Promise<unknown> | undefined;

/** One named lock: the holder keeps it until its promise settles; `steal` takes it and rejects the holder's request. */
class Locks {
  #reject: ((error: Error) => void) | undefined;
  #queue: (() => void)[] = [];
  held = 0;

  request(_name: string, options: { steal?: boolean; signal?: AbortSignal }, grant: Grant): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const stolen = (): void => reject(new DOMException('stolen', 'AbortError'));
      const run = (): void => {
        if (options.signal?.aborted) return this.#next();
        this.#reject = stolen;
        this.held++;
        void Promise.resolve(grant()).then((value) => {
          resolve(value);
          if (this.#reject !== stolen) return;
          this.#reject = undefined;
          this.#next();
        });
      };
      options.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      if (options.steal) {
        this.#reject?.(new Error('stolen'));
        run();
      } else if (this.#reject) this.#queue.push(run);
      else run();
    });
  }

  #next(): void {
    this.#queue.shift()?.();
  }
}

function tabs(test: TestContext) {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const clock = new MonotonicClock(test);
  const locks = new Locks();
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  test.after(() => {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else Reflect.deleteProperty(globalThis, 'navigator');
  });
  const said: string[] = [];
  const lock = new TabLock({ onStolen: () => said.push('stolen'), onReacquired: () => said.push('reacquired') });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    lock,
    locks,
    said,
    settle,
    pass: async (ms: number) => {
      clock.advance(ms);
      test.mock.timers.tick(ms);
      await settle();
    },
    /** Another tab takes the lock, and returns the function that gives it back. */
    steal: async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      void locks.request('', { steal: true }, () => held).catch(() => undefined);
      await settle();
      return async () => {
        release();
        await settle();
      };
    },
  };
}

describe('TabLock', () => {
  it('is taken at once, and reports when another tab takes it', async (test) => {
    const { lock, said, steal } = tabs(test);
    await lock.acquire(1, 'ana');
    await lock.acquire(1, 'ana');
    assert.deepEqual(said, []);
    await steal();
    assert.deepEqual(said, ['stolen']);
  });

  it('is reported a second after it is free again, and not when it was stolen in that second', async (test) => {
    const { lock, said, steal, pass } = tabs(test);
    await lock.acquire(1, 'ana');
    const giveBack = await steal();
    lock.reacquireWhenFree();
    lock.reacquireWhenFree();
    await pass(60_000);
    assert.deepEqual(said, ['stolen'], 'the other tab has it');
    await giveBack();
    await pass(999);
    assert.deepEqual(said, ['stolen']);
    const giveBackAgain = await steal();
    await pass(10_000);
    assert.deepEqual(said, ['stolen'], 'this tab was not active again, so it does not lose it');
    await giveBackAgain();
    await pass(10_000);
    assert.deepEqual(said, ['stolen', 'reacquired'], 'it has queued again');
  });

  it('is used after pauses that double up to a minute while another page keeps taking it', async (test) => {
    const { lock, said, steal, pass } = tabs(test);
    await lock.acquire(1, 'ana');
    const pauses: number[] = [];
    for (let round = 0; round < 9; round++) {
      const giveBack = await steal();
      said.length = 0;
      lock.reacquireWhenFree();
      await giveBack();
      let waited = 0;
      while (!said.includes('reacquired')) {
        assert.ok(waited < 70_000, 'it is reported at last');
        await pass(500);
        waited += 500;
      }
      pauses.push(waited);
    }
    assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    await pass(120_000);
    const giveBack = await steal();
    lock.reacquireWhenFree();
    await giveBack();
    said.length = 0;
    await pass(1_000);
    assert.deepEqual(said, ['reacquired'], 'after two minutes without a theft the pause is short again');
  });

  it('is not reported after it was released', async (test) => {
    const { lock, said, steal, pass } = tabs(test);
    await lock.acquire(1, 'ana');
    const giveBack = await steal();
    lock.reacquireWhenFree();
    await giveBack();
    lock.release();
    await pass(5_000);
    assert.deepEqual(said, ['stolen']);
  });

  it('is kept when the same user acquires it again, and changes with the user', async (test) => {
    const { lock, said, locks } = tabs(test);
    await lock.acquire(1, 'ana');
    await lock.acquire(1, 'ana');
    assert.equal(locks.held, 1);
    await lock.acquire(1, 'ben');
    assert.equal(locks.held, 2);
    assert.deepEqual(said, []);
  });

  it('stops queueing when it is released', async (test) => {
    const { lock, said, steal, pass } = tabs(test);
    await lock.acquire(1, 'ana');
    const giveBack = await steal();
    lock.reacquireWhenFree();
    lock.release();
    await giveBack();
    await pass(5_000);
    assert.deepEqual(said, ['stolen']);
  });

  it('is not waited for where the browser has no locks', async (test) => {
    const { lock, said } = tabs(test);
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
    await lock.acquire(1, 'ana');
    assert.deepEqual(said, []);
  });
});
