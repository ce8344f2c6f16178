// When and what the counter of likes reports, and how many likes of one user it accepts.
import assert from 'node:assert/strict';
import { beforeEach, afterEach, describe, it, mock } from 'node:test';
import { writeLike } from '../../../src/protocol/like-message.js';
import {
  createLikeCounter,
  groupLikeStore,
  messageBody,
  type LikeCounterOptions,
  type RequestContext,
} from '../../../src/server/index.js';
import { beforeSendEvent } from '../support/before-send-event.js';
import { recordTimeouts } from '../support/record-timeouts.js';

const user = { userId: 'bo', nick: 'Bo', avatar: '' };
let lastId = 0;
const like = (count: number, id = `l${(lastId += 1)}`) =>
  messageBody.custom({ data: writeLike({ count, id, user }).data });
/** Lets promises settle; the timers are mocked. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
};

function make(options: Partial<LikeCounterOptions> = {}) {
  const clock = { now: 1e12 };
  const added: [groupId: string, likes: number][] = [];
  let sum = 0;
  const counter = createLikeCounter({
    store: { add: (groupId, likes) => (added.push([groupId, likes]), Promise.resolve((sum += likes))) },
    now: () => clock.now,
    ...options,
  });
  const send = (fields: Partial<Parameters<typeof beforeSendEvent>[0]>, context?: RequestContext) =>
    counter.beforeSend(beforeSendEvent({ random: (lastId += 1), ...fields }), new AbortController().signal, context);
  const tick = async (ms: number) => {
    clock.now += ms;
    mock.timers.tick(ms);
    await settle();
  };
  return { counter, added, send, tick, clock };
}

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

describe('the reports of createLikeCounter', () => {
  it('are made every 10 s while there are likes, and not without any', async () => {
    const { send, added, tick } = make();
    await send({ body: like(2) });
    await tick(9999);
    assert.deepEqual(added, []);
    await send({ body: like(3) });
    await tick(1);
    assert.deepEqual(added, [['g', 5]]);
    await tick(20_000);
    assert.equal(added.length, 1);
    await send({ body: like(4) });
    await tick(10_000);
    assert.deepEqual(added[1], ['g', 4]);
  });

  it('end with close, which makes the last one', async () => {
    const { counter, send, added, tick } = make();
    await send({ body: like(2) });
    await counter.close();
    assert.deepEqual(added, [['g', 2]]);
    await send({ body: like(3) });
    await send({ body: like(3) }, { waitUntil: () => assert.fail('asked to be kept alive') });
    await tick(60_000);
    assert.equal(added.length, 1);
  });

  it('are repeated after the interval when the store fails, with the likes that came meanwhile', async () => {
    const added: number[] = [];
    const errors: unknown[] = [];
    const totals: unknown[] = [];
    const { counter, send, tick } = make({
      everyMs: 1000,
      store: {
        add: (_groupId, likes) =>
          added.push(likes) === 1 ? Promise.reject(new Error('down')) : Promise.resolve(100 + likes),
      },
      onError: (error) => errors.push(error),
      onTotal: (...args) => totals.push(args),
    });
    await send({ body: like(2) });
    await tick(1000);
    assert.deepEqual([added, errors.length, totals, counter.total('g')], [[2], 1, [], undefined]);
    await send({ body: like(1) });
    await tick(1000);
    assert.deepEqual([added, errors.length, totals, counter.total('g')], [[2, 3], 1, [['g', 103, 3]], 103]);
  });

  it('come before the response with an interval of 0, and only for messages with likes', async () => {
    const { send, added } = make({ everyMs: 0 });
    await send({ body: like(2) });
    assert.deepEqual(added, [['g', 2]]);
    assert.equal(send({ body: messageBody.text('hello') }), undefined);
    assert.equal(send({ body: messageBody.custom({ data: '{}' }) }), undefined);
    await settle();
    assert.equal(added.length, 1);
  });

  it('are made one after the other', async () => {
    const ends: (() => void)[] = [];
    const added: number[] = [];
    const { counter, send, tick } = make({
      store: {
        add: (_groupId, likes) => new Promise((resolve) => (added.push(likes), ends.push(() => resolve(likes)))),
      },
    });
    await send({ body: like(1) });
    const first = counter.flush();
    await send({ body: like(2) });
    const second = counter.flush();
    await tick(1000);
    assert.deepEqual(added, [1]);
    ends[0]?.();
    await first;
    await tick(100);
    assert.deepEqual(added, [1, 2]);
    ends[1]?.();
    await second;
  });

  it('keep a function of a platform alive, one request for each interval', async () => {
    const { send, added, tick } = make({ everyMs: 1000 });
    const kept: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
    await send({ body: like(1) }, context);
    await send({ body: like(2) }, context);
    assert.equal(kept.length, 1);
    await tick(1000);
    await kept[0];
    assert.deepEqual(added, [['g', 3]]);
    await send({ body: like(4) }, context);
    assert.equal(kept.length, 2);
    await tick(1000);
    assert.deepEqual(added[1], ['g', 4]);
  });

  it('are taken over by another request when the first was stopped, 10 s after the interval', async () => {
    const { send, clock } = make({ everyMs: 1000, store: { add: () => new Promise(() => undefined) } });
    const kept: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
    await send({ body: like(1) }, context); // its timer never runs out: the function was stopped
    clock.now += 10_999;
    await send({ body: like(1) }, context);
    assert.equal(kept.length, 1);
    clock.now += 1;
    await send({ body: like(1) }, context);
    assert.equal(kept.length, 2);
  });

  it('are not repeated by a timer with an interval of 0, but with the next likes', async () => {
    const timers = mock.method(globalThis, 'setTimeout');
    const added: number[] = [];
    const { send } = make({
      everyMs: 0,
      store: {
        add: (_groupId, likes) => (added.push(likes) === 1 ? Promise.reject(new Error('down')) : Promise.resolve(1)),
      },
      onError: () => undefined,
    });
    await send({ body: like(2) });
    assert.equal(timers.mock.callCount(), 0);
    await send({ body: like(3) });
    assert.deepEqual(added, [2, 5]);
    timers.mock.restore();
  });

  it('leave no timer that would keep the process alive when nothing waits', async () => {
    const { counter, send, tick } = make();
    const timers = mock.method(globalThis, 'setTimeout');
    await send({ body: like(2) });
    await tick(4000);
    assert.equal(timers.mock.callCount(), 1);
    await counter.flush();
    await send({ body: messageBody.text('hello') });
    assert.equal(timers.mock.callCount(), 1);
    timers.mock.restore();
  });

  it('use a timer in a platform whose context has no waitUntil', async () => {
    const { send, added, tick } = make();
    await send({ body: like(2) }, { address: '192.0.2.1' });
    await tick(10_000);
    assert.deepEqual(added, [['g', 2]]);
  });

  it('go to console.error when the store fails and the site has no onError', async () => {
    const logged = mock.method(console, 'error', () => undefined);
    const { counter, send } = make({ store: { add: () => Promise.reject(new Error('down')) } });
    await send({ body: like(1) });
    await counter.flush();
    assert.equal(logged.mock.callCount(), 1);
    logged.mock.restore();
  });
});

describe('the likes that createLikeCounter accepts', () => {
  const accepted = async (
    bodies: readonly [Partial<Parameters<typeof beforeSendEvent>[0]>, afterMs?: number][],
    options: Partial<LikeCounterOptions> = {},
  ) => {
    const { counter, send, added, clock } = make(options);
    for (const [fields, afterMs = 0] of bodies) {
      clock.now += afterMs;
      await send(fields);
    }
    await counter.flush();
    return added.map(([, likes]) => likes);
  };

  it('are one full message of a user at once, and 20 in each second', async () => {
    assert.deepEqual(await accepted([[{ body: like(5000) }], [{ body: like(5000) }]]), [5000]);
    assert.deepEqual(await accepted([[{ body: like(5000) }], [{ body: like(5000) }, 3000]]), [5060]);
  });

  it('are a minute of a rate that is higher', async () => {
    const bodies = [1, 2, 3].map((): [{ body: ReturnType<typeof like> }] => [{ body: like(5000) }]);
    assert.deepEqual(await accepted(bodies, { likesPerSecond: 200 }), [12_000]);
  });

  it('are counted for each room, user and message once', async () => {
    const same = like(2, 'same');
    assert.deepEqual(await accepted([[{ body: same }], [{ body: same }], [{ body: same, userId: 'ana' }]]), [4]);
    assert.deepEqual(await accepted([[{ body: same }], [{ body: same, groupId: 'other' }]]), [2, 2]);
    const plain = messageBody.custom({ data: 'like' });
    assert.deepEqual(
      await accepted([[{ body: plain, random: 1 }], [{ body: plain, random: 1 }], [{ body: plain, random: 2 }]]),
      [2],
    );
  });

  it('cause no report when they are above the limit', async () => {
    const { counter, send, added, tick } = make();
    await send({ body: like(5000) });
    await counter.flush();
    await send({ body: like(5) });
    await tick(0);
    mock.timers.tick(10_000);
    await settle();
    assert.deepEqual(added, [['g', 5000]]);
  });

  it('are those of every element of a message', async () => {
    assert.deepEqual(await accepted([[{ body: [...like(2), ...messageBody.text('x'), ...like(3)] }]]), [5]);
  });
});

describe('the total of groupLikeStore', () => {
  function storeOf(introduction: string) {
    const group = { introduction, readings: 0 };
    const limits: unknown[] = [];
    const store = groupLikeStore({
      getGroupInfo: (_ids, options) => (
        group.readings++,
        limits.push(options?.signal),
        Promise.resolve([{ introduction: group.introduction } as never])
      ),
      modifyGroupBaseInfo: (_id, changes) => Promise.resolve(void (group.introduction = changes.introduction ?? '')),
      sendGroupMsg: () => Promise.resolve({} as never),
    });
    return { group, store, limits };
  }

  it('begins at 0 in a room without likes, and grows by each report', async () => {
    const { store, group } = storeOf('Good evening');
    assert.equal(await store.add('g', 3), 3);
    assert.equal(await store.add('g', 4), 7);
    assert.equal(group.introduction, 'Good evening [live-chat likes=7]');
  });

  it('is its own, not what another process has written meanwhile', async () => {
    const { store, group } = storeOf('[live-chat likes=10]');
    assert.equal(await store.add('g', 1), 11);
    group.introduction = '[live-chat likes=5]';
    assert.equal(await store.add('g', 1), 12);
  });

  it('has 10 s for a report', async (test) => {
    const limits = recordTimeouts(test);
    await storeOf('').store.add('g', 1);
    assert.deepEqual(limits, [10_000]);
  });
});
