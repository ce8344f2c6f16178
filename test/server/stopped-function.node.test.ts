// Workers and other platforms stop a function after its response, or when the client disconnects. What it was waiting
// for is then never settled, and no later request may wait for it. A promise that never settles stands for it here.
import assert from 'node:assert/strict';
import { afterEach, describe, mock, test } from 'node:test';
import { serializeRoomMetadata } from '../../src/protocol/room-metadata.js';
import { updateRoomMetadata } from '../../src/server/metadata/room-metadata.js';
import { IdempotencyCache } from '../../src/server/webhook/idempotency-cache.js';
import { createLikeCounter, createRestClient, messageBody, REFUSAL_CODE, roomRules } from '../../src/server/index.js';
import { beforeSendEvent } from './support/before-send-event.js';

const never = () => new Promise<never>(() => undefined);
const introduction = (slowMode: number) => serializeRoomMetadata('', { slowMode }).introduction;
const signal = () => new AbortController().signal;
const likes = (random: number) =>
  beforeSendEvent({
    random,
    body: messageBody.custom({
      data: JSON.stringify({ businessID: 'TUIGift_like', version: '1.0', platform: 'web', data: { count: 2 } }),
    }),
  });

afterEach(() => mock.restoreAll());

describe('after a function was stopped', () => {
  /** The rules of a room whose setting and clock can be changed, and whose reading can be stopped. */
  function makeRules() {
    const state = { now: 0, readings: 0, isStopping: false, slowMode: 0 };
    const rules = roomRules({
      client: {
        getGroupInfo: () => {
          state.readings++;
          return state.isStopping
            ? never()
            : Promise.resolve([{ introduction: introduction(state.slowMode) } as never]);
        },
        getAdminList: () => Promise.resolve([]),
      },
      now: () => state.now,
      onError: () => undefined,
    });
    const send = async (context?: { waitUntil: (promise: Promise<unknown>) => void }) => {
      const answer = await rules.beforeSend(beforeSendEvent({ userId: 'bo' }), signal(), context);
      return answer?.kind === 'refuse' ? answer.code : 0;
    };
    return { state, send };
  }

  test('the rules of a room are read again, and from then on waited for', async () => {
    const { state, send } = makeRules();
    assert.equal(await send(), 0);
    Object.assign(state, { isStopping: true, slowMode: 60, now: 6000 });
    assert.equal(await send(), 0, 'the known rules while the new ones are read');
    Object.assign(state, { isStopping: false, now: 10_000 });
    assert.equal(await send(), REFUSAL_CODE.slowMode);
    Object.assign(state, { slowMode: 0, now: 16_000 });
    assert.equal(await send(), 0);
  });

  test('waitUntil keeps the reading of the rules alive', async () => {
    const { state, send } = makeRules();
    const kept: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
    await send(context);
    assert.equal(kept.length, 0, 'the first reading is waited for');
    Object.assign(state, { slowMode: 60, now: 6000 });
    await send(context);
    assert.equal(kept.length, 1);
    await Promise.all(kept);
    assert.equal(await send(context), REFUSAL_CODE.slowMode);
  });

  test('likes are reported again', async () => {
    let now = 0;
    let isStopping = true;
    const added: number[] = [];
    const counter = createLikeCounter({
      everyMs: 1000,
      now: () => now,
      store: { add: (_groupId, count) => (isStopping ? never() : Promise.resolve(added.push(count))) },
    });
    const kept: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      await counter.beforeSend(likes(1), signal(), context);
      mock.timers.tick(1000);
      await new Promise(setImmediate);
      isStopping = false;
      now = 40_000;
      await counter.beforeSend(likes(2), signal(), context);
      assert.equal(kept.length, 2);
      mock.timers.tick(1000);
      await kept[1];
    } finally {
      mock.timers.reset();
    }
    assert.deepEqual(added, [2]);
  });

  test('the metadata of a room can be changed, at the latest after half a minute', async () => {
    let now = 7_000_000;
    mock.method(performance, 'now', () => now);
    let isStopping = true;
    let written = '';
    const client = {
      getGroupInfo: () => (isStopping ? never() : Promise.resolve([{ introduction: '' } as never])),
      modifyGroupBaseInfo: (_groupId: string, { introduction }: { introduction?: string }) =>
        Promise.resolve(void (written = introduction ?? '')),
      sendGroupMsg: () => Promise.resolve({} as never),
    };
    const change = (slowMode: number, within: AbortSignal) =>
      updateRoomMetadata(client, 'stopped', () => ({ slowMode }), 'High', within);
    void change(1, signal());
    await new Promise(setImmediate);
    isStopping = false;
    now += 20_000;
    const deadline = new AbortController();
    setImmediate(() => deadline.abort(new Error('The deadline has passed.')));
    await assert.rejects(change(2, deadline.signal), /deadline/);
    now += 11_000;
    await change(3, signal());
    assert.equal(written, introduction(3));
  });

  test('a repeated webhook gets a response', async () => {
    const cache = new IdempotencyCache(() => 0, 5);
    void cache.respond('key', never);
    const responses = await Promise.all(
      [1, 2].map((count) => cache.respond('key', () => Promise.resolve(new Response(String(count))))),
    );
    const texts = await Promise.all(responses.map((response) => response.text()));
    assert.equal(new Set(texts).size, 1, `one of them makes it: ${texts.join()}`);
    assert.equal(await (await cache.respond('key', never)).text(), texts[0]);
  });

  test('the REST client signs again', async () => {
    const sign = crypto.subtle.sign.bind(crypto.subtle);
    let isStopping = true;
    mock.method(crypto.subtle, 'sign', (...args: Parameters<typeof sign>) => (isStopping ? never() : sign(...args)));
    const client = createRestClient({
      sdkAppId: 1400000001,
      secretKey: 'emulator-test-key-opens-no-real-application-0000000000000000000',
      fetch: () => Promise.resolve(Response.json({ ActionStatus: 'OK', ErrorCode: 0 })),
    });
    void client.call('openim/sendmsg', {}, 'safe');
    await new Promise(setImmediate);
    isStopping = false;
    await client.call('openim/sendmsg', {}, 'safe');
  });
});
