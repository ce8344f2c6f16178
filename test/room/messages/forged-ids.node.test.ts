// Ids, sequence numbers and mentions that a stranger writes into a message have no effect on the messages of others.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImCustomMessage, ImSystemNotice } from '../../../src/im/im-client.js';
import { LikeRateLimiter } from '../../../src/room/likes/like-traffic.js';
import { UserDirectory } from '../../../src/room/state/user-directory.js';
import { segmentsOf } from '../../../src/text/segments.js';
import { until } from '../../support/until.js';
import type { FakeIm } from '../support/fake-im.js';
import { openRoom } from '../support/open-room.js';
import { rowTexts } from '../support/row-texts.js';

const extras = (liveChat: object): string => JSON.stringify({ liveChat: { v: 1, ...liveChat } });

function control(im: FakeIm, userId: string, data: object): ImCustomMessage {
  const { text: _text, ...base } = im.text('', { userId });
  const wire = JSON.stringify({ businessID: 'LiveChatElements_control', data });
  return { ...base, kind: 'custom', data: wire, description: '', extension: '' };
}

function recall(seq: number, fromId: string): ImSystemNotice {
  const recalled = [{ seq, fromId, reason: '' }];
  const base = { kind: 'notice' as const, groupId: 'show', time: 1, operatorId: 'host', text: '' };
  return { ...base, id: `recall-${seq}-${fromId}`, action: 'recalled', recalled };
}

describe('A forged message', () => {
  it('does not hide a message of another user with the same client id', async (test) => {
    const { room, im } = await openRoom(test);
    const cloudCustomData = extras({ clientId: 'same' });
    im.client.receive(
      im.text('of eve', { userId: 'eve', cloudCustomData }),
      im.text('of ben', { userId: 'ben', cloudCustomData }),
    );
    await until(() => rowTexts(room).length === 2, 'both are shown');
  });

  it('does not confirm an own message that is being sent', async (test) => {
    const { room, im } = await openRoom(test);
    let finish: () => void = () => undefined;
    im.on.send = () => new Promise((resolve) => (finish = resolve));
    const sent = room.send('mine');
    const own = await until(() => room.snapshot.messages[0], 'it is shown');
    im.client.receive(im.text('forged', { userId: 'eve', cloudCustomData: extras({ clientId: own.id }) }));
    await until(() => rowTexts(room).includes('forged'), 'the forged message is shown');
    assert.equal(room.snapshot.messages.find(({ id }) => id === own.id)?.status, 'sending');
    finish();
    assert.equal((await sent).status, 'sent');
  });

  it('is no control message, though the id of its sender begins like that of the administrator', async (test) => {
    const { room, im } = await openRoom(test);
    const victim = im.text('stays');
    const data = { action: 'retract', seq: victim.seq, id: victim.id };
    im.client.receive(victim, control(im, 'administrator2', data), control(im, 'Administrator', data), im.text('end'));
    await until(() => rowTexts(room).includes('end'), 'all are handled');
    assert.deepEqual(rowTexts(room), ['stays', 'end']);
    im.client.receive(control(im, 'administrator', data));
    await until(() => !rowTexts(room).includes('stays'), 'the administrator retracts it');
  });

  it('with metadata counts from the owner and the administrator, and not from an admin', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive({
      ...{ kind: 'group-event', id: 'admin', groupId: 'show', time: 1, action: 'admin-set', operatorId: 'host' },
      users: [{ userId: 'mo', nick: 'Mo', avatar: '' }],
    });
    const slow = (seconds: number) => ({ action: 'metadata', text: `[live-chat slow=${seconds} mods=mallory]` });
    im.client.receive(control(im, 'mo', slow(3600)), im.text('end'), im.text('hi', { userId: 'mallory' }));
    const hi = await until(() => room.snapshot.messages.find(({ text }) => text === 'hi'), 'all are handled');
    assert.deepEqual([room.snapshot.settings.slowMode, hi.from.role], [0, 'viewer']);
    im.client.receive(control(im, 'host', slow(5)));
    await until(() => room.snapshot.settings.slowMode === 5, 'the owner changes it');
    im.client.receive(control(im, 'administrator', slow(6)));
    await until(() => room.snapshot.settings.slowMode === 6, 'the administrator changes it');
  });

  it('is recalled only when sequence number and sender match, and a broadcast never', async (test) => {
    const { room, im } = await openRoom(test);
    const victim = im.text('stays');
    const broadcast = im.text('broadcast', { seq: victim.seq + 70, isBroadcast: true });
    im.client.receive(victim, broadcast, recall(victim.seq, 'cy'), recall(broadcast.seq, ''), im.text('end'));
    await until(() => rowTexts(room).includes('end'), 'all are handled');
    assert.deepEqual(rowTexts(room), ['stays', 'broadcast', 'end']);
    im.client.receive(recall(victim.seq, 'ben'));
    await until(() => !rowTexts(room).includes('stays'), 'the right recall removes it');
  });

  it('mentions this user only with the name in the text', async (test) => {
    const { room, im } = await openRoom(test);
    const cloudCustomData = extras({ mentions: ['ana'] });
    im.client.receive(im.text('hello all', { cloudCustomData }), im.text('hi @Ana', { cloudCustomData }));
    await until(() => rowTexts(room).length === 2, 'both are shown');
    assert.deepEqual(
      room.snapshot.messages.map(({ mentionsSelf }) => mentionsSelf),
      [false, true],
    );
  });

  it('that mentions this user is dropped when there are hundreds of them', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.receive(...Array.from({ length: 300 }, () => im.text('@Ana look')));
    await until(() => room.snapshot.droppedCount > 0, 'some are dropped');
    const shown = rowTexts(room).filter((text) => text === '@Ana look').length;
    assert.ok(shown > 90 && shown < 130, `${shown}`);
  });

  it('cannot add thousands of likes at once when its sender is new', () => {
    const limiter = new LikeRateLimiter();
    assert.ok(limiter.take(0, 'eve', 5_000) + limiter.take(0, 'eve', 5_000) <= 1_200);
    assert.equal(limiter.take(0, 'ben', 400), 400);
  });
});

describe('A text and a name', () => {
  it('have at most ten links', () => {
    const text = 'https://example.org/ '.repeat(12);
    assert.equal(segmentsOf(text).filter(({ kind }) => kind === 'link').length, 10);
  });

  it('show "?" when neither the name nor the id is visible', () =>
    assert.equal(new UserDirectory().user({ userId: '\u200B', nick: '\u3164', avatar: '' }).nick, '?'));
});
