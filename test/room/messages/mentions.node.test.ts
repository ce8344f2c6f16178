import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeTextExtras } from '../../../src/protocol/text-message.js';
import type { Room } from '../../../src/room/room.js';
import { until } from '../../support/until.js';
import { fakeRoom } from '../support/fake-room.js';

const marked = (room: Room) =>
  room.snapshot.messages.map((row) =>
    row.segments.flatMap((each) => (each.kind === 'mention' ? [`${each.text} ${each.userId}`] : [])),
  );

describe('mentions', () => {
  it('carry the name for readers who have no message of the mentioned user', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.receive(im.text('hello', { userId: 'ken', nick: 'Kenny' }));
    await until(() => room.snapshot.messages.length === 1, 'a message of the user is there');
    await room.send('hey @Kenny and @zoe', { mentions: ['ken', 'zoe'] });
    await until(() => room.snapshot.messages.length === 2, 'the own message is there');
    const [sent] = im.sent;
    assert.ok(sent?.kind === 'text');
    assert.deepEqual(marked(room)[1], ['@Kenny ken', '@zoe zoe']);

    const late = fakeRoom();
    await late.room.connect();
    late.im.client.receive(late.im.text(sent.text, { cloudCustomData: sent.cloudCustomData ?? '' }));
    await until(() => late.room.snapshot.messages.length === 1, 'the message arrived');
    assert.deepEqual(marked(late.room)[0], ['@Kenny ken', '@zoe zoe']);
    await room.disconnect();
    await late.room.disconnect();
  });

  it('take the name that this page knows, and not the one that the sender claims', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.receive(im.text('hello', { userId: 'eve', nick: 'Eve' }));
    const cloudCustomData = writeTextExtras({ mentions: ['eve', 'zoe'], mentionNames: ['Host', '\u202EZoe'] });
    im.client.receive(im.text('@Host @EVE @Zoe', { cloudCustomData }));
    await until(() => room.snapshot.messages.length === 2, 'the messages arrived');
    assert.deepEqual(marked(room)[1], ['@EVE eve', '@Zoe zoe']);
    await room.disconnect();
  });
});
