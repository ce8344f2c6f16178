// What other users can put into everybody's log without sending a message.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImGroupEvent } from '../../../src/im/im-client.js';
import { until } from '../../support/until.js';
import type { FakeRoom } from '../support/fake-room.js';
import { openRoom } from '../support/open-room.js';

let count = 0;

function event(action: ImGroupEvent['action'], userId: string, nick = userId, mutedFor?: number): ImGroupEvent {
  const user = { userId, nick, avatar: '', ...(mutedFor !== undefined && { mutedFor }) };
  return {
    kind: 'group-event',
    id: `n${++count}`,
    groupId: 'show',
    time: 1,
    action,
    operatorId: 'host',
    users: [user],
  };
}

/** The names in notices of this type. */
function names({ room }: FakeRoom, type: 'joined' | 'left'): string[] {
  return room.snapshot.messages.flatMap(({ notice }) =>
    notice?.type === type ? notice.users.map(({ nick }) => nick) : [],
  );
}

describe('Joins and leaves', () => {
  it('of one user are reported once, however often the user returns under another name', async (test) => {
    const open = await openRoom(test);
    const { client } = open.im;
    client.receive(event('joined', 'eve', 'The show has moved'));
    await until(() => names(open, 'joined').length === 1, 'the join is reported');
    client.receive(event('left', 'eve'));
    await until(() => names(open, 'left').length === 1, 'the leave is reported');
    client.receive(event('joined', 'eve', 'to evil.example'), event('joined', 'cy'));
    await until(() => names(open, 'joined').includes('cy'), 'the next joins are reported');
    assert.deepEqual(names(open, 'joined'), ['The show has moved', 'cy']);
  });

  it('of a muted user are not reported', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(event('muted', 'eve', 'eve', 600), event('joined', 'eve'), event('joined', 'cy'));
    await until(() => names(open, 'joined').length > 0, 'a join is reported');
    assert.deepEqual(names(open, 'joined'), ['cy']);
  });

  it('of muted and hidden users are not reported when they leave', async (test) => {
    const open = await openRoom(test);
    open.room.hideUser('dan');
    open.im.client.receive(
      event('muted', 'eve', 'eve', 600),
      event('left', 'eve'),
      event('left', 'dan'),
      event('left', 'cy'),
    );
    await until(() => names(open, 'left').length > 0, 'a leave is reported');
    assert.deepEqual(names(open, 'left'), ['cy']);
  });

  it('of an unmuted user are reported', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(event('muted', 'eve', 'eve', 600), event('muted', 'eve', 'eve', 0), event('joined', 'eve'));
    await until(() => names(open, 'joined').includes('eve'), 'the join is reported');
  });

  it('of a hidden user are not reported', async (test) => {
    const open = await openRoom(test);
    open.room.hideUser('eve');
    open.im.client.receive(event('joined', 'eve'), event('joined', 'cy'));
    await until(() => names(open, 'joined').length > 0, 'a join is reported');
    assert.deepEqual(names(open, 'joined'), ['cy']);
  });
});
