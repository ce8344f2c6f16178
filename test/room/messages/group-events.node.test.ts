// What the service reports of the room changes roles, mutes, the announcement and the log, once, and only for this
// room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImGroupEvent, ImSystemNotice } from '../../../src/im/im-client.js';
import type { NoticeBody } from '../../../src/room/model/chat-message.js';
import { until } from '../../support/until.js';
import type { FakeRoom } from '../support/fake-room.js';
import { openRoom } from '../support/open-room.js';
import { rowTexts } from '../support/row-texts.js';

const MUTE_FOREVER_S = 4_294_967_295;
let count = 0;

function event(
  action: ImGroupEvent['action'],
  userIds: readonly string[],
  more: Partial<ImGroupEvent> & { readonly mutedFor?: number } = {},
): ImGroupEvent {
  const { mutedFor, ...fields } = more;
  const users = userIds.map((userId) => ({
    userId,
    nick: userId,
    avatar: '',
    ...(mutedFor !== undefined && { mutedFor }),
  }));
  return {
    kind: 'group-event',
    id: `e${++count}`,
    groupId: 'show',
    time: 1,
    action,
    operatorId: 'host',
    users,
    ...fields,
  };
}

function notice(action: ImSystemNotice['action'], text = '', groupId = 'show'): ImSystemNotice {
  return { kind: 'notice', id: `s${++count}`, groupId, time: 1, action, operatorId: 'host', text };
}

const notices = ({ room }: FakeRoom): NoticeBody[] =>
  room.snapshot.messages.flatMap((message) => (message.notice ? [message.notice] : []));

/** Receives items, and then a text: when it is shown, the items were handled. */
async function handle(open: FakeRoom, ...items: Parameters<FakeRoom['im']['client']['receive']>): Promise<void> {
  const end = `end ${++count}`;
  open.im.client.receive(...items, open.im.text(end, { userId: 'witness' }));
  await until(() => rowTexts(open.room).includes(end), 'the items are handled');
}

const roleOf = async (open: FakeRoom, userId: string) => {
  const text = `role ${++count}`;
  open.im.client.receive(open.im.text(text, { userId }));
  const row = await until(() => open.room.snapshot.messages.find((each) => each.text === text), 'the message is shown');
  return row.from.role;
};

describe('A role that a notice gives to a guest', () => {
  it('is given to nobody, also not to senders without an id', async (test) => {
    const open = await openRoom(test, { userId: undefined, userSig: undefined, expiresAt: undefined });
    await handle(open, notice('admin-set'));
    assert.equal(await roleOf(open, ''), 'viewer');
  });
});

describe('An event of the group', () => {
  it('gives and takes the role of a moderator, and reports it', async (test) => {
    const open = await openRoom(test);
    assert.equal(await roleOf(open, 'mo'), 'viewer');
    const asked = open.im.count('getGroup');
    await handle(open, event('admin-set', ['mo']));
    assert.equal(open.im.count('getGroup'), asked, 'the own role did not change');
    assert.equal(await roleOf(open, 'mo'), 'moderator');
    await handle(open, event('admin-unset', ['mo']));
    assert.equal(await roleOf(open, 'mo'), 'viewer');
    assert.deepEqual(
      notices(open).map(({ type }) => type),
      ['moderator-added', 'moderator-removed'],
    );
  });

  it('takes the role also from a moderator whom the metadata names', async (test) => {
    const open = await openRoom(test);
    await handle(open, event('profile', [], { profile: { introduction: '[live-chat mods=mo,cy]' } }));
    assert.equal(await roleOf(open, 'mo'), 'moderator');
    await handle(open, event('admin-unset', ['mo']));
    assert.equal(await roleOf(open, 'mo'), 'viewer');
    assert.equal(await roleOf(open, 'cy'), 'moderator');
    await handle(open, event('profile', [], { profile: { introduction: '' } }));
    assert.equal(await roleOf(open, 'cy'), 'viewer');
  });

  it('names a new owner, and the old one loses the role', async (test) => {
    const open = await openRoom(test);
    assert.equal(await roleOf(open, 'host'), 'host');
    open.im.group = { ...open.im.group, ownerId: 'zoe' };
    await handle(open, event('profile', [], { profile: { ownerId: 'zoe' } }));
    assert.equal(await roleOf(open, 'zoe'), 'host');
    assert.equal(await roleOf(open, 'host'), 'viewer');
    open.im.group = { ...open.im.group, ownerId: 'ana', role: 'owner' };
    open.im.client.receive(event('profile', [], { profile: { ownerId: 'ana' } }));
    await until(() => open.room.snapshot.role === 'host', 'this user is the owner now');
    assert.equal(open.room.snapshot.capabilities.has('announce'), true);
  });

  it('reports who was removed or banned, as having left', async (test) => {
    const open = await openRoom(test);
    const left: string[] = [];
    open.room.on('members', (members) => left.push(...members.left.map(({ userId }) => userId)));
    await handle(open, event('kicked', ['eve']), event('banned', ['mallory']), event('unbanned', ['mallory']));
    assert.deepEqual(
      notices(open).map((body) => 'users' in body && [body.type, body.users.map(({ userId }) => userId)]),
      [
        ['kicked', ['eve']],
        ['banned', ['mallory']],
      ],
    );
    assert.deepEqual(left, ['eve', 'mallory']);
  });

  it('mutes and unmutes the room once, for viewers', async (test) => {
    const open = await openRoom(test);
    const profile = (allMuted: boolean) => event('profile', [], { profile: { allMuted } });
    await handle(open, profile(false), profile(true), profile(true));
    assert.deepEqual([open.room.snapshot.isRoomMuted, open.room.snapshot.cannotSendReason], [true, 'room-muted']);
    await handle(open, profile(false), event('profile', [], { profile: { name: 'Saturday\u202E' } }));
    assert.deepEqual([open.room.snapshot.isRoomMuted, open.room.snapshot.canSend], [false, true]);
    assert.equal(open.room.snapshot.groupName, 'Saturday');
    assert.deepEqual(
      notices(open).map(({ type }) => type),
      ['room-muted', 'room-unmuted'],
    );
  });

  it('mutes a user for so many seconds, or for good', async (test) => {
    const open = await openRoom(test);
    await handle(
      open,
      event('muted', ['eve'], { mutedFor: 60 }),
      event('muted', ['eve'], { mutedFor: MUTE_FOREVER_S - 1 }),
      event('muted', ['eve'], { mutedFor: MUTE_FOREVER_S }),
      event('muted', ['eve'], { mutedFor: 0 }),
    );
    assert.deepEqual(
      notices(open).map((body) => [body.type, 'seconds' in body ? body.seconds : undefined]),
      [
        ['muted', 60],
        ['muted', MUTE_FOREVER_S - 1],
        ['muted', undefined],
        ['unmuted', undefined],
      ],
    );
    assert.equal(open.room.snapshot.canSend, true, 'another user was muted');
  });

  it('mutes this user until the time is over', async (test) => {
    const open = await openRoom(test);
    const before = Date.now();
    await handle(open, event('muted', ['ana'], { mutedFor: 100 }));
    const { cannotSendReason, canSendAt } = open.room.snapshot;
    assert.equal(cannotSendReason, 'muted');
    assert.ok(canSendAt >= before + 99_900 && canSendAt <= Date.now() + 100_100, `${canSendAt - before}`);
    await handle(open, event('muted', ['ana'], { mutedFor: MUTE_FOREVER_S }));
    assert.deepEqual([open.room.snapshot.cannotSendReason, open.room.snapshot.canSendAt], ['muted', 0]);
    await handle(open, event('muted', ['ana'], { mutedFor: 0 }));
    assert.equal(open.room.snapshot.canSend, true);
  });

  it('sets and removes the announcement, and reports only a new one', async (test) => {
    const open = await openRoom(test);
    const announce = (notification: string) => event('profile', [], { time: 5_000, profile: { notification } });
    await handle(open, announce('Tonight:\u0000 cats'));
    assert.deepEqual(open.room.snapshot.announcement, { text: 'Tonight: cats', time: 5_000 });
    await handle(open, announce(' \u200B'));
    assert.equal(open.room.snapshot.announcement, undefined);
    assert.deepEqual(notices(open), [{ type: 'announcement', text: 'Tonight: cats' }]);
  });

  it('tells the number of users once for each change, with who came and went', async (test) => {
    const open = await openRoom(test);
    await until(() => open.room.snapshot.onlineCount === 3, 'the count of the service is known');
    const reported: unknown[] = [];
    open.room.on('members', ({ joined, left, onlineCount }) =>
      reported.push([joined.length, left.length, onlineCount]),
    );
    await handle(open, event('joined', ['eve'], { onlineCount: 4 }), event('joined', ['cy']), event('left', ['eve']));
    await handle(open, event('unbanned', ['eve'], { onlineCount: 4 }), event('unbanned', ['eve']));
    await handle(open, event('unbanned', ['eve'], { onlineCount: 2 }));
    await handle(open, event('joined', ['ana', '']), event('left', ['ana']));
    assert.deepEqual(reported, [
      [2, 1, 4],
      [0, 0, 2],
    ]);
    assert.equal(open.room.snapshot.onlineCount, 2);
  });

  it('counts once when the service delivers it again, and not when it is of another group', async (test) => {
    const open = await openRoom(test);
    const kicked = event('kicked', ['eve']);
    await handle(open, kicked, kicked, event('kicked', ['cy'], { groupId: 'other' }));
    assert.equal(notices(open).length, 1);
  });

  it('shows a gap after a loss by its sequence number alone', async (test) => {
    const open = await openRoom(test);
    await handle(open, event('unbanned', ['eve'], { seq: open.im.nextId() }));
    open.im.client.listener.onKicked('signature-expired');
    await until(() => open.im.count('join') === 2, 'the room is joined again');
    open.im.client.receive(event('unbanned', ['eve'], { seq: open.im.nextId() + 50 }));
    await until(() => notices(open).some(({ type }) => type === 'gap'), 'the gap is shown');
  });
});

describe('A system notice', () => {
  it('with a text of the server is shown, without control characters, and not when nothing of it is visible', async (test) => {
    const open = await openRoom(test);
    await handle(
      open,
      notice('custom', 'Server\u202E text'),
      notice('custom', '\u200B'),
      notice('custom', 'x', 'other'),
    );
    assert.deepEqual(notices(open), [{ type: 'server', text: 'Server text' }]);
  });

  it('makes this user a moderator, after the service confirms it', async (test) => {
    const open = await openRoom(test);
    open.im.group = { ...open.im.group, role: 'admin' };
    open.im.client.receive(notice('admin-set'));
    await until(() => open.room.snapshot.role === 'moderator', 'the role is known');
    assert.equal(open.room.snapshot.capabilities.has('mute'), true);
    open.im.group = { ...open.im.group, role: 'member' };
    open.im.client.receive(notice('admin-unset'));
    await until(() => open.room.snapshot.role === 'viewer', 'the role is taken');
    assert.equal(open.room.snapshot.capabilities.has('mute'), false);
  });

  it('with a ban names its reason for the user, cleaned and at most 200 characters long', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(notice('banned', `no\u202E ${'spam '.repeat(100)}`));
    await until(() => open.room.snapshot.status === 'failed', 'the room ends');
    const { error } = open.room.snapshot;
    assert.equal(error?.code, 'room/banned');
    assert.match(error.userMessage ?? '', /^no spam /);
    assert.ok((error.userMessage ?? '').length <= 200);
  });
});

describe('A message', () => {
  it('of another group is dropped, unless it is a broadcast of the application', async (test) => {
    const open = await openRoom(test);
    await handle(
      open,
      open.im.text('of another group', { groupId: 'other' }),
      open.im.text('broadcast', { groupId: '', isBroadcast: true }),
    );
    const shown = rowTexts(open.room);
    assert.deepEqual([shown.includes('of another group'), shown.includes('broadcast')], [false, true]);
  });

  it('that is delivered again counts once, also when it is a like', async (test) => {
    const open = await openRoom(test);
    const { im, room } = open;
    let likes = 0;
    room.on('like', ({ delta }) => (likes += delta));
    const like = { ...im.text(''), kind: 'custom' as const, data: 'like', description: '', extension: '' };
    await handle(open, like, like, { ...like, id: 'another' });
    assert.equal(likes, 2);
  });
});
