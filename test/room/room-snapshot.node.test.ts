// The frozen snapshot of a room that all elements render.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/until.js';
import { openRoom } from './support/open-room.js';
import { rowTexts } from './support/row-texts.js';

describe('Room.snapshot', () => {
  it('publishes one frozen snapshot for many messages', async (test) => {
    const { room, im } = await openRoom(test);
    await until(() => room.snapshot.onlineCount === 3, 'the count is known');
    let changes = 0;
    room.on('change', () => changes++);
    for (let index = 0; index < 40; index++) im.client.receive(im.text(`t${index}`));
    assert.equal(changes, 0);
    await until(() => room.snapshot.messages.length === 40, 'the rows stand');
    assert.equal(changes, 1);
    assert.ok(
      Object.isFrozen(room.snapshot) &&
        Object.isFrozen(room.snapshot.messages) &&
        Object.isFrozen(room.snapshot.messages[0]),
    );
  });

  it('keeps slices that did not change', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(im.text('one'));
    await until(() => room.snapshot.messages.length === 1, 'the row stands');
    const { messages, self } = room.snapshot;
    room.like();
    await until(() => room.snapshot.likeCount === 1, 'the like counts');
    assert.equal(room.snapshot.messages, messages);
    assert.equal(room.snapshot.self, self);
  });

  it('hides a user for this viewer only, and restores the rows', async (test) => {
    const store = new Map<string, readonly string[]>();
    const { room, im } = await openRoom(
      test,
      {},
      {
        hiddenUsersStore: {
          load: (group) => store.get(group) ?? [],
          save: (group, ids) => void store.set(group, ids),
        },
      },
    );
    im.client.receive(im.text('a'), im.text('b', { userId: 'eve' }));
    await until(() => rowTexts(room).length === 2, 'both stand');
    room.hideUser('eve');
    await until(() => rowTexts(room).join() === 'a', 'one is hidden');
    assert.deepEqual([...room.snapshot.hiddenUsers], ['eve']);
    assert.deepEqual(store.get('show'), ['eve']);
    room.unhideUser('eve');
    await until(() => rowTexts(room).join() === 'a,b', 'both stand again');
  });
});
