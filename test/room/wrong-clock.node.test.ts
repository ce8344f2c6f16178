// The clock of the device is set while a room is open, or was never right. Durations must not depend on it.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ImGroupEvent } from '../../src/im/im-client.js';
import { until } from '../support/until.js';
import { openRoom } from './support/open-room.js';
import { rowTexts } from './support/row-texts.js';

const HOUR_MS = 3_600_000;

/** From now on `Date.now()` is off by `ms`. */
function setClock(test: TestContext, ms: number): void {
  const { now } = Date;
  Date.now = () => now.call(Date) + ms;
  test.after(() => (Date.now = now));
}

describe('Room with a clock that is set back by an hour', () => {
  it('shows messages after a burst', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(im.text('before'));
    setClock(test, -HOUR_MS);
    im.client.receive(...Array.from({ length: 200 }, (_, index) => im.text(`burst ${index}`)));
    await until(() => room.snapshot.droppedCount > 0, 'the burst is over the limit');
    await until(() => {
      im.client.receive(im.text('after the burst'));
      return rowTexts(room).includes('after the burst');
    }, 'a message is within the limit again');
  });

  it('waits for slow mode no longer than it takes', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(metadata('slow=10', im.nextId()));
    await until(() => room.snapshot.settings.slowMode === 10, 'slow mode is on');
    await room.send('one');
    setClock(test, -HOUR_MS);
    im.client.receive(im.text('makes a new snapshot'));
    await until(() => rowTexts(room).includes('makes a new snapshot'), 'there is a new snapshot');
    assert.equal(room.snapshot.cannotSendReason, 'slow-mode');
    const waitMs = room.snapshot.canSendAt - Date.now();
    assert.ok(waitMs > 0 && waitMs <= 10_000, `${waitMs} ms`);
  });

  it('waits for the end of a mute no longer than it takes', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive({
      ...event('muted', im.nextId(), 'ana'),
      users: [{ userId: 'ana', nick: '', avatar: '', mutedFor: 60 }],
    });
    await until(() => room.snapshot.cannotSendReason === 'muted', 'the user is muted');
    setClock(test, -HOUR_MS);
    im.client.receive(im.text('makes a new snapshot'));
    await until(() => rowTexts(room).includes('makes a new snapshot'), 'there is a new snapshot');
    const waitMs = room.snapshot.canSendAt - Date.now();
    assert.ok(waitMs > 0 && waitMs <= 60_000, `${waitMs} ms`);
  });

  it('sends likes', async (test) => {
    const { room, im } = await openRoom(test);
    room.like();
    await until(() => im.sent.length === 1, 'the first like is sent');
    setClock(test, -HOUR_MS);
    room.like();
    await until(() => im.sent.length === 2, 'the second like is sent');
  });
});

describe('Room with a clock that is two hours behind the service', () => {
  it('waits for slow mode no longer than it takes after an own message of the history', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(metadata('slow=10', im.nextId()));
    im.client.receive(im.text('mine', { userId: 'ana', isSelf: true, time: Date.now() + 2 * HOUR_MS }));
    await until(() => room.snapshot.cannotSendReason === 'slow-mode', 'the user must wait');
    const waitMs = room.snapshot.canSendAt - Date.now();
    assert.ok(waitMs > 0 && waitMs <= 10_000, `${waitMs} ms`);
  });
});

function event(action: ImGroupEvent['action'], id: number, ...names: string[]): ImGroupEvent {
  return {
    kind: 'group-event',
    id: `e${id}`,
    groupId: 'show',
    time: 1,
    action,
    operatorId: 'host',
    users: names.map((nick) => ({ userId: nick, nick, avatar: '' })),
  };
}

function metadata(text: string, id: number): ImGroupEvent {
  return { ...event('profile', id), profile: { introduction: `[live-chat ${text}]` } };
}
