// Received messages and events of the room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/until.js';
import { openRoom } from './support/open-room.js';
import { rowTexts } from './support/row-texts.js';

describe('Room, received messages', () => {
  it('are shown once when their sender sent them twice', async (test) => {
    const { room, im } = await openRoom(test);
    const cloudCustomData = JSON.stringify({ liveChat: { v: 1, clientId: 'same' } });
    im.client.receive(im.text('hi', { cloudCustomData }), im.text('hi', { cloudCustomData }), im.text('end'));
    await until(() => rowTexts(room).includes('end'), 'the last one stands');
    assert.deepEqual(rowTexts(room), ['hi', 'end']);
  });

  it('are removed by a recall by sequence number', async (test) => {
    const { room, im } = await openRoom(test);
    const victim = im.text('oops');
    im.client.receive(
      victim,
      {
        kind: 'notice',
        id: 'n',
        groupId: 'show',
        time: 1,
        action: 'recalled',
        operatorId: 'host',
        text: '',
        recalled: [{ seq: victim.seq, fromId: 'ben', reason: '' }],
      },
      im.text('after'),
    );
    await until(() => rowTexts(room).join() === 'after', 'only the other one stands');
  });

  it('include joins as a digest, and none of users who reload', async (test) => {
    const { room, im } = await openRoom(test);
    const tip = (action: 'joined' | 'left', ...names: string[]) => ({
      kind: 'group-event' as const,
      id: `t${im.nextId()}`,
      groupId: 'show',
      time: 1,
      action,
      operatorId: '',
      users: names.map((nick) => ({ userId: nick, nick, avatar: '' })),
    });
    im.client.receive(tip('joined', ...Array.from({ length: 42 }, (_, index) => `p${index}`)), tip('joined', 'ana'));
    await until(() => room.snapshot.messages.length === 1, 'one row stands');
    const [row] = room.snapshot.messages;
    assert.ok(row?.notice?.type === 'joined');
    assert.equal(row.notice.users.length + row.notice.others, 42);
  });

  it('are preceded by a gap notice once, when some were missed', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(im.text('before'));
    im.client.listener.onKicked('signature-expired');
    await until(() => im.count('join') === 2, 'it is back');
    im.nextId();
    im.nextId();
    im.client.receive(im.text('after'), im.text('more'));
    await until(() => rowTexts(room).includes('more'), 'the rows stand');
    assert.deepEqual(rowTexts(room), ['before', 'gap', 'after', 'more']);
  });

  it('are preceded by the gap notice also when an own message was placed later', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(im.text('before'));
    im.client.listener.onKicked('signature-expired');
    await until(() => im.count('join') === 2, 'it is back');
    im.nextId();
    const behind = im.text('behind');
    await room.send('own');
    im.client.receive(behind);
    await until(() => rowTexts(room).includes('behind'), 'the rows stand');
    assert.deepEqual(rowTexts(room), ['before', 'gap', 'behind', 'own']);
  });

  it('are dropped before decoding when nobody could read them, except own, host and mention rows', async (test) => {
    const { room, im } = await openRoom(test);
    const batch = Array.from({ length: 2000 }, (_, index) => im.text(`t${index}`, { userId: `u${index % 300}` }));
    batch[1500] = im.text('from the host', { userId: 'host' });
    batch[1600] = im.text('hey @Ana', { userId: 'u5' });
    im.client.receive(...batch);
    await until(() => room.snapshot.messages.length > 0, 'rows stand');
    const shown = rowTexts(room);
    assert.ok(shown.includes('from the host') && shown.includes('hey @Ana'));
    assert.ok(room.snapshot.droppedCount > 1800, `${room.snapshot.droppedCount}`);
    assert.equal(
      room.snapshot.messages.filter((each) => each.kind === 'text').length + room.snapshot.droppedCount,
      2000,
    );
    assert.ok(shown.includes('dropped'));
  });
});
