// What the filters of a page do to own and received texts, without any element.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChatError } from '../../../src/room/model/chat-error.js';
import type { FilteredText, TextFilter } from '../../../src/room/model/room-options.js';
import type { Room } from '../../../src/room/room.js';
import { acquireRoom } from '../../../src/room/shared-rooms.js';
import { until } from '../../support/until.js';
import { FakeIm } from '../support/fake-im.js';
import { fakeRoom } from '../support/fake-room.js';

const texts = (room: Room): string[] =>
  room.snapshot.messages.filter((each) => each.kind !== 'notice').map((each) => each.text);

async function joined(filters?: readonly TextFilter[]) {
  const { room, im } = fakeRoom({}, { filters });
  const errors: ChatError[] = [];
  room.on('error', (error) => errors.push(error));
  await room.connect();
  return { room, im, errors };
}

describe('Room filters', () => {
  it('mask listed words in received messages, and refuse them in own ones, with the text kept by the composer', async () => {
    const { room, im } = await joined(['badword', '傻逼']);
    im.client.receive(im.text('what a B a d w ö r d'), im.text('你是傻逼吗'), im.text('fine'));
    await until(() => texts(room).length === 3, 'the rows stand');
    assert.deepEqual(texts(room), ['what a * * * * * * *', '你是**吗', 'fine']);
    await assert.rejects(
      room.send('you badword'),
      (error) => error instanceof ChatError && error.code === 'send/blocked' && !error.retryable,
    );
    assert.equal(texts(room).length, 3);
    assert.equal(im.sent.length, 0);
    await room.disconnect();
  });

  it('hide received messages with listed words, and mask them in own ones, as configured', async () => {
    const { room, im } = await joined([{ words: new Set(['spoiler']), own: 'mask', others: 'hide' }]);
    const shown: string[] = [];
    room.on('messages', (rows) => shown.push(...rows.map((each) => each.text)));
    im.client.receive(im.text('spoiler: he wins'), im.text('hello'));
    const sent = await room.send('no spoiler please');
    assert.equal(sent.text, 'no ******* please');
    assert.deepEqual(
      im.sent.map((each) => each.kind === 'text' && each.text),
      ['no ******* please'],
    );
    assert.deepEqual(shown, ['hello', 'no ******* please']);
    await room.disconnect();
  });

  it('call functions for the replacement of a text, with its author and direction', async () => {
    const asked: [string, FilteredText][] = [];
    const { room, im } = await joined([
      (text, about) => {
        asked.push([text, about]);
        return about.from.role === 'host' ? true : text === 'go away' ? false : text.replace(/\d{11}/g, 'a number');
      },
    ]);
    im.client.receive(
      im.text('call 13800000000'),
      im.text('13800000000', { userId: 'host', nick: 'Mia' }),
      im.text('go away'),
    );
    await until(() => texts(room).length === 2, 'the rows stand');
    assert.deepEqual(texts(room), ['call a number', '13800000000']);
    await assert.rejects(room.send('go away'), { code: 'send/blocked' });
    assert.equal((await room.send('mine is 13900000000')).text, 'mine is a number');
    assert.deepEqual(
      asked
        .filter(([, { kind }]) => kind !== 'name')
        .map(([, { from, kind, isSending }]) => [from.userId, kind, isSending]),
      [
        ['ben', 'text', false],
        ['host', 'text', false],
        ['ben', 'text', false],
        ['ana', 'text', true],
        ['ana', 'text', true],
      ],
    );
    await room.disconnect();
  });

  it('are applied to gifts, faces, quotes and messages that are changed later', async () => {
    const { room, im } = await joined([(text, { kind }) => text.replace('rose', kind)]);
    const gift = (name: string) => ({
      ...im.text(''),
      kind: 'custom' as const,
      data: JSON.stringify({
        version: '1.0',
        platform: 'iOS',
        businessID: 'TUIGift',
        data: {
          sender: { userId: 'ben', userName: 'Ben', avatarUrl: '', level: '0' },
          receiver: { userId: 'host', userName: 'Mia', avatarUrl: '', level: '0' },
          giftCount: 3,
          gift: { giftId: '1', giftName: name, imageUrl: '', animationUrl: '', price: 1, extInfo: {} },
        },
      }),
      description: '',
      extension: '',
    });
    const [rose, face] = [gift('rose'), { ...im.text(''), kind: 'face' as const, index: 1, data: 'rose' }];
    const quoting = im.text('so true', {
      cloudCustomData: JSON.stringify({
        liveChat: { v: 1, replyTo: { id: 'x', nick: 'Cy', text: 'a rose is a rose' } },
      }),
    });
    im.client.receive(rose, face, quoting);
    await until(() => room.snapshot.messages.length === 3, 'the rows stand');
    assert.deepEqual(texts(room), ['gift ×3', 'face', 'so true']);
    assert.equal(room.snapshot.messages[0]?.gift?.name, 'gift');
    assert.deepEqual(room.snapshot.messages[2]?.replyTo, {
      ...{ id: 'x', nick: 'Cy', text: 'a quote is a rose', isVerified: false },
    });
    im.client.listener.onModified?.({ ...quoting, text: 'a rose after all' });
    await until(() => texts(room)[2] === 'a text after all', 'the change is filtered');
    await room.disconnect();
  });

  it('mask words in names, also of joined and quoted users, and keep the own name', async () => {
    const { room, im } = await joined(['Ana', 'badword', (text, { kind }) => !(kind === 'name' && text === 'Nobody')]);
    const quoting = im.text('so', {
      nick: 'BadWord',
      cloudCustomData: JSON.stringify({ liveChat: { v: 1, replyTo: { id: 'x', nick: 'badword', text: 'hi' } } }),
    });
    im.client.receive(quoting, im.text('no', { userId: 'cy', nick: 'Nobody' }), {
      kind: 'group-event',
      id: 'j',
      groupId: 'show',
      time: 1,
      action: 'joined',
      operatorId: 'dee',
      users: [{ userId: 'dee', nick: 'badword', avatar: '' }],
    });
    await room.send('me');
    await until(() => room.snapshot.messages.length >= 4, 'the rows stand');
    const rows = room.snapshot.messages;
    assert.deepEqual(
      rows.filter((each) => each.kind !== 'notice').map((each) => each.from.nick),
      ['*******', 'cy', 'Ana'],
    );
    assert.equal(rows[0]?.replyTo?.nick, '*******');
    const joining = rows.find((each) => each.notice?.type === 'joined')?.notice;
    assert.deepEqual(joining?.type === 'joined' && joining.users.map(({ nick }) => nick), ['*******']);
    await room.disconnect();
  });

  it('keep links and mentions at their positions', async () => {
    const { room, im } = await joined([(text) => text.replace('see', 'look at')]);
    im.client.receive(im.text('@Ana see https://example.org/a'));
    await until(() => room.snapshot.messages.length === 1, 'the row stands');
    const [row] = room.snapshot.messages;
    assert.deepEqual(
      row?.segments.map(({ kind, text }) => [kind, text]),
      [
        ['mention', '@Ana'],
        ['text', ' look at '],
        ['link', 'https://example.org/a'],
      ],
    );
    assert.equal(row?.mentionsSelf, true);
    await room.disconnect();
  });

  it('have their results sanitised, and none is refused for that', async () => {
    const { room, im } = await joined([(text) => (text === 'empty' ? ' \u200B ' : `\u202E${text}`)]);
    im.client.receive(im.text('empty'), im.text('abc'));
    await until(() => texts(room).length === 1, 'the row stands');
    assert.deepEqual(texts(room), ['abc']);
    await assert.rejects(room.send('empty'), { code: 'send/blocked' });
    await room.disconnect();
  });

  it('that throw let texts pass, which is reported once for each filter', async () => {
    const { room, im, errors } = await joined([
      () => {
        throw new Error('no list');
      },
      (() => Promise.reject(new Error('later'))) as unknown as TextFilter,
      (() => 7) as unknown as TextFilter,
      (text) => text.toUpperCase(),
    ]);
    im.client.receive(im.text('one'), im.text('two'));
    await until(() => texts(room).length === 2, 'the rows stand');
    assert.deepEqual(texts(room), ['ONE', 'TWO']);
    assert.equal((await room.send('three')).text, 'THREE');
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['page/filter', 'page/filter', 'page/filter'],
    );
    assert.match(
      errors.map(({ message }) => message).join('\n'),
      /unchanged: Error: no list\n.*no promise.*\n.*no promise/,
    );
    await room.disconnect();
  });

  it('of all owners of a room are called in their order, and one refusal is enough', async () => {
    const { room, im } = await joined([(text) => text.replace('a', 'b')]);
    const remove = room.addFilters([(text) => text.replace('b', 'c')]);
    room.addFilters(['never']);
    im.client.receive(im.text('a'));
    await until(() => texts(room).length === 1, 'the row stands');
    assert.deepEqual(texts(room), ['c']);
    remove();
    im.client.receive(im.text('a'));
    await until(() => texts(room).length === 2, 'the row stands');
    assert.deepEqual(texts(room), ['c', 'b']);
    await assert.rejects(room.send('never'), { code: 'send/blocked' });
    await room.disconnect();
  });

  it('that are set later are applied to shown messages, too, which are changed or removed', async () => {
    const { room, im } = await joined();
    im.client.receive(im.text('tell badword'), im.text('a secret'), im.text('hello'));
    await room.send('my badword');
    await until(() => texts(room).length === 4, 'the rows stand');
    const gone: string[] = [];
    let events = 0;
    room.on('retracted', (ids) => {
      events++;
      gone.push(...ids);
    });
    room.addFilters([(text) => text]);
    assert.equal(events, 0, 'nothing was removed');
    const secret = room.snapshot.messages[1]?.id;
    room.addFilters(['badword', 'Ben', { words: ['secret', 'my'], others: 'hide' }]);
    await until(() => texts(room).length === 3 && texts(room)[0] === 'tell *******', 'the rows are filtered');
    assert.deepEqual(texts(room), ['tell *******', 'hello', 'my badword'], 'what this person sent is still there');
    assert.deepEqual(gone, [secret]);
    assert.deepEqual(
      room.snapshot.messages.map(({ from }) => from.nick),
      ['***', '***', 'Ana'],
    );
    await room.disconnect();
  });

  it('delay messages: none of the history is shown before word lists are loaded', async () => {
    const { room, im } = fakeRoom({}, { filters: ['badword'] });
    const seen: string[] = [];
    room.on('messages', (rows) => seen.push(...rows.map((each) => each.text)));
    im.on.join = (client) => client.receive(im.text('early badword'));
    await room.connect();
    await until(() => seen.length === 1, 'the history stands');
    assert.deepEqual(seen, ['early *******']);
    await room.disconnect();
  });

  it('that are invalid are refused with a reason, and the former ones stay', async () => {
    const { room } = await joined(['kept']);
    const wrong: [unknown, RegExp][] = [
      ['badword', /filters must be a list/],
      [undefined, /filters must be a list/],
      [[/bad/], /filters\[0\] must be a word, a function, or \{words/],
      [['fine', 7], /filters\[1\]/],
      [[null], /filters\[0\]/],
      [[() => true, { words: 'badword' }], /filters\[1\]/],
      [[{ words: [1] }], /filters\[0\]/],
      [[{ words: [], own: 'hide' }], /own: 'refuse' \| 'mask'/],
      [[{ words: [], others: 'refuse' }], /others: 'mask' \| 'hide'/],
    ];
    for (const [filters, says] of wrong)
      assert.throws(
        () => room.addFilters(filters as TextFilter[]),
        (error) => error instanceof TypeError && says.test(error.message),
        String(says),
      );
    await assert.rejects(room.send('kept'), { code: 'send/blocked' });
    await room.disconnect();
  });

  it('of a lease are applied as long as the lease is held', async () => {
    const im = new FakeIm();
    const options = {
      groupId: 'show',
      createClient: im.createClient,
      tokenProvider: () =>
        Promise.resolve({ sdkAppId: 1_400_199_999, userId: 'ana', userSig: 'x', expiresAt: Date.now() / 1000 + 3600 }),
    };
    const first = acquireRoom({ ...options, filters: [(text) => `${text}1`] });
    const second = acquireRoom({ ...options, filters: [(text) => `${text}2`] });
    assert.equal(first.room, second.room);
    assert.throws(
      () => acquireRoom({ ...options, groupId: 'other', filters: [7] as unknown as TextFilter[] }),
      TypeError,
    );
    await first.room.connect();
    assert.equal((await first.room.send('a')).text, 'a12');
    first.release();
    assert.equal((await second.room.send('a')).text, 'a2');
    second.release();
    await until(() => second.room.snapshot.status === 'closed', 'the room closes');
  });

  it('are called once for each shown message', async () => {
    const { room, im } = await joined();
    room.setMaxMessages(5000);
    for (let index = 0; index < 80; index++) im.client.receive(im.text(`row ${index} ${'abc '.repeat(400)}`));
    await until(() => texts(room).length === 80, 'the rows stand');
    let asked = 0;
    room.addFilters([() => void asked++]);
    assert.equal(asked, 81); // and once for the name of their author
    await room.disconnect();
  });
});
