import { expect } from 'chai';
import type { ChatError } from '../../src/room/model/chat-error.js';
import type { ChatMessage } from '../../src/room/model/chat-message.js';
import { Room } from '../../src/room/room.js';
import type { RoomOptions } from '../../src/room/model/room-options.js';
import { acquireRoom } from '../../src/room/shared-rooms.js';
import '../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../support/emulator.js';
import { until } from '../support/until.js';

describe('Room with the emulator', () => {
  const rooms: Room[] = [];

  function makeRoom(user: string, options: Partial<RoomOptions> = {}): Room {
    const room = new Room({
      groupId: freshGroup(),
      tokenEndpoint: tokenEndpoint(
        user ? { user: `${user}-${rooms.length}-${Date.now().toString(36)}`, nick: user } : {},
      ),
      ...options,
    });
    rooms.push(room);
    return room;
  }
  const texts = (room: Room): string[] =>
    room.snapshot.messages.filter((each) => each.kind === 'text').map((each) => each.text);

  afterEach(async () => {
    await Promise.all(rooms.splice(0).map((room) => room.disconnect()));
  });

  it('joins, and its text is delivered to another user with its extras', async () => {
    const groupId = freshGroup();
    const ana = makeRoom('Ana', { groupId });
    const ben = makeRoom('Ben', { groupId });
    await Promise.all([ana.connect(), ben.connect()]);
    expect(ana.snapshot.status).to.equal('joined');
    expect(ana.snapshot.canSend).to.equal(true);
    const sent = await ana.send('hello 你好 😀', { danmaku: { mode: 'top', color: '#00ff00' } });
    expect(sent.status).to.equal('sent');
    await until(() => texts(ben).length === 1, 'Ben has it');
    const row = ben.snapshot.messages.find((each) => each.kind === 'text');
    expect(row?.from.nick).to.equal('Ana');
    expect(row?.text).to.equal('hello 你好 😀');
    expect(row?.danmaku).to.deep.equal({ mode: 'top', color: '#00ff00' });
    expect(row?.seq).to.equal(sent.seq);
    expect(texts(ana)).to.deep.equal(['hello 你好 😀']);
  });

  it('reports users who join and leave, and the online count', async () => {
    const groupId = freshGroup();
    const ana = makeRoom('Ana', { groupId });
    const ben = makeRoom('Ben', { groupId });
    await ana.connect();
    await ben.connect();
    const notices = (type: string): ChatMessage[] => ana.snapshot.messages.filter((each) => each.notice?.type === type);
    await until(() => notices('joined').length === 1, 'Ana reads that Ben joined');
    await until(() => ana.snapshot.onlineCount === 2, 'two are there');
    await ben.disconnect();
    await until(() => notices('left').length === 1, 'Ana reads that Ben left');
    const body = notices('left')[0]?.notice;
    expect(body?.type === 'left' && body.users[0]?.nick).to.equal('Ben');
  });

  it('adds up likes of two users', async () => {
    const groupId = freshGroup();
    const ana = makeRoom('Ana', { groupId });
    const ben = makeRoom('Ben', { groupId });
    await Promise.all([ana.connect(), ben.connect()]);
    ana.like(3);
    ben.like();
    await until(() => ana.snapshot.likeCount === 4 && ben.snapshot.likeCount === 4, 'both count four');
  });

  it('lets a guest read but not send', async () => {
    const groupId = freshGroup();
    const guest = makeRoom('', { groupId });
    const ana = makeRoom('Ana', { groupId });
    await Promise.all([guest.connect(), ana.connect()]);
    expect(guest.snapshot.cannotSendReason).to.equal('guest');
    await ana.send('hello guests');
    await until(() => texts(guest).includes('hello guests'), 'the guest reads it');
    const error = await guest.send('me too').then(
      () => undefined,
      (each: unknown) => each as ChatError,
    );
    expect(error?.code).to.equal('send/not-allowed');
  });

  it('reports that the endpoint requires a login', async () => {
    const room = makeRoom('Ana', { tokenEndpoint: tokenEndpoint({ refuse: '1' }) });
    const error = await room.connect().then(
      () => undefined,
      (each: unknown) => each as ChatError,
    );
    expect(error?.code).to.equal('token/denied');
    expect(room.snapshot.status).to.equal('failed');
  });

  it('is one for all owners who acquire it, and closes after the last release', async () => {
    const options = { groupId: freshGroup(), tokenEndpoint: tokenEndpoint({ user: 'shared' }) };
    const first = acquireRoom(options);
    const second = acquireRoom({ ...options, tokenEndpoint: new URL(options.tokenEndpoint, location.href).href });
    expect(second.room).to.equal(first.room);
    await first.room.connect();
    first.release();
    first.release();
    const third = acquireRoom(options);
    second.release();
    third.release();
    const fourth = acquireRoom(options); // moved, not left
    expect(fourth.room).to.equal(first.room);
    expect(fourth.room.snapshot.status).to.equal('joined');
    fourth.release();
    await until(() => first.room.snapshot.status === 'closed', 'it is closed');
    const later = acquireRoom(options);
    expect(later.room).not.to.equal(first.room);
    later.release();
  });

  it('connects after another room when a page changes its room', async () => {
    const endpoint = tokenEndpoint({ user: `mover-${Date.now().toString(36)}` });
    const first = acquireRoom({ groupId: freshGroup(), tokenEndpoint: endpoint });
    await first.room.connect();
    const second = acquireRoom({ groupId: freshGroup(), tokenEndpoint: endpoint });
    const joining = second.room.connect();
    first.release();
    await joining;
    expect(first.room.snapshot.status).to.equal('closed');
    await second.room.send('here');
    const third = acquireRoom({ groupId: freshGroup(), tokenEndpoint: endpoint });
    const error = await third.room.connect().then(
      () => undefined,
      (each: unknown) => each as ChatError,
    );
    expect(error?.code).to.equal('room/one-at-a-time');
    third.release();
    second.release();
  });

  it('makes the newest of two pages the active one, and returns the room when that one is closed', async () => {
    const options = {
      groupId: freshGroup(),
      tokenEndpoint: tokenEndpoint({ user: `tabs-${Date.now().toString(36)}` }),
    };
    const here = makeRoom('', options);
    await here.connect();
    const frame = document.createElement('iframe');
    frame.src = `/test/room/support/other-page.html?${new URLSearchParams(options).toString()}`;
    document.body.append(frame);
    await until(() => here.snapshot.status === 'closed', 'the older one stands aside');
    expect(here.snapshot.error?.code).to.equal('im/superseded');
    const there = await until(
      () => (frame.contentWindow as (Window & { room?: Room }) | null)?.room,
      'the other page has a room',
    );
    await until(() => there.snapshot.status === 'joined', 'the newer one is in');
    frame.remove();
    await until(() => here.snapshot.status === 'joined', 'the older one is back');
    await here.send('back');
  });
});
