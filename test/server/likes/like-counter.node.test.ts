import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeLike } from '../../../src/protocol/like-message.js';
import {
  type BeforeSendEvent,
  type LikeCounter,
  createLikeCounter,
  TencentError,
  groupLikeStore,
  messageBody,
} from '../../../src/server/index.js';
import { beforeSendEvent } from '../support/before-send-event.js';

let random = 0;
function tell(
  counter: LikeCounter,
  count: number,
  fields: Partial<BeforeSendEvent> & { id?: string; data?: string } = {},
) {
  const {
    id = `l${(random += 1)}`,
    data = writeLike({ count, id, user: { userId: 'bo', nick: 'Bo', avatar: '' } }).data,
    ...rest
  } = fields;
  return counter.beforeSend(
    beforeSendEvent({ random: (random += 1), body: messageBody.custom({ data }), ...rest }),
    new AbortController().signal,
  );
}

describe('createLikeCounter', () => {
  it('adds up likes of every app and reports them together', async () => {
    const added: [string, number][] = [];
    const totals: unknown[] = [];
    const counter = createLikeCounter({
      store: { add: (groupId, likes) => (added.push([groupId, likes]), Promise.resolve(100 + likes)) },
      onTotal: (...args) => totals.push(args),
      now: () => 1e12,
    });
    assert.equal(tell(counter, 3), undefined);
    tell(counter, 1, { data: 'like' });
    tell(counter, 1, {
      data: '{"version":"1.0","platform":"iOS","businessID":"TUIGift_like","data":{"message":"","extInfo":{"userID":"x","nickName":"","avatarUrl":""}}}',
    });
    tell(counter, 2, { groupId: 'other' });
    tell(counter, 0, { body: messageBody.text('like') });
    assert.equal(counter.total('g'), undefined);
    await counter.close();
    assert.deepEqual(added, [['g', 5], ['other', 2]]); // prettier-ignore
    assert.deepEqual(totals, [['g', 105, 5], ['other', 102, 2]]); // prettier-ignore
    assert.equal(counter.total('g'), 105);
  });

  it('counts a repeated message once, and a message of another user with the same id too', async () => {
    let sum = 0;
    const counter = createLikeCounter({
      store: { add: (_groupId, likes) => Promise.resolve((sum += likes)) },
      now: () => 1e12,
    });
    tell(counter, 2, { id: 'same' });
    tell(counter, 2, { id: 'same' });
    tell(counter, 2, { id: 'same', userId: 'ana' });
    tell(counter, 1, { data: 'like', random: 5 });
    tell(counter, 1, { data: 'like', random: 5 });
    await counter.close();
    assert.equal(sum, 5);
  });

  it('limits the likes of one user to what a thumb can do', async () => {
    let now = 1e12;
    let sum = 0;
    const counter = createLikeCounter({
      store: { add: (_groupId, likes) => Promise.resolve((sum += likes)) },
      likesPerSecond: 10,
      now: () => now,
    });
    for (let message = 0; message < 50; message++) tell(counter, 1_000_000);
    await counter.flush();
    assert.equal(sum, 5000); // the maximum of one message, once
    now += 2000;
    tell(counter, 1000);
    tell(counter, 7, { userId: 'ana' });
    await counter.close();
    assert.equal(sum, 5027);
  });

  it('reports by itself after the given time, and keeps likes that the store refused', async () => {
    const added: number[] = [];
    const errors: unknown[] = [];
    let reported!: () => void;
    const twice = new Promise<void>((resolve) => (reported = resolve));
    const store = {
      add: (_groupId: string, likes: number) => (
        added.push(likes),
        added.length === 1 ? Promise.reject(new Error('down')) : (reported(), Promise.resolve(likes))
      ),
    };
    const counter = createLikeCounter({ store, everyMs: 5, onError: (error) => errors.push(error), now: () => 1e12 });
    tell(counter, 4);
    await twice;
    assert.deepEqual([added, errors.length], [[4, 4], 1]);
    await counter.close();
  });
});

describe('groupLikeStore', () => {
  it('continues with the count of the room, also after a write whose response was lost, and notifies the members', async () => {
    let introduction = 'Good evening [live-chat slow=5 likes=40]';
    let isAnswerLost = true;
    const orders: unknown[] = [];
    const store = groupLikeStore({
      getGroupInfo: () => Promise.resolve([{ introduction } as never]),
      modifyGroupBaseInfo: (_groupId, changes) => {
        introduction = changes.introduction ?? introduction;
        return isAnswerLost ? Promise.reject(new Error('lost')) : Promise.resolve();
      },
      sendGroupMsg: (_groupId, message) => {
        orders.push([message.from, message.priority, message.body]);
        return Promise.resolve({} as never);
      },
    });
    await assert.rejects(store.add('g', 2));
    isAnswerLost = false;
    assert.equal(await store.add('g', 2), 42);
    assert.equal(introduction, 'Good evening [live-chat slow=5 likes=42]');
    assert.equal(orders.length, 1);
    assert.match(JSON.stringify(orders[0]), /^\["administrator","Low",.*\[live-chat slow=5 likes=42\]/);
  });

  it('does not start again from 0 when the service gives an error or no entry for the group', async () => {
    const written: string[] = [];
    const entries: unknown[][] = [[{ introduction: '', error: new TencentError(10002, 'busy', 'x') }], []];
    const store = groupLikeStore({
      getGroupInfo: () =>
        Promise.resolve((entries.shift() ?? [{ introduction: '[live-chat likes=1000000]' }]) as never),
      modifyGroupBaseInfo: (_groupId, { introduction = '' }) => (written.push(introduction), Promise.resolve()),
      sendGroupMsg: () => Promise.resolve({} as never),
    });
    await assert.rejects(store.add('errors', 5), TencentError);
    await assert.rejects(store.add('errors', 5), TencentError);
    assert.equal(await store.add('errors', 5), 1_000_005);
    assert.deepEqual(written, ['[live-chat likes=1000005]']);
  });
});
