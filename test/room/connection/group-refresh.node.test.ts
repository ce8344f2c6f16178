// When the group and the number of users are read again. Timers are those of the test.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ImClient, ImGroup } from '../../../src/im/im-client.js';
import { GroupRefresh } from '../../../src/room/connection/group-refresh.js';
import { OnlineCount } from '../../../src/room/connection/online-count.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const GROUP = { groupId: 'show' } as ImGroup;

/** A tab in Node: `document` with this visibility. */
function useTab(test: TestContext, visibilityState: 'visible' | 'hidden'): { visibilityState: string } {
  const document = { visibilityState };
  Object.defineProperty(globalThis, 'document', { value: document, configurable: true, writable: true });
  test.after(() => Reflect.deleteProperty(globalThis, 'document'));
  return document;
}

function refresh(test: TestContext) {
  test.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_700_000_000_000 });
  test.mock.method(Math, 'random', () => 0.5); // intervals of 15 s
  const service = {
    groups: 0,
    mutes: 0,
    isMuted: false,
    mutedUntil: 0 as number | Error,
    group: GROUP as ImGroup | Error,
    wait: Promise.resolve() as Promise<unknown>,
  };
  const answer = async <T>(value: T | Error): Promise<T> => {
    await service.wait;
    if (value instanceof Error) throw value;
    return value;
  };
  const client = {
    getGroup: () => (service.groups++, answer(service.group)),
    getMutedUntil: () => (service.mutes++, answer(service.mutedUntil)),
  } as unknown as ImClient;
  const state = { client: client as ImClient | undefined };
  const heard: string[] = [];
  const made = new GroupRefresh({
    client: () => state.client,
    onGroup: () => heard.push('group'),
    onMutedUntil: (until) => heard.push(`muted until ${until}`),
    onMutedWithoutEnd: (until) => heard.push(`muted for ${until - Date.now()}`),
    isMuted: () => service.isMuted,
  });
  test.after(() => made.stop());
  return {
    made,
    service,
    state,
    heard: () => heard.splice(0),
    pass: async (ms: number) => {
      test.mock.timers.tick(ms);
      await settle();
    },
  };
}

describe('the group and the mute after a join', () => {
  it('are read at once and after 1, 3 and 10 s until the group comes', async (test) => {
    const { made, service, heard, pass } = refresh(test);
    service.group = new Error('refused');
    made.start();
    await settle();
    assert.equal(service.groups, 1);
    for (const [ms, groups] of [
      [999, 1],
      [1, 2],
      [1_999, 2],
      [1, 3],
    ] as const) {
      await pass(ms);
      assert.equal(service.groups, groups);
    }
    heard();
    service.group = GROUP;
    await pass(7_000);
    assert.deepEqual([service.groups, heard()], [4, ['group', 'muted until 0']]);
    await pass(60_000);
    assert.equal(service.groups, 4);
  });

  it('are read once when the first request brings the group', async (test) => {
    const { made, service, heard, pass } = refresh(test);
    made.start();
    await settle();
    await pass(60_000);
    assert.deepEqual([service.groups, heard()], [1, ['group', 'muted until 0']]);
  });

  it('are not read again after the end, and not without a client', async (test) => {
    const { made, service, pass, heard, state } = refresh(test);
    service.group = new Error('refused');
    made.start();
    made.stop();
    await pass(60_000);
    assert.equal(service.groups, 1);
    heard();
    state.client = undefined;
    made.start();
    await pass(60_000);
    assert.deepEqual([service.groups, heard()], [1, []]);
  });

  it('are ignored when the client has changed', async (test) => {
    const { made, service, pass, heard, state } = refresh(test);
    const { client } = state;
    let respond = (): void => undefined;
    service.wait = new Promise<void>((resolve) => (respond = resolve));
    made.start();
    await settle();
    made.stop();
    state.client = undefined;
    respond();
    await settle();
    assert.deepEqual(heard(), []);
    state.client = client;
    service.group = new Error('refused');
    made.start();
    made.start();
    await settle();
    assert.equal(service.groups, 3);
    await pass(1_000);
    assert.equal(service.groups, 4, 'one timer at a time');
  });
});

describe('a mute', () => {
  it('is read every 15 s while it lasts, and not longer', async (test) => {
    const { made, service, heard, pass } = refresh(test);
    service.isMuted = true;
    service.mutedUntil = 9;
    made.watchMute();
    await pass(14_999);
    assert.equal(service.mutes, 0);
    await pass(1);
    assert.deepEqual([service.mutes, heard()], [1, ['group', 'muted until 9']]);
    made.watchMute();
    await pass(15_000);
    assert.equal(service.mutes, 2, 'one timer at a time');
    service.isMuted = false;
    await pass(15_000);
    await pass(60_000);
    assert.equal(service.mutes, 2);
  });

  it('is watched again after the room was joined again', async (test) => {
    const { made, service, pass } = refresh(test);
    service.isMuted = true;
    made.start();
    made.stop();
    made.start();
    await settle();
    assert.equal(service.mutes, 2, 'after each join');
    await pass(15_000);
    assert.equal(service.mutes, 3);
  });

  it('is not watched when nobody is muted, and after the end', async (test) => {
    const { made, service, pass } = refresh(test);
    made.watchMute();
    await pass(60_000);
    service.isMuted = true;
    made.watchMute();
    made.stop();
    await pass(60_000);
    assert.equal(service.mutes, 0);
  });

  it('is not read in a hidden tab or without a client, but later', async (test) => {
    const document = useTab(test, 'hidden');
    const { made, service, pass, state } = refresh(test);
    service.isMuted = true;
    made.watchMute();
    await pass(15_000);
    assert.equal(service.mutes, 0);
    document.visibilityState = 'visible';
    const { client } = state;
    state.client = undefined;
    await pass(15_000);
    assert.equal(service.mutes, 0);
    state.client = client;
    await pass(15_000);
    assert.equal(service.mutes, 1);
  });

  it('is read after a refused message, and assumed for 15 s where its end is not known', async (test) => {
    const { made, service, heard, state } = refresh(test);
    service.mutedUntil = 99;
    await made.readMute();
    assert.deepEqual(heard(), ['group', 'muted until 99']);
    for (const unknown of [0, new Error('refused')]) {
      service.mutedUntil = unknown;
      await made.readMute();
      assert.deepEqual(heard(), ['group', 'muted for 15000']);
    }
    service.isMuted = true;
    service.group = new Error('refused');
    await made.readMute();
    assert.deepEqual(heard(), []);
    state.client = undefined;
    const { groups } = service;
    await made.readMute();
    assert.equal(service.groups, groups);
  });

  it('is ignored when another client has joined meanwhile', async (test) => {
    const { made, service, heard, state, pass } = refresh(test);
    service.isMuted = true;
    service.mutedUntil = 9;
    const reading = made.readMute();
    state.client = undefined;
    await reading;
    assert.deepEqual(heard(), []);
    const client = { getGroup: () => Promise.resolve(GROUP), getMutedUntil: () => Promise.resolve(9) };
    state.client = client as unknown as ImClient;
    let respond = (): void => undefined;
    service.wait = new Promise<void>((resolve) => (respond = resolve));
    made.watchMute();
    await pass(15_000);
    heard();
    respond();
    await settle();
    assert.deepEqual(heard(), []);
  });
});

describe('OnlineCount', () => {
  function counting(test: TestContext) {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    test.mock.method(Math, 'random', () => 0.5); // intervals of 15 s
    const state = { requests: 0, answer: 5 as number | Error, hasClient: true, counts: [] as number[] };
    const client = {
      getOnlineCount: () => {
        state.requests++;
        return state.answer instanceof Error ? Promise.reject(state.answer) : Promise.resolve(state.answer);
      },
    } as unknown as ImClient;
    const count = new OnlineCount(
      () => (state.hasClient ? client : undefined),
      (each) => state.counts.push(each),
    );
    test.after(() => count.stop());
    const pass = async (ms: number) => {
      test.mock.timers.tick(ms);
      await settle();
    };
    return { count, state, pass };
  }

  it('requests the number at once and every 12 to 18 s, until it is stopped', async (test) => {
    const { count, state, pass } = counting(test);
    count.start();
    await settle();
    assert.deepEqual(state.counts, [5]);
    await pass(14_999);
    assert.equal(state.requests, 1);
    await pass(1);
    assert.equal(state.requests, 2);
    count.start();
    await pass(15_000);
    assert.equal(state.requests, 4, 'one timer at a time');
    count.stop();
    await pass(60_000);
    assert.equal(state.requests, 4);
  });

  it('reports no number below 1, and none after a failure, and goes on', async (test) => {
    const { count, state, pass } = counting(test);
    for (state.answer of [0, new Error('busy')]) {
      count.start();
      await settle();
    }
    state.answer = 1;
    await pass(15_000);
    assert.deepEqual(state.counts, [1]);
  });

  it('requests nothing in a hidden tab or without a client, and ignores a late answer', async (test) => {
    const document = useTab(test, 'hidden');
    const { count, state, pass } = counting(test);
    count.start();
    await pass(15_000);
    document.visibilityState = 'visible';
    state.hasClient = false;
    await pass(15_000);
    assert.equal(state.requests, 0);
    state.hasClient = true;
    test.mock.timers.tick(15_000);
    state.hasClient = false;
    await settle();
    assert.deepEqual([state.requests, state.counts], [1, []]);
  });
});
