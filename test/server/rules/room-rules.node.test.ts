import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serializeRoomMetadata, isEmojiOnly } from '../../../src/protocol/room-metadata.js';
import {
  type BeforeSendEvent,
  REFUSAL_CODE,
  REST_FAILURE,
  type RoomRulesOptions,
  TencentError,
  messageBody,
  roomRules,
} from '../../../src/server/index.js';
import { beforeSendEvent } from '../support/before-send-event.js';

function make(settings: { slowMode?: number; emojiOnly?: boolean } = {}, options: Partial<RoomRulesOptions> = {}) {
  const clock = { now: 1_700_000_000_000 };
  let asked = 0;
  const client = {
    getGroupInfo: () =>
      Promise.resolve(
        ((asked += 1),
        [{ ownerId: 'host', introduction: serializeRoomMetadata('Good evening', settings).introduction } as never]),
      ),
    getAdminList: () => Promise.resolve(['mo']),
  };
  const rules = roomRules({ client, now: () => clock.now, onError: () => undefined, ...options });
  const ask = async (fields: Partial<BeforeSendEvent> = {}) => {
    const answer = await rules.beforeSend(beforeSendEvent(fields), new AbortController().signal);
    return answer?.kind === 'refuse' ? answer.code : 0;
  };
  return { clock, rules, ask, asked: () => asked, settings };
}

describe('roomRules', () => {
  it('limit the messages of one user in one room, and count only those that were sent', async () => {
    const { clock, ask } = make({ slowMode: 10 });
    assert.equal(await ask(), 0);
    clock.now += 5000;
    assert.equal(await ask(), REFUSAL_CODE.slowMode);
    assert.equal(await ask({ userId: 'ana' }), 0);
    assert.equal(await ask({ groupId: 'other' }), 0);
    clock.now += 4800; // 9.8 s after the first: sent in time, received early
    assert.equal(await ask(), 0);
    clock.now += 1000;
    assert.equal(await ask({ body: messageBody.face(1) }), REFUSAL_CODE.slowMode);
    assert.equal(await ask({ body: messageBody.custom({ data: 'like' }) }), 0);
  });

  it('exempt the owner, the admins, the application and users whom the site names', async () => {
    const { ask } = make({ slowMode: 60, emojiOnly: true }, { isStaff: ({ userId }) => userId === 'bot' });
    for (const fields of [{ userId: 'host' }, { userId: 'mo' }, { userId: 'bot' }, { platform: 'RESTAPI' }]) {
      assert.equal(await ask(fields), 0);
      assert.equal(await ask(fields), 0);
    }
  });

  it('accept only emoji in an emoji-only room, in every form of a text', async () => {
    const { ask } = make({ emojiOnly: true });
    assert.equal(await ask({ body: messageBody.text('🎉 🎉') }), 0);
    assert.equal(await ask({ body: messageBody.face(1) }), 0);
    assert.equal(await ask({ body: messageBody.custom({ data: 'like' }) }), 0);
    assert.equal(await ask(), REFUSAL_CODE.emojiOnly);
    assert.equal(
      await ask({ body: [...messageBody.text('🎉'), ...messageBody.text('words')] }),
      REFUSAL_CODE.emojiOnly,
    );
    assert.equal(await ask({ body: messageBody.custom({ data: '{"anything":"else"}' }) }), REFUSAL_CODE.emojiOnly);
    const danmaku = JSON.stringify({
      cmd: 'CustomCmdMsg',
      data: { userName: 'Bo', userAvatar: '', cmd: '5', msg: 'words' },
    });
    assert.equal(await ask({ body: messageBody.custom({ data: danmaku }) }), REFUSAL_CODE.emojiOnly);
  });

  it('refuse long texts, forged control messages and floods of any kind', async () => {
    const { ask, clock } = make({}, { maxLength: 10, rate: { limit: 3, windowSeconds: 10 } });
    assert.equal(await ask({ body: messageBody.text('x'.repeat(11)) }), REFUSAL_CODE.tooLong);
    assert.equal(
      await ask({
        body: messageBody.custom({
          data: '{"version":"1.0","platform":"Web","businessID":"LiveChatElements_control","data":{"action":"retract","seq":1,"id":""}}',
        }),
      }),
      REFUSAL_CODE.notAllowed,
    );
    assert.equal(await ask({ body: messageBody.custom({ data: 'like' }) }), 0);
    assert.equal(await ask({ body: messageBody.custom({ data: 'like' }) }), REFUSAL_CODE.tooFast);
    clock.now += 10_000;
    assert.equal(await ask(), 0);
  });

  it('use the texts of the site', async () => {
    const { rules } = make(
      { slowMode: 30 },
      { messages: { slowMode: (_event, seconds) => `Bitte ${seconds} s warten.` } },
    );
    await rules.beforeSend(beforeSendEvent(), new AbortController().signal);
    assert.deepEqual(await rules.beforeSend(beforeSendEvent(), new AbortController().signal), {
      kind: 'refuse',
      code: REFUSAL_CODE.slowMode,
      text: 'Bitte 30 s warten.',
    });
  });

  it('fetch the settings of a room once in a while, and at once when notified of a change', async () => {
    const { ask, asked, clock, settings, rules } = make();
    await Promise.all(Array.from({ length: 20 }, (_, index) => ask({ userId: `u${index}` })));
    assert.equal(asked(), 1);
    settings.emojiOnly = true;
    assert.equal(await ask({ userId: 'a' }), 0);
    rules.forget('g');
    assert.equal(await ask({ userId: 'b' }), REFUSAL_CODE.emojiOnly);
    settings.emojiOnly = false;
    clock.now += 5001;
    await ask({ userId: 'c' }); // still the old settings, while new ones are fetched
    await new Promise(setImmediate);
    assert.equal(await ask({ userId: 'd' }), 0);
    assert.equal(asked(), 3);
  });

  it('continue with known settings when the service does not answer', async () => {
    const errors: unknown[] = [];
    const fail = () => Promise.reject(new TencentError(REST_FAILURE.timeout, 'no answer', 'x'));
    const { ask } = make(
      {},
      { client: { getGroupInfo: fail, getAdminList: fail }, onError: (error) => errors.push(error) },
    );
    assert.equal(await ask(), 0);
    assert.equal(await ask(), 0);
    assert.equal(errors.length, 1);
  });

  it('enforce a slow mode of one second', async () => {
    const { ask, clock } = make({ slowMode: 1 });
    assert.equal(await ask(), 0);
    clock.now += 400;
    assert.equal(await ask(), REFUSAL_CODE.slowMode);
    clock.now += 100;
    assert.equal(await ask(), 0);
  });

  it('keep the admins that are known when the list cannot be read, and report it', async () => {
    const errors: unknown[] = [];
    let list = () => Promise.resolve(['mo']);
    const { ask, clock } = make(
      {},
      {
        client: {
          getGroupInfo: () => Promise.resolve([{ ownerId: 'host', introduction: '[live-chat emoji]' } as never]),
          getAdminList: () => list(),
        },
        onError: (error) => errors.push(error),
      },
    );
    assert.equal(await ask({ userId: 'mo' }), 0);
    for (const error of [new TencentError(REST_FAILURE.timeout, 'no answer', 'x'), new TypeError('a fault of ours')]) {
      list = () => Promise.reject(error);
      clock.now += 60_000;
      await ask({ userId: 'mo' });
      await new Promise(setImmediate);
      assert.equal(await ask({ userId: 'mo' }), 0);
    }
    assert.equal(errors.length, 2);
  });

  it('work without admins where the plan has none', async () => {
    const none = () => Promise.reject(new TencentError(10059, 'plan', 'x'));
    const { ask } = make(
      {},
      {
        client: {
          getGroupInfo: () => Promise.resolve([{ ownerId: 'host', introduction: '[live-chat emoji]' } as never]),
          getAdminList: none,
        },
      },
    );
    assert.equal(await ask(), REFUSAL_CODE.emojiOnly);
    assert.equal(await ask({ userId: 'host' }), 0);
  });

  it('apply emoji-only to typed JSON, the words of faces and the names of gifts', async () => {
    const { ask } = make({ emojiOnly: true }, { allowGifts: true });
    const typed = '{"userAction":1,"userId":"bo","headPic":"","msg":"words of mine"}';
    const gift = (giftName: string) =>
      messageBody.custom({ data: JSON.stringify({ businessID: 'TUIGift', data: { giftId: '1', giftName } }) });
    assert.equal(await ask({ body: messageBody.text(typed) }), REFUSAL_CODE.emojiOnly);
    assert.equal(await ask({ body: messageBody.face(1, 'go to evil.example') }), REFUSAL_CODE.emojiOnly);
    assert.equal(await ask({ body: messageBody.face(1, '🎉') }), 0);
    assert.equal(await ask({ body: gift('words of mine') }), REFUSAL_CODE.emojiOnly);
    assert.equal(await ask({ body: gift('🌹') }), 0);
  });

  it('accept the emoji and faces of TUIKit in an emoji-only room, and no other word in their form', async () => {
    const { ask } = make({ emojiOnly: true });
    for (const body of [
      messageBody.text('[TUIEmoji_Smile][TUIEmoji_666] 🎉'),
      messageBody.text('[鼓掌][OK]'),
      messageBody.custom({ data: JSON.stringify({ businessID: 'TUIBarrage', data: { message: '[TUIEmoji_Smile]' } }) }),
      messageBody.face(2, '[TUIEmoji_Ok]'),
      messageBody.face(4349, 'tt00'),
      messageBody.face(4350, 'yz07@2x'),
      messageBody.face(4352, 'gcs16'),
    ])
      assert.equal(await ask({ body }), 0, JSON.stringify(body));
    for (const body of [
      messageBody.text('[TUIEmoji_GoToEvilExample]'),
      messageBody.text('[TUIEmoji_Smile] words'),
      messageBody.text('[TUIEmoji_smile]'),
      messageBody.face(4350, 'yz07 words'),
      messageBody.face(4350, 'xx07@2x'),
    ])
      assert.equal(await ask({ body }), REFUSAL_CODE.emojiOnly, JSON.stringify(body));
  });

  it('remove the quoted words in an emoji-only room, and keep the id of the quoted message', async () => {
    const { rules } = make({ emojiOnly: true });
    const quote = { id: 'm1', nick: 'Sami (Host)', text: 'words of mine' };
    const cloudCustomData = JSON.stringify({ other: 1, liveChat: { v: 1, replyTo: quote } });
    const result = await rules.beforeSend(
      beforeSendEvent({ body: messageBody.text('🎉'), cloudCustomData }),
      new AbortController().signal,
    );
    assert.ok(result?.kind === 'replace');
    const ordinary = make().rules.beforeSend(beforeSendEvent({ cloudCustomData }), new AbortController().signal);
    assert.equal(await ordinary, undefined);
    assert.deepEqual(JSON.parse(result.cloudCustomData ?? ''), {
      other: 1,
      liveChat: { v: 1, replyTo: { id: 'm1', nick: '', text: '' } },
    });
  });

  it('refuse the gifts of users unless the site allows them, and apply slow mode to those', async () => {
    const body = messageBody.custom({
      data: JSON.stringify({ businessID: 'TUIGift', data: { giftId: '1', giftName: 'Rose', giftCount: 99_999 } }),
    });
    assert.equal(await make().ask({ body }), REFUSAL_CODE.notAllowed);
    assert.equal(await make().ask({ body, platform: 'RESTAPI' }), 0);
    const { ask } = make({ slowMode: 60 }, { allowGifts: true });
    assert.equal(await ask({ body }), 0);
    assert.equal(await ask({ body }), REFUSAL_CODE.slowMode);
  });

  it('stay in force when the service gives an error or no entry for the group, and report it', async () => {
    const errors: unknown[] = [];
    let entries: unknown[] = [{ introduction: '[live-chat emoji]', ownerId: 'host' }];
    let now = 0;
    const rules = roomRules({
      client: { getGroupInfo: () => Promise.resolve(entries as never), getAdminList: () => Promise.resolve([]) },
      now: () => now,
      onError: (error) => errors.push(error),
    });
    const codeOf = async () => {
      const result = await rules.beforeSend(beforeSendEvent(), new AbortController().signal);
      return result?.kind === 'refuse' ? result.code : 0;
    };
    assert.equal(await codeOf(), REFUSAL_CODE.emojiOnly);
    for (entries of [[{ introduction: '', error: new TencentError(10002, 'busy', 'x') }], []]) {
      now += 60_000;
      await codeOf(); // fetches in the background
      await new Promise(setImmediate);
      assert.equal(await codeOf(), REFUSAL_CODE.emojiOnly);
    }
    assert.equal(errors.length, 2);
  });

  it('do not depend on a system clock that is set back', async (test) => {
    test.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
    const { rules } = make({ slowMode: 10 }, { now: undefined });
    const result = async () => rules.beforeSend(beforeSendEvent(), new AbortController().signal);
    assert.equal(await result(), undefined);
    test.mock.timers.setTime(1_700_000_000_000 - 3_600_000);
    const refusal = await result();
    assert.ok(refusal?.kind === 'refuse');
    assert.match(refusal.text, /again in (10|9) s/);
  });

  it('apply to every user of a room in which no user is known as staff', async () => {
    const rules = roomRules({
      client: {
        getGroupInfo: () => Promise.resolve([{ introduction: '[live-chat emoji]', ownerId: '' } as never]),
        getAdminList: () => Promise.resolve([]),
      },
      onError: () => undefined,
    });
    const result = await rules.beforeSend(beforeSendEvent(), new AbortController().signal);
    assert.ok(result?.kind === 'refuse' && result.code === REFUSAL_CODE.emojiOnly);
    const nameless = await rules.beforeSend(beforeSendEvent({ userId: '' }), new AbortController().signal);
    assert.equal(nameless?.kind, 'refuse');
  });
});

describe('isEmojiOnly', () => {
  it('distinguishes emoji in all their forms from other text', () => {
    for (const text of ['😀', '👨‍👩‍👧', '👍🏽', '🇨🇳🇩🇪', '❤️', '1️⃣#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', ' 🎉\n🎉 '])
      assert.equal(isEmojiOnly(text), true, text);
    for (const text of ['', ' ', 'a', '😀a', '1', '123', '#', '你', '😀!', 'ⓐ'])
      assert.equal(isEmojiOnly(text), false, text);
  });
});
