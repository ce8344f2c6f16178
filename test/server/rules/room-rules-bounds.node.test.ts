// The numbers of the room's rules: defaults, the last value that is allowed and the first that is not, and the texts.
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import {
  messageBody,
  REFUSAL_CODE,
  roomRules,
  TencentError,
  type BeforeSendEvent,
  type RoomRulesOptions,
} from '../../../src/server/index.js';
import { beforeSendEvent } from '../support/before-send-event.js';
import { recordTimeouts } from '../support/record-timeouts.js';

type Client = RoomRulesOptions['client'];

function make(introduction = '', options: Partial<RoomRulesOptions> = {}, client: Partial<Client> = {}) {
  const state = { now: 5_000_000, introduction, ownerId: 'host', admins: ['mo'], readings: 0 };
  const signals: unknown[] = [];
  const rules = roomRules({
    client: {
      getGroupInfo: (_ids, callOptions) => {
        state.readings++;
        signals.push(callOptions?.signal);
        return Promise.resolve([{ ownerId: state.ownerId, introduction: state.introduction } as never]);
      },
      getAdminList: (_id, callOptions) => (signals.push(callOptions?.signal), Promise.resolve(state.admins)),
      ...client,
    },
    now: () => state.now,
    onError: () => undefined,
    ...options,
  });
  const send = (fields: Partial<BeforeSendEvent> = {}) =>
    rules.beforeSend(beforeSendEvent(fields), new AbortController().signal);
  const codeOf = async (fields: Partial<BeforeSendEvent> = {}) => {
    const result = await send(fields);
    return result?.kind === 'refuse' ? result.code : 0;
  };
  return { state, rules, send, codeOf, signals };
}
const custom = (data: object) => messageBody.custom({ data: JSON.stringify(data) });

describe('the bounds of roomRules', () => {
  it('are 2000 characters of a text, or as many as the site says', async () => {
    const { codeOf } = make();
    assert.equal(await codeOf({ body: messageBody.text('x'.repeat(2000)) }), 0);
    assert.equal(await codeOf({ body: messageBody.text('x'.repeat(2001)) }), REFUSAL_CODE.tooLong);
    const short = make('', { maxLength: 3 });
    assert.equal(await short.codeOf({ body: messageBody.text('abc') }), 0);
    assert.equal(await short.codeOf({ body: messageBody.text('abcd') }), REFUSAL_CODE.tooLong);
    assert.equal(await short.codeOf({ body: messageBody.face(1, 'abcd') }), REFUSAL_CODE.tooLong);
    assert.equal(
      await short.codeOf({ body: [...messageBody.text('abc'), ...messageBody.text('abcd')] }),
      REFUSAL_CODE.tooLong,
    );
  });

  it('are 20 messages of one user in one room within 10 s, unless the site switches that off', async () => {
    const { codeOf, state } = make();
    for (let count = 0; count < 20; count++) assert.equal(await codeOf(), 0);
    assert.equal(await codeOf(), REFUSAL_CODE.tooFast);
    assert.equal(await codeOf({ userId: 'ana' }), 0);
    assert.equal(await codeOf({ groupId: 'other' }), 0);
    state.now += 499;
    assert.equal(await codeOf(), REFUSAL_CODE.tooFast);
    state.now += 1;
    assert.equal(await codeOf(), 0);
    const free = make('', { rate: false });
    for (let count = 0; count < 40; count++) assert.equal(await free.codeOf(), 0);
  });

  it('allow a message in slow mode half a second early, and tell the rest of the wait', async () => {
    const { codeOf, send, state } = make('[live-chat slow=10]');
    assert.equal(await codeOf(), 0);
    state.now += 9499;
    const refusal = await send();
    assert.ok(refusal?.kind === 'refuse');
    assert.deepEqual([refusal.code, refusal.text], [REFUSAL_CODE.slowMode, 'Slow mode: you can write again in 1 s.']);
    state.now += 1;
    assert.equal(await codeOf(), 0);
    state.now += 1;
    const next = await send();
    assert.match(next?.kind === 'refuse' ? next.text : '', /in 10 s/);
  });

  it('tell the whole wait of an hour', async () => {
    const { send } = make('[live-chat slow=3600]');
    await send();
    const refusal = await send();
    assert.match(refusal?.kind === 'refuse' ? refusal.text : '', /in 3600 s/);
  });

  it('of slow mode are not moved by a message that was refused', async () => {
    const { codeOf, state } = make('[live-chat slow=10 emoji]');
    const emoji = { body: messageBody.text('🎉') };
    assert.equal(await codeOf(emoji), 0);
    state.now += 8000;
    assert.equal(await codeOf(emoji), REFUSAL_CODE.slowMode);
    assert.equal(await codeOf(), REFUSAL_CODE.emojiOnly);
    state.now += 2000;
    assert.equal(await codeOf(emoji), 0);
  });

  it('of slow mode hold for texts, faces, gifts and custom messages, and not for likes', async () => {
    const gift = custom({ businessID: 'TUIGift', data: { giftId: '1', giftName: 'Rose' } });
    for (const body of [messageBody.text('a'), messageBody.face(1), gift, custom({ anything: 1 })]) {
      const { codeOf } = make('[live-chat slow=10]', { allowGifts: true });
      assert.equal(await codeOf({ body }), 0);
      assert.equal(await codeOf({ body }), REFUSAL_CODE.slowMode, JSON.stringify(body));
      assert.equal(await codeOf({ body: messageBody.custom({ data: 'like' }) }), 0);
    }
  });

  it('do not count time without slow mode as a wait', async () => {
    const { codeOf, state, rules } = make('');
    for (let count = 0; count < 3; count++) assert.equal(await codeOf(), 0);
    state.introduction = '[live-chat slow=10]';
    rules.forget('g');
    assert.equal(await codeOf(), REFUSAL_CODE.slowMode, 'the last message counts, also from before');
  });
});

describe('the texts of refusals', () => {
  it('are in English and say the reason', async () => {
    const control = custom({ businessID: 'LiveChatElements_control', data: { action: 'retract', seq: 1 } });
    const gift = custom({ businessID: 'TUIGift', data: { giftId: '1', giftName: 'Rose' } });
    const cases: [introduction: string, options: Partial<RoomRulesOptions>, body: BeforeSendEvent['body'], RegExp][] = [
      ['[live-chat emoji]', {}, messageBody.text('a'), /Only emoji/],
      ['', { maxLength: 1 }, messageBody.text('ab'), /too long/],
      ['', {}, control, /may not send/],
      ['', {}, gift, /may not send/],
    ];
    for (const [introduction, options, body, text] of cases) {
      const result = await make(introduction, options).send({ body });
      assert.match(result?.kind === 'refuse' ? result.text : '', text);
    }
    const { send } = make('', { rate: { limit: 1, windowSeconds: 10 } });
    await send();
    const fast = await send();
    assert.match(fast?.kind === 'refuse' ? fast.text : '', /too fast/);
  });
});

describe('the users who are exempt', () => {
  const words = { body: messageBody.text('words') };

  it('are exactly the owner, the admins, the moderators of the metadata and the REST API', async () => {
    const { codeOf } = make('[live-chat emoji mods=mia]');
    for (const userId of ['host', 'mo', 'mia']) assert.equal(await codeOf({ ...words, userId }), 0, userId);
    for (const userId of ['bo', 'Host', 'mi', 'mo ', 'administrator'])
      assert.equal(await codeOf({ ...words, userId }), REFUSAL_CODE.emojiOnly, userId);
    assert.equal(await codeOf({ ...words, platform: 'RESTAPI' }), 0);
    for (const platform of ['restapi', 'Web', ''])
      assert.equal(await codeOf({ ...words, platform }), REFUSAL_CODE.emojiOnly, platform);
  });

  it('do not include a user of whom isStaff says no', async () => {
    const { codeOf } = make('[live-chat emoji]', { isStaff: ({ userId }) => userId === 'bot' });
    assert.deepEqual([await codeOf({ ...words, userId: 'bot' }), await codeOf(words)], [0, REFUSAL_CODE.emojiOnly]);
  });
});

describe('the reading of the settings of a room', () => {
  it('has 1.2 s, for both of its calls', async (test) => {
    const limits = recordTimeouts(test);
    const { codeOf, signals } = make();
    await codeOf();
    assert.deepEqual(limits, [1200]);
    assert.equal(signals.length, 2);
    assert.ok(signals[0] instanceof AbortSignal && signals[0] === signals[1]);
  });

  it('is repeated after more than 5 s, or than the site says', async () => {
    const { codeOf, state } = make();
    for (const [afterMs, readings] of [
      [0, 1],
      [5000, 1],
      [1, 2],
    ] as const) {
      state.now += afterMs;
      await codeOf();
      assert.equal(state.readings, readings);
    }
    const often = make('', { freshMs: 10 });
    await often.codeOf();
    often.state.now += 11;
    await often.codeOf();
    assert.equal(often.state.readings, 2);
  });

  it('fails as a whole when the list of admins fails for now, and not for a plan without admins', async () => {
    for (const [error, errors, code] of [
      [new TencentError(60008, 'busy', 'x'), 1, 0],
      [new TypeError('a fault'), 1, 0],
      [new TencentError(10059, 'plan', 'x'), 0, REFUSAL_CODE.emojiOnly],
    ] as const) {
      const heard: unknown[] = [];
      const { codeOf } = make(
        '[live-chat emoji]',
        { onError: (each) => heard.push(each) },
        { getAdminList: () => Promise.reject(error) },
      );
      assert.equal(await codeOf(), code);
      assert.equal(heard.length, errors);
    }
  });

  it('is reported to console.error without an onError', async () => {
    const logged = mock.method(console, 'error', () => undefined);
    const failing = { getGroupInfo: () => Promise.reject(new Error('down')) };
    assert.equal(await make('', { onError: undefined }, failing).codeOf(), 0);
    assert.equal(logged.mock.callCount(), 1);
    logged.mock.restore();
  });

  it('uses a clock that is never set back', async () => {
    const monotonic = mock.method(performance, 'now', () => 1);
    await make('', { now: undefined }).codeOf();
    assert.ok(monotonic.mock.callCount() > 0);
    monotonic.mock.restore();
  });
});
