import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deferred, settlesWithin, untilAborted } from '../../src/util/promises.js';

const never = () => new Promise<never>(() => undefined);

describe('settlesWithin', () => {
  it('tells whether a promise is settled in time, and never rejects', async () => {
    assert.equal(await settlesWithin(Promise.resolve(0), 1000), true);
    assert.equal(await settlesWithin(Promise.reject(new Error('x')), 1000), true);
    assert.equal(await settlesWithin(never(), 1), false);
  });

  it('waits for the given time, and leaves no timer', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const cleared = test.mock.method(globalThis, 'clearTimeout');
    let result: boolean | undefined;
    void settlesWithin(never(), 100).then((value) => (result = value));
    test.mock.timers.tick(99);
    await new Promise(setImmediate);
    assert.equal(result, undefined);
    test.mock.timers.tick(1);
    await new Promise(setImmediate);
    assert.equal(result, false);
    await settlesWithin(Promise.resolve(), 100);
    assert.equal(cleared.mock.callCount(), 2);
  });
});

describe('deferred', () => {
  it('is settled from outside, once', async () => {
    const done = deferred<number>();
    done.resolve(1);
    done.resolve(2);
    done.reject(new Error('late'));
    assert.equal(await done.promise, 1);
    const failed = deferred();
    failed.reject(new Error('no'));
    await assert.rejects(failed.promise, /no/);
  });
});

describe('untilAborted', () => {
  it('settles as the work does', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(Promise.resolve(5), signal), 5);
    await assert.rejects(untilAborted(Promise.reject(new Error('no')), signal), /no/);
  });

  it('rejects with the reason of the signal, aborted before or later', async () => {
    await assert.rejects(untilAborted(never(), AbortSignal.abort(new Error('before'))), /before/);
    await assert.rejects(untilAborted(Promise.resolve(1), AbortSignal.abort(new Error('before'))), /before/);
    const stop = new AbortController();
    const waiting = untilAborted(never(), stop.signal);
    stop.abort(new Error('later'));
    await assert.rejects(waiting, /later/);
  });

  it('leaves no listener on a signal that lives on', async (test) => {
    const { signal } = new AbortController();
    const added = test.mock.method(signal, 'addEventListener');
    const removed = test.mock.method(signal, 'removeEventListener');
    await untilAborted(Promise.resolve(), signal);
    await new Promise(setImmediate);
    assert.deepEqual(removed.mock.calls[0]?.arguments.slice(0, 2), added.mock.calls[0]?.arguments.slice(0, 2));
    assert.deepEqual(added.mock.calls[0]?.arguments[2], { once: true });
  });
});
