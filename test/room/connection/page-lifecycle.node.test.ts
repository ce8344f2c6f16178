// What the page and its other rooms mean for the connection: the return of tab and network, and the lock of the page.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { isOnline, isPageVisible, onPageHide, onPageResume } from '../../../src/room/connection/page-lifecycle.js';
import { acquirePageLock } from '../../../src/room/connection/page-lock.js';
import { TabLock } from '../../../src/room/connection/tab-lock.js';
import { ChatError } from '../../../src/room/model/chat-error.js';

/** A window and a document in Node. */
function usePage(test: TestContext) {
  const page = {
    now: 1_000_000,
    window: new EventTarget(),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    show: (state: 'visible' | 'hidden') => {
      page.document.visibilityState = state;
      page.document.dispatchEvent(new Event('visibilitychange'));
    },
  };
  test.mock.method(performance, 'now', () => page.now);
  test.mock.method(Date, 'now', () => page.now);
  for (const name of ['window', 'document'] as const) {
    Object.defineProperty(globalThis, name, { value: page[name], configurable: true });
    test.after(() => Reflect.deleteProperty(globalThis, name));
  }
  return page;
}

describe('onPageResume', () => {
  it('tells how long the tab was hidden, each time', (test) => {
    const page = usePage(test);
    const heard: number[] = [];
    onPageResume((hiddenMs) => heard.push(hiddenMs), new AbortController().signal);
    page.show('hidden');
    page.now += 5_000;
    page.show('hidden');
    page.now += 2_000;
    page.show('visible');
    page.now += 1_000;
    page.show('visible');
    assert.deepEqual(heard, [7_000, 0]);
  });

  it('counts from the start for a tab that was opened in the background', (test) => {
    const page = usePage(test);
    page.document.visibilityState = 'hidden';
    const heard: number[] = [];
    onPageResume((hiddenMs) => heard.push(hiddenMs), new AbortController().signal);
    page.now += 3_000;
    page.show('visible');
    assert.deepEqual(heard, [3_000]);
  });

  it('reports the return of the network, and of a page from the cache of the browser only', (test) => {
    const page = usePage(test);
    const heard: number[] = [];
    onPageResume((hiddenMs) => heard.push(hiddenMs), new AbortController().signal);
    page.window.dispatchEvent(new Event('online'));
    assert.deepEqual(heard, [0]);
    page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    assert.deepEqual(heard, [0]);
    page.show('hidden');
    page.now += 4_000;
    page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    assert.deepEqual(heard, [0, 4_000]);
  });

  it('ends with its signal, and does nothing without a window', (test) => {
    onPageResume(() => assert.fail('called'), new AbortController().signal);
    onPageHide(() => assert.fail('called'), new AbortController().signal);
    const page = usePage(test);
    const stop = new AbortController();
    onPageResume(() => assert.fail('called'), stop.signal);
    onPageHide(() => assert.fail('called'), stop.signal);
    stop.abort();
    page.show('hidden');
    page.show('visible');
    for (const type of ['online', 'pagehide']) page.window.dispatchEvent(new Event(type));
    page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  });
});

describe('onPageHide', () => {
  it('is called when the tab is hidden and when the page is left, and not when the tab returns', (test) => {
    const page = usePage(test);
    let calls = 0;
    onPageHide(() => (calls += 1), new AbortController().signal);
    page.show('hidden');
    assert.equal(calls, 1);
    page.show('visible');
    assert.equal(calls, 1);
    page.window.dispatchEvent(new Event('pagehide'));
    assert.equal(calls, 2);
  });
});

describe('isPageVisible and isOnline', () => {
  it('are true without a browser, and what the browser says', (test) => {
    assert.deepEqual([isPageVisible(), isOnline()], [true, true]);
    const page = usePage(test);
    assert.equal(isPageVisible(), true);
    page.document.visibilityState = 'hidden';
    assert.equal(isPageVisible(), false);
    const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    test.after(() => {
      if (own) Object.defineProperty(globalThis, 'navigator', own);
      else Reflect.deleteProperty(globalThis, 'navigator');
    });
    for (const onLine of [false, true, undefined]) {
      Object.defineProperty(globalThis, 'navigator', { value: { onLine }, configurable: true });
      assert.equal(isOnline(), onLine !== false);
    }
  });
});

describe('the lock of a page', () => {
  const { signal } = new AbortController();
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'acquired',
      (error: unknown) => (error as ChatError).code,
    );

  it('is given to one owner at a time, to the same owner again, and to others by another name', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const [one, two] = [{}, {}];
    const release = await acquirePageLock('a', one, signal);
    assert.equal(await acquirePageLock('a', one, signal), release);
    await acquirePageLock('b', two, signal).then((releaseOther) => releaseOther());
    const second = codeOf(acquirePageLock('a', two, signal));
    test.mock.timers.tick(999);
    let result = '';
    void second.then((code) => (result = code));
    await new Promise(setImmediate);
    assert.equal(result, '');
    test.mock.timers.tick(1);
    assert.equal(await second, 'room/one-at-a-time');
    const third = acquirePageLock('a', two, signal);
    release();
    release();
    const releaseThird = await third;
    release(); // it is not the owner any more
    test.mock.timers.reset();
    assert.equal(await codeOf(acquirePageLock('a', one, AbortSignal.timeout(5))), 'room/closed');
    releaseThird();
  });

  it('is not waited for after an abort, and leaves no listener and no timer', async (test) => {
    const owner = {};
    const release = await acquirePageLock('c', owner, signal);
    const stop = new AbortController();
    const removed = test.mock.method(stop.signal, 'removeEventListener');
    const cleared = test.mock.method(globalThis, 'clearTimeout');
    const waiting = codeOf(acquirePageLock('c', {}, stop.signal));
    stop.abort();
    assert.equal(await waiting, 'room/closed');
    assert.deepEqual([removed.mock.callCount(), cleared.mock.callCount()], [1, 1]);
    const next = acquirePageLock('c', {}, signal);
    release();
    (await next)();
  });
});

describe('the lock of a tab in a browser without locks', () => {
  it('is held at once, and never reported as stolen or free again', async (test) => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
    test.after(() => {
      if (own) Object.defineProperty(globalThis, 'navigator', own);
      else Reflect.deleteProperty(globalThis, 'navigator');
    });
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const lock = new TabLock({
      onStolen: () => assert.fail('stolen'),
      onReacquired: () => assert.fail('reacquired'),
    });
    await lock.acquire(1, 'ana');
    lock.reacquireWhenFree();
    test.mock.timers.tick(600_000);
    lock.release();
  });
});
