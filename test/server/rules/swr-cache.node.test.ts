// The cache of the rooms' settings: when it waits, and what it returns after failures and stopped requests.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SwrCache } from '../../../src/server/rules/swr-cache.js';
import { deferred, type Deferred } from '../../../src/util/promises.js';

function make() {
  const state = { now: 0 };
  const fetches: (Deferred<string> & { key: string })[] = [];
  const errors: unknown[] = [];
  const cache = new SwrCache<string>({
    freshMs: 1000,
    fallback: 'fallback',
    now: () => state.now,
    onError: (error) => errors.push(error),
    fetch: (key) => {
      const fetching = { ...deferred<string>(), key };
      fetches.push(fetching);
      return fetching.promise;
    },
  });
  /** Answers the newest fetch. */
  const answer = async (value: string | Error) => {
    const { resolve, reject } = fetches.at(-1) ?? assert.fail('no fetch');
    if (value instanceof Error) reject(value);
    else resolve(value);
    await new Promise(setImmediate);
  };
  return { state, cache, fetches, errors, answer };
}

describe('SwrCache', () => {
  it('waits for the first value of a key, with one fetch for all who ask', async () => {
    const { cache, fetches, answer } = make();
    const values = [cache.get('a'), cache.get('a'), cache.get('b')];
    assert.deepEqual(
      fetches.map(({ key }) => key),
      ['a', 'b'],
    );
    await answer('of b');
    fetches[0]?.resolve('of a');
    assert.deepEqual(await Promise.all(values), ['of a', 'of a', 'of b']);
  });

  it('returns the old value while it fetches a new one, after more than the given time', async () => {
    const { cache, fetches, answer, state } = make();
    const first = cache.get('a');
    await answer('old');
    assert.equal(await first, 'old');
    state.now = 1000;
    assert.equal(await cache.get('a'), 'old');
    assert.equal(fetches.length, 1);
    state.now = 1001;
    assert.deepEqual([await cache.get('a'), await cache.get('a')], ['old', 'old']);
    assert.equal(fetches.length, 2);
    await answer('new');
    assert.equal(await cache.get('a'), 'new');
    assert.equal(fetches.length, 2);
  });

  it('keeps the last value after a failure, reports it, and does not fetch at once again', async () => {
    const { cache, fetches, answer, state, errors } = make();
    const first = cache.get('a');
    await answer(new Error('down'));
    assert.equal(await first, 'fallback');
    assert.equal(await cache.get('a'), 'fallback');
    assert.deepEqual([fetches.length, errors.length], [1, 1]);
    state.now = 2000;
    await cache.get('a');
    await answer('value');
    assert.equal(await cache.get('a'), 'value');
    state.now = 4000;
    await cache.get('a');
    await answer(new Error('down'));
    assert.equal(await cache.get('a'), 'value');
    assert.equal(errors.length, 2);
  });

  it('fetches and waits again after forget', async () => {
    const { cache, fetches, answer } = make();
    const first = cache.get('a');
    await answer('old');
    await first;
    cache.forget('a');
    const second = cache.get('a');
    assert.equal(fetches.length, 2);
    await answer('new');
    assert.equal(await second, 'new');
  });

  it('gives up a fetch after more than 3 s, and waits from then on', async () => {
    const { cache, fetches, answer, state } = make();
    const first = cache.get('a');
    await answer('old');
    await first;
    state.now = 2000;
    assert.equal(await cache.get('a'), 'old');
    state.now = 5000;
    assert.equal(await cache.get('a'), 'old');
    assert.equal(fetches.length, 2);
    state.now = 5001;
    const waiting = cache.get('a');
    assert.equal(fetches.length, 3);
    await answer('new');
    assert.equal(await waiting, 'new');
    state.now = 7000;
    const next = cache.get('a');
    await answer('newer');
    assert.equal(await next, 'newer');
  });

  it('asks the platform to keep alive only the fetches for which it does not wait', async () => {
    const { cache, answer, state } = make();
    const kept: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
    const first = cache.get('a', context);
    await answer('old');
    await first;
    assert.equal(kept.length, 0);
    state.now = 2000;
    await cache.get('a', context);
    assert.equal(kept.length, 1);
  });
});
