import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../src/im/im-error.js';
import { ChatError } from '../../src/room/chat-error.js';
import type { ChatMessage } from '../../src/room/chat-message.js';
import { Room } from '../../src/room/room.js';
import { until } from '../support/until.js';
import { fakeRoom } from './support/fake-room.js';

const texts = (room: Room): string[] => room.snapshot.messages.map((each) => each.text || (each.notice?.type ?? each.kind));
async function failure(work: Promise<unknown>): Promise<ChatError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ChatError, String(error));
    return error;
  }
  throw new Error('It did not fail.');
}

describe('Room', () => {
  it('joins once however often it is asked, and closes with everything freed', async () => {
    const { room, im, tokens } = fakeRoom();
    const said: string[] = [];
    room.on('status', ({ status }) => said.push(status));
    await Promise.all([room.connect(), room.connect()]);
    await room.connect();
    assert.deepEqual([tokens.count, im.count('login'), im.count('join')], [1, 1, 1]);
    assert.equal(room.snapshot.self?.nick, 'Ana');
    assert.equal(room.snapshot.canSend, true);
    await room.disconnect();
    assert.deepEqual(said, ['connecting', 'joined', 'closed']);
    assert.equal(im.count('close'), 1);
  });

  it('publishes one frozen snapshot for many messages', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    await until(() => room.snapshot.onlineCount === 3, 'the count is known');
    let changes = 0;
    room.on('change', () => changes++);
    for (let index = 0; index < 40; index++) im.client.receive(im.text(`t${index}`));
    assert.equal(changes, 0);
    await until(() => room.snapshot.messages.length === 40, 'the rows stand');
    assert.equal(changes, 1);
    assert.ok(Object.isFrozen(room.snapshot) && Object.isFrozen(room.snapshot.messages) && Object.isFrozen(room.snapshot.messages[0]));
    await room.disconnect();
  });

  it('keeps slices that did not change', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.receive(im.text('one'));
    await until(() => room.snapshot.messages.length === 1, 'the row stands');
    const { messages, self } = room.snapshot;
    room.like();
    await until(() => room.snapshot.likeCount === 1, 'the like counts');
    assert.equal(room.snapshot.messages, messages);
    assert.equal(room.snapshot.self, self);
    await room.disconnect();
  });

  it('shows an own message at once and confirms it under the same id', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const seen: ChatMessage[] = [];
    room.on('messages', (messages) => seen.push(...messages));
    const sending = room.send(' hello ', { danmaku: { color: '#FF0000' }, mentions: ['ben'] });
    await until(() => seen.length === 1, 'the row is told');
    const sent = await sending;
    assert.equal(seen[0]?.status, 'sending');
    assert.equal(sent.status, 'sent');
    assert.equal(sent.id, seen[0]?.id);
    assert.ok(sent.seq > 0);
    const [wire] = im.sent;
    assert.ok(wire?.kind === 'text' && wire.text === 'hello');
    assert.deepEqual(JSON.parse(wire.cloudCustomData ?? '') as unknown, { liveChat: { v: 1, danmaku: { mode: 'scroll', color: '#ff0000' }, mentions: ['ben'], clientId: sent.id } });
    await room.disconnect();
  });

  it('does not show its own message again when it comes back by another way', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const sent = await room.send('once');
    const [wire] = im.sent;
    im.client.receive(im.text('once', { userId: 'ana', isSelf: true, cloudCustomData: wire?.cloudCustomData ?? '' }), im.text('other'));
    await until(() => texts(room).includes('other'), 'the next one stands');
    assert.deepEqual(texts(room), ['once', 'other']);
    assert.equal(room.snapshot.messages[0]?.id, sent.id);
    await room.disconnect();
  });

  it('shows a message that its sender sent twice once', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const cloudCustomData = JSON.stringify({ liveChat: { v: 1, clientId: 'same' } });
    im.client.receive(im.text('hi', { cloudCustomData }), im.text('hi', { cloudCustomData }), im.text('end'));
    await until(() => texts(room).includes('end'), 'the last one stands');
    assert.deepEqual(texts(room), ['hi', 'end']);
    await room.disconnect();
  });

  it('marks a refused message as failed, keeps its text, and sends it on retry', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.on.send = () => {
      throw new ImError(80001, 'dirty');
    };
    const error = await failure(room.send('bad word'));
    assert.equal(error.code, 'send/blocked');
    await until(() => room.snapshot.messages[0]?.status === 'failed', 'the row says so');
    const [row] = room.snapshot.messages;
    assert.equal(row?.text, 'bad word');
    assert.equal(row?.error, error);
    delete im.on.send;
    assert.equal((await room.retry(row?.id ?? '')).status, 'sent');
    await room.disconnect();
  });

  it("passes the words of the application's server on", async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.on.send = () => {
      throw new ImError(10105, 'Only fans\u202E may write');
    };
    const error = await failure(room.send('hello'));
    assert.equal(error.userMessage, 'Only fans may write');
    await room.disconnect();
  });

  it('takes a failed message away on discard', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.on.send = () => {
      throw new ImError(10017, '');
    };
    assert.equal((await failure(room.send('x'))).code, 'send/muted');
    await until(() => room.snapshot.messages[0]?.status === 'failed', 'it failed');
    room.discard(room.snapshot.messages[0]?.id ?? '');
    await until(() => room.snapshot.messages.length === 0, 'it is gone');
    await room.disconnect();
  });

  it('brings back after a reload what was not out, and asks about what may be', async (test) => {
    const stored = new Map<string, string>();
    Object.assign(globalThis, { sessionStorage: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key) } });
    test.after(() => Reflect.deleteProperty(globalThis, 'sessionStorage'));
    const before = fakeRoom({}, { keepOutbox: true });
    await before.room.connect();
    before.im.on.send = () => new Promise(() => undefined);
    void before.room.send('on its way', { danmaku: { mode: 'top' } }).catch(() => undefined);
    void before.room.send('not out').catch(() => undefined);
    await until(() => before.im.count('send') === 1, 'the first is on its way');
    const kept = new Map(stored);
    await before.room.disconnect();
    assert.equal(stored.size, 0);
    kept.forEach((value, key) => stored.set(key, value));
    const { room, im } = fakeRoom({}, { keepOutbox: true });
    await room.connect();
    await until(() => im.sent.length === 1 && room.snapshot.messages.length === 2, 'both stand');
    assert.deepEqual(room.snapshot.messages.map(({ text, status, danmaku }) => [text, status, danmaku?.mode]), [['on its way', 'failed', 'top'], ['not out', 'sent', undefined]]);
    assert.equal(stored.size, 0);
    await room.disconnect();
  });

  it('sends in order, one after another', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    let running = 0;
    im.on.send = async () => {
      assert.equal(++running, 1);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      running--;
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => room.send(text)));
    assert.deepEqual(im.sent.map((each) => each.kind === 'text' && each.text), ['a', 'b', 'c', 'd', 'e']);
    await room.disconnect();
  });

  it('refuses wrong calls with a TypeError, and what may not be sent with a ChatError and without a row', async () => {
    const { room } = fakeRoom({ userId: undefined, userSig: undefined });
    assert.equal((await failure(room.send('early'))).code, 'room/closed');
    await room.connect();
    await assert.rejects(room.send('  \u200B '), TypeError);
    await assert.rejects(room.send(5 as unknown as string), TypeError);
    assert.equal((await failure(room.send('x'.repeat(3000)))).code, 'send/too-long');
    assert.equal(room.snapshot.cannotSendReason, 'guest');
    assert.equal((await failure(room.send('hello'))).code, 'send/not-allowed');
    assert.equal(room.snapshot.messages.length, 0);
    assert.throws(() => room.like(0), TypeError);
    await room.disconnect();
    assert.throws(() => new Room({ groupId: '', tokenEndpoint: '/x' }), TypeError);
    assert.throws(() => new Room({ groupId: 'x' }), TypeError);
  });

  it('fails with words when the endpoint denies, and connects again when asked', async () => {
    const { room } = fakeRoom({}, { tokenProvider: () => Promise.reject(new ChatError('token/denied', 'Sign in.', false)) });
    assert.equal((await failure(room.connect())).code, 'token/denied');
    assert.equal(room.snapshot.status, 'failed');
    assert.equal(room.snapshot.error?.code, 'token/denied');
    assert.equal((await failure(room.connect())).code, 'token/denied');
    await room.disconnect();
  });

  it('tries again when the service is busy', async () => {
    const { room, im } = fakeRoom();
    let left = 2;
    im.on.login = () => {
      if (left-- > 0) throw new ImError(2801, '');
    };
    await room.connect();
    assert.equal(im.count('login'), 3);
    await room.disconnect();
  });

  it('asks for a new token when the signature has expired, silently, and gives up when three in a row are wrong', async () => {
    const { room, im, tokens } = fakeRoom();
    await room.connect();
    const said: string[] = [];
    room.on('status', ({ status }) => said.push(status));
    im.client.listener.onKicked('signature-expired');
    await until(() => im.count('join') === 2, 'it has joined again');
    assert.equal(tokens.count, 2);
    assert.deepEqual(said, []);
    im.on.login = () => {
      throw new ImError(70001, 'expired');
    };
    im.client.listener.onKicked('signature-expired');
    await until(() => room.snapshot.status === 'failed', 'it gives up');
    assert.equal(room.snapshot.error?.code, 'im/signature');
    await room.disconnect();
  });

  it('stands aside when another page takes over, and takes over by hand', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.listener.onKicked('another-page');
    await until(() => room.snapshot.status === 'closed', 'it stands aside');
    assert.equal(room.snapshot.cannotSendReason, 'superseded');
    assert.equal(im.count('login'), 1);
    await room.takeOver();
    assert.equal(room.snapshot.status, 'joined');
    await room.disconnect();
  });

  it('ends when the room is dismissed or the person banned', async () => {
    for (const [action, status, code] of [['dismissed', 'closed', 'room/dismissed'], ['banned', 'failed', 'room/banned'], ['kicked', 'failed', 'im/kicked']] as const) {
      const { room, im } = fakeRoom();
      await room.connect();
      im.client.receive({ kind: 'notice', id: 'n1', groupId: 'show', time: 1, action, operatorId: '', text: '' });
      await until(() => room.snapshot.status === status, `it is ${status}`);
      assert.equal(room.snapshot.error?.code, code);
      await room.disconnect();
    }
  });

  it('joins again when a send says that the service has forgotten it, and sends then', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    let forgotten = true;
    im.on.send = () => {
      if (forgotten) throw new ImError(10007, 'not a member');
    };
    im.on.join = () => {
      forgotten = false;
    };
    assert.equal((await room.send('hello')).status, 'sent');
    assert.equal(im.count('join'), 2);
    await room.disconnect();
  });

  it('lets nobody but owner, admins and the application take messages back', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const victim = im.text('keep me');
    im.client.receive(victim);
    const order = (userId: string) => ({ ...im.text(''), kind: 'custom' as const, from: { userId, nick: 'administrator', avatar: '' }, description: '', extension: '', data: JSON.stringify({ businessID: 'LiveChatElements_control', data: { action: 'retract', seq: victim.seq, id: victim.id } }) });
    im.client.receive(order('ben'), order('ana'), im.text('after'));
    await until(() => texts(room).includes('after'), 'the next one stands');
    assert.deepEqual(texts(room), ['keep me', 'after']);
    const gone: string[] = [];
    room.on('retracted', (ids) => gone.push(...ids));
    im.client.receive(order('host'));
    await until(() => texts(room).length === 1, 'the owner took it back');
    assert.deepEqual(gone, [victim.id]);
    await room.disconnect();
  });

  it('understands a recall by position', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const victim = im.text('oops');
    im.client.receive(victim, { kind: 'notice', id: 'n', groupId: 'show', time: 1, action: 'recalled', operatorId: 'host', text: '', recalled: [{ seq: victim.seq, fromId: 'ben', reason: '' }] }, im.text('after'));
    await until(() => texts(room).join() === 'after', 'only the other one stands');
    await room.disconnect();
  });

  it('hides a person for this reader only, and brings the rows back', async () => {
    const store = new Map<string, readonly string[]>();
    const { room, im } = fakeRoom({}, { hiddenPeopleStore: { load: (group) => store.get(group) ?? [], save: (group, ids) => void store.set(group, ids) } });
    await room.connect();
    im.client.receive(im.text('a'), im.text('b', { userId: 'eve' }));
    await until(() => texts(room).length === 2, 'both stand');
    room.hidePerson('eve');
    await until(() => texts(room).join() === 'a', 'one is hidden');
    assert.deepEqual([...room.snapshot.hiddenPeople], ['eve']);
    assert.deepEqual(store.get('show'), ['eve']);
    room.showPerson('eve');
    await until(() => texts(room).join() === 'a,b', 'both stand again');
    await room.disconnect();
  });

  it('tells joins as a digest, and does not tell who reloads', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const tip = (action: 'joined' | 'left', ...names: string[]) => ({ kind: 'tip' as const, id: `t${im.nextId()}`, groupId: 'show', time: 1, action, operatorId: '', users: names.map((nick) => ({ userId: nick, nick, avatar: '' })) });
    im.client.receive(tip('joined', ...Array.from({ length: 42 }, (_, index) => `p${index}`)), tip('joined', 'ana'));
    await until(() => room.snapshot.messages.length === 1, 'one row stands');
    const [row] = room.snapshot.messages;
    assert.ok(row?.notice?.type === 'joined');
    assert.equal(row.notice.users.length + row.notice.others, 42);
    await room.disconnect();
  });

  it('says a gap once, when something was missed while it was away', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.receive(im.text('before'));
    im.client.listener.onKicked('signature-expired');
    await until(() => im.count('join') === 2, 'it is back');
    im.nextId();
    im.nextId();
    im.client.receive(im.text('after'), im.text('more'));
    await until(() => texts(room).includes('more'), 'the rows stand');
    assert.deepEqual(texts(room), ['before', 'gap', 'after', 'more']);
    await room.disconnect();
  });

  it('says a gap before what comes behind it, also when an own message was placed later', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.receive(im.text('before'));
    im.client.listener.onKicked('signature-expired');
    await until(() => im.count('join') === 2, 'it is back');
    im.nextId();
    const behind = im.text('behind');
    await room.send('own');
    im.client.receive(behind);
    await until(() => texts(room).includes('behind'), 'the rows stand');
    assert.deepEqual(texts(room), ['before', 'gap', 'behind', 'own']);
    await room.disconnect();
  });

  it('puts what arrives while joining into the room when names are known', async () => {
    const { room, im } = fakeRoom();
    im.on.join = (client) => client.receive(im.text('history', { userId: 'host' }));
    await room.connect();
    await until(() => room.snapshot.messages.length === 1, 'it stands');
    assert.equal(room.snapshot.messages[0]?.from.role, 'host');
    await room.disconnect();
  });

  it('keeps settings in the group, and holds viewers to them', async () => {
    const { room, im } = fakeRoom();
    im.group = { ...im.group, introduction: 'Every Friday [live-chat slow=2 emoji]' };
    await room.connect();
    await until(() => room.snapshot.settings.slowMode === 2, 'they are known');
    assert.equal((await failure(room.send('words'))).code, 'send/emoji-only');
    await room.send('😀👍🏽');
    await until(() => room.snapshot.cannotSendReason === 'slow-mode', 'it waits');
    assert.equal((await failure(room.send('😀'))).code, 'send/too-fast');
    await until(() => room.snapshot.canSend, 'it may again');
    assert.equal((await failure(room.setSettings({ slowMode: 5 }))).code, 'send/not-allowed');
    await room.disconnect();
  });

  it('lets the host moderate, and says what the plan does not have', async () => {
    const { room, im } = fakeRoom({ userId: 'host' });
    im.group = { ...im.group, role: 'owner' };
    await room.connect();
    assert.equal(room.snapshot.role, 'host');
    await room.mute('eve', Infinity);
    await room.unmute('eve');
    assert.deepEqual(im.calls.filter((each) => each.startsWith('mute')), ['mute eve 4294967295', 'mute eve 0']);
    assert.equal((await failure(room.ban('eve', 60))).code, 'plan/unsupported');
    await room.announce('Tonight: cats');
    await until(() => room.snapshot.announcement?.text === 'Tonight: cats', 'it stands');
    assert.equal((await failure(room.announce('好'.repeat(101)))).code, 'send/too-long');
    const row = im.text('spam');
    im.client.receive(row);
    await until(() => texts(room).includes('spam'), 'it stands');
    await room.retract(row.id);
    await until(() => !texts(room).includes('spam'), 'it is gone');
    await assert.rejects(room.mute('eve', 0), TypeError);
    await room.disconnect();
  });

  it("asks the application's endpoint where the service does not know the moderator", async (test) => {
    const asked: unknown[] = [];
    let status = 200;
    test.mock.method(globalThis, 'fetch', (url: string, init: RequestInit) => {
      asked.push([url, JSON.parse(String(init.body))]);
      return Promise.resolve(new Response(JSON.stringify({ detail: 'Not\u202E you' }), { status }));
    });
    const { room, im } = fakeRoom({ role: 'moderator' }, { moderationEndpoint: '/api/moderation' });
    await room.connect();
    const spam = im.text('spam');
    im.client.receive(spam);
    await until(() => texts(room).includes('spam'), 'it stands');
    await room.mute('eve', 60);
    await room.retract(spam.id);
    await room.setSettings({ slowMode: 5 });
    assert.deepEqual(asked, [
      ['/api/moderation', { action: 'mute', userId: 'eve', seconds: 60, groupId: 'show' }],
      ['/api/moderation', { action: 'retract', seq: spam.seq, messageId: spam.id, groupId: 'show' }],
      ['/api/moderation', { action: 'slowMode', seconds: 5, groupId: 'show' }],
    ]);
    status = 403;
    const error = await failure(room.unmute('eve'));
    assert.equal(error.code, 'send/not-allowed');
    assert.equal(error.userMessage, 'Not you');
    await room.disconnect();
  });

  it("understands the server kit's rules, and does not hurry against slow mode", async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.on.send = () => {
      throw new ImError(10110, 'Wait 9 s.');
    };
    const error = await failure(room.send('fast'));
    assert.equal(error.code, 'send/too-fast');
    assert.equal(error.userMessage, 'Wait 9 s.');
    assert.equal(im.count('send'), 1);
    await room.disconnect();
  });

  it('waits a little and tries again when the service finds it too fast', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    let left = 1;
    im.on.send = () => {
      if (left-- > 0) throw new ImError(10023, '');
    };
    assert.equal((await room.send('patient')).status, 'sent');
    await room.disconnect();
  });

  it('becomes another person when the endpoint says so', async () => {
    let userId = 'ana';
    const { room, im } = fakeRoom({}, { tokenProvider: () => Promise.resolve({ sdkAppId: 1_400_888_001, userId, userSig: 's', expiresAt: Date.now() / 1000 + 3600 }) });
    await room.connect();
    im.client.receive(im.text('by ana', { userId: 'ana' }));
    userId = 'zoe';
    im.client.listener.onKicked('signature-expired');
    await until(() => room.snapshot.self?.userId === 'zoe', 'it is the other one');
    assert.equal(im.client.credentials?.userId, 'zoe');
    im.client.receive(im.text('ana again', { userId: 'ana' }));
    await until(() => texts(room).includes('ana again'), 'it reads on');
    assert.equal(room.snapshot.messages.at(-1)?.from.isSelf, false);
    await room.disconnect();
  });

  it('sheds what nobody can read before decoding it, and never own, host or mention rows', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    const batch = Array.from({ length: 2000 }, (_, index) => im.text(`t${index}`, { userId: `u${index % 300}` }));
    batch[1500] = im.text('from the host', { userId: 'host' });
    batch[1600] = im.text('hey @Ana', { userId: 'u5' });
    im.client.receive(...batch);
    await until(() => room.snapshot.messages.length > 0, 'rows stand');
    const shown = texts(room);
    assert.ok(shown.includes('from the host') && shown.includes('hey @Ana'));
    assert.ok(room.snapshot.shedCount > 1800, `${room.snapshot.shedCount}`);
    assert.equal(room.snapshot.messages.filter((each) => each.kind === 'text').length + room.snapshot.shedCount, 2000);
    assert.ok(shown.includes('skipped'));
    await room.disconnect();
  });
});

describe('two rooms of one application on a page', () => {
  it('fail in words when both want to stay', async () => {
    const first = fakeRoom({ sdkAppId: 1_400_999_001 });
    const second = fakeRoom({ sdkAppId: 1_400_999_001 }, { groupId: 'other' });
    await first.room.connect();
    const error = await failure(second.room.connect());
    assert.equal(error.code, 'room/one-at-a-time');
    await first.room.disconnect();
    await second.room.connect();
    await second.room.disconnect();
  });

  it('follow each other cleanly when the first leaves', async () => {
    const first = fakeRoom({ sdkAppId: 1_400_999_002 });
    const second = fakeRoom({ sdkAppId: 1_400_999_002 }, { groupId: 'other' });
    await first.room.connect();
    let isOut = false;
    first.im.on.close = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isOut = true;
    };
    second.im.on.login = () => assert.equal(isOut, true);
    const joining = second.room.connect();
    void first.room.disconnect();
    await joining;
    await second.room.disconnect();
  });
});
