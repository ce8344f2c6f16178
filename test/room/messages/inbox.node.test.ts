// What is received passes limits and rights before it changes the room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImCustomMessage } from '../../../src/im/im-client.js';
import { until } from '../../support/until.js';
import type { FakeRoom } from '../support/fake-room.js';
import { openRoom } from '../support/open-room.js';
import { rowTexts } from '../support/row-texts.js';

function custom(open: FakeRoom, data: object, userId = 'ben'): ImCustomMessage {
  const base = open.im.text('', { userId });
  return { ...base, kind: 'custom', data: JSON.stringify(data), description: '', extension: '' };
}

const barrage = (open: FakeRoom, message: string, userId?: string) =>
  custom(open, { businessID: 'TUIBarrage', data: { message } }, userId);
const control = (open: FakeRoom, userId: string, data: object) =>
  custom(open, { businessID: 'LiveChatElements_control', data }, userId);

/** Before the next snapshot that the room makes for another reason. */
const AT_ONCE_MS = 8_000;

describe('The rate limit', () => {
  it('applies to texts and gifts in custom messages, and not to likes', async (test) => {
    const open = await openRoom(test);
    let likes = 0;
    open.room.on('like', ({ delta }) => (likes += delta));
    const gift = { businessID: 'TUIGift', data: { giftId: '1', giftName: 'rose' } };
    open.im.client.receive(
      ...Array.from({ length: 200 }, (_, index) => barrage(open, `b${index}`)),
      ...Array.from({ length: 200 }, () => custom(open, gift)),
      ...Array.from({ length: 200 }, (_, index) => ({ ...custom(open, {}, `u${index}`), data: 'like' })),
    );
    await until(() => open.room.snapshot.droppedCount > 0, 'the burst is over the limit');
    const shown = open.room.snapshot.messages.filter(({ kind }) => kind !== 'notice').length;
    assert.equal(shown + open.room.snapshot.droppedCount, 400);
    assert.equal(shown, 90);
    assert.equal(likes, 200);
  });

  it('counts what it dropped in one event for a batch, and in a notice at most every five seconds', async (test) => {
    const open = await openRoom(test);
    const reported: number[] = [];
    open.room.on('messages-dropped', ({ count }) => reported.push(count));
    const batch = (name: string) =>
      open.im.client.receive(...Array.from({ length: 300 }, (_, index) => open.im.text(`${name} ${index}`)));
    batch('one');
    batch('two');
    await until(() => reported.length === 2, 'both are over the limit');
    await until(() => open.room.snapshot.droppedCount === (reported[0] ?? 0) + (reported[1] ?? 0), 'all are counted');
    const notices = open.room.snapshot.messages.flatMap(({ notice }) =>
      notice?.type === 'dropped' ? [notice.count] : [],
    );
    assert.deepEqual(notices, [reported[0]]);
  });

  it('is reported for a single message', async (test) => {
    const open = await openRoom(test);
    const reported: number[] = [];
    open.room.on('messages-dropped', ({ count }) => reported.push(count));
    test.mock.method(performance, 'now', () => 5_000_000);
    open.im.client.receive(...Array.from({ length: 91 }, (_, index) => open.im.text(`t${index}`)));
    assert.deepEqual(reported, [1]);
    test.mock.restoreAll();
    await until(() => open.room.snapshot.droppedCount === 1, 'it is counted');
    assert.equal(open.room.snapshot.messages.filter(({ notice }) => notice?.type === 'dropped').length, 1);
  });

  it('is ninety at once, and then forty-five a second', async (test) => {
    const open = await openRoom(test, {}, { maxMessages: 1_000 });
    const flood = () => open.im.client.receive(...Array.from({ length: 300 }, (_, index) => open.im.text(`${index}`)));
    const { now } = performance;
    performance.now = () => 5_000_000;
    flood();
    performance.now = () => 5_001_000;
    flood();
    performance.now = now;
    await until(() => open.room.snapshot.droppedCount > 0, 'the flood is over the limit');
    assert.equal(open.room.snapshot.messages.filter(({ kind }) => kind === 'text').length, 90 + 45);
  });

  it('shows mentions of this user beyond it: twenty at once, and then ten a second', async (test) => {
    const open = await openRoom(test, {}, { maxMessages: 1_000 });
    const { now } = performance;
    const mentions = (count: number) =>
      open.im.client.receive(...Array.from({ length: count }, (_, index) => open.im.text(`@Ana ${index}`)));
    performance.now = () => 5_000_000;
    open.im.client.receive(...Array.from({ length: 300 }, (_, index) => open.im.text(`${index}`)));
    mentions(30);
    performance.now = () => 5_000_000 + 1_000;
    open.im.client.receive(...Array.from({ length: 300 }, (_, index) => open.im.text(`${index}`)));
    mentions(30);
    performance.now = now;
    await until(() => open.room.snapshot.droppedCount > 0, 'the flood is over the limit');
    assert.equal(rowTexts(open.room).filter((text) => text.startsWith('@Ana')).length, 20 + 10);
  });

  it('is not reported for a batch in which nothing was dropped', async (test) => {
    const open = await openRoom(test);
    open.room.on('messages-dropped', () => assert.fail('reported'));
    open.im.client.receive(open.im.text('one'), open.im.text('two'));
    await until(() => open.room.snapshot.messages.length === 2, 'both are shown');
    assert.equal(open.room.snapshot.droppedCount, 0);
  });

  it('never drops a message of the host, and none of this user', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(
      ...Array.from({ length: 300 }, (_, index) => open.im.text(`t${index}`)),
      ...Array.from({ length: 30 }, (_, index) => open.im.text(`host ${index}`, { userId: 'host' })),
      ...Array.from({ length: 30 }, (_, index) => open.im.text(`own ${index}`, { userId: 'ana', isSelf: true })),
      barrage(open, 'host too', 'host'),
    );
    await until(() => rowTexts(open.room).includes('host too'), 'the last one is shown');
    const shown = rowTexts(open.room);
    assert.equal(shown.filter((text) => text.startsWith('host ')).length, 31);
    assert.equal(shown.filter((text) => text.startsWith('own ')).length, 30);
  });
});

describe('A text', () => {
  it('keeps the custom data of its sender as it is, and has none when there is none', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(open.im.text('with', { cloudCustomData: '{"own":1}' }), open.im.text('without'));
    await until(() => rowTexts(open.room).length === 2, 'both are shown');
    const data = open.room.snapshot.messages.map(({ cloudCustomData }) => cloudCustomData);
    assert.deepEqual(data, ['{"own":1}', undefined]);
  });
});

describe('A control message', () => {
  it('announces a cleaned text of at most 300 characters, with its sender, and removes it', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(control(open, 'ben', { action: 'announce', text: 'forged' }));
    open.im.client.receive(control(open, 'host', { action: 'announce', text: `a\u202E${'b'.repeat(400)}` }));
    const { text, from } = await until(() => open.room.snapshot.announcement, 'it is announced', AT_ONCE_MS);
    assert.equal(from?.userId, 'host');
    assert.match(text, /^ab+…?$/);
    assert.ok(text.length <= 300, `${text.length}`);
    open.im.client.receive(control(open, 'ben', { action: 'announce', text: '' }), open.im.text('end'));
    await until(() => rowTexts(open.room).includes('end'), 'all are handled');
    assert.equal(open.room.snapshot.announcement?.text, text);
    open.im.client.receive(control(open, 'host', { action: 'announce', text: '' }));
    await until(() => open.room.snapshot.announcement === undefined, 'it is removed', AT_ONCE_MS);
  });

  it('retracts by sequence number, by id, and nothing that is not there', async (test) => {
    const open = await openRoom(test);
    const [one, two] = [open.im.text('one'), open.im.text('two')];
    const gone: string[] = [];
    open.room.on('retracted', (ids) => gone.push(...ids));
    open.im.client.receive(one, two, control(open, 'host', { action: 'retract', seq: one.seq, id: '' }));
    open.im.client.receive(control(open, 'host', { action: 'retract', seq: 0, id: two.id }));
    open.im.client.receive(control(open, 'host', { action: 'retract', seq: 9_999, id: '' }), open.im.text('end'));
    await until(() => rowTexts(open.room).includes('end'), 'all are handled');
    assert.deepEqual([rowTexts(open.room), gone], [['end'], [one.id, two.id]]);
    open.im.client.receive(one, open.im.text('later'));
    await until(() => rowTexts(open.room).includes('later'), 'a later copy is handled');
    assert.deepEqual(rowTexts(open.room), ['end', 'later']);
  });
});

describe('An own message from another page', () => {
  it('is shown, and counts for slow mode', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(
      control(open, 'host', { action: 'metadata', text: '[live-chat slow=10]' }),
      open.im.text('from the phone', { userId: 'ana', isSelf: true }),
    );
    await until(() => open.room.snapshot.cannotSendReason === 'slow-mode', 'this page waits too');
    assert.deepEqual(rowTexts(open.room), ['from the phone']);
    assert.ok(open.room.snapshot.canSendAt - Date.now() <= 10_000);
  });

  it('of an hour ago, or from the future, makes nobody wait longer than slow mode', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(
      control(open, 'host', { action: 'metadata', text: '[live-chat slow=10]' }),
      open.im.text('old', { userId: 'ana', isSelf: true, time: Date.now() - 3_600_000 }),
    );
    await until(() => rowTexts(open.room).includes('old'), 'it is shown');
    assert.equal(open.room.snapshot.canSend, true);
    open.im.client.receive(open.im.text('future', { userId: 'ana', isSelf: true, time: Date.now() + 3_600_000 }));
    await until(() => open.room.snapshot.cannotSendReason === 'slow-mode', 'it counts as sent now');
    assert.ok(open.room.snapshot.canSendAt - Date.now() <= 10_000);
  });
});

describe('A message that the service delivers again', () => {
  it('counts once, also after more messages than there are remembered ids', async (test) => {
    const open = await openRoom(test);
    let likes = 0;
    open.room.on('like', ({ delta }) => (likes += delta));
    const like = { ...custom(open, {}), data: 'like' };
    open.im.client.receive(like);
    open.im.client.receive(...Array.from({ length: 6_000 }, (_, index) => open.im.text(`t${index}`)));
    open.im.client.receive(like, { ...custom(open, {}, 'cy'), data: 'like' });
    await until(() => likes >= 2, 'the like of another user counts');
    assert.equal(likes, 2);
  });
});

describe('A face, a gift and a notice', () => {
  it('are shown with a visible name only: a gift falls back to its id', async (test) => {
    const open = await openRoom(test);
    const gift = (giftId: string, giftName: string, giftCount = 1) =>
      custom(open, { businessID: 'TUIGift', data: { giftId, giftName, giftCount } });
    open.im.client.receive(gift('7', '\u200b', 2), gift('\u200b', '\u2800'), gift('8', 'rose'), open.im.text('end'));
    await until(() => rowTexts(open.room).includes('end'), 'all are handled');
    assert.deepEqual(rowTexts(open.room), ['7 ×2', 'rose', 'end']);
  });

  it('mention nobody, whatever they contain', async (test) => {
    const open = await openRoom(test);
    const face = { ...open.im.text(''), kind: 'face' as const, index: 1, data: '@Ana' };
    const gift = { businessID: 'TUIGift', data: { giftId: '1', giftName: '@Ana' } };
    open.im.client.receive(face, custom(open, gift), ...Array.from({ length: 200 }, () => open.im.text('flood')));
    await until(() => open.room.snapshot.messages.some(({ kind }) => kind === 'notice'), 'the notice is shown');
    for (const kind of ['face', 'gift', 'notice'] as const) {
      const row = open.room.snapshot.messages.find((each) => each.kind === kind);
      assert.deepEqual([row?.mentionsSelf, row?.from.isSelf], [false, false], kind);
    }
  });
});

describe('A message of a hidden user', () => {
  it('is in no event', async (test) => {
    const open = await openRoom(test);
    const reported: string[] = [];
    open.room.on('messages', (messages) => reported.push(...messages.map(({ text }) => text)));
    open.room.on('gift', ({ text }) => reported.push(text));
    open.room.hideUser('eve');
    const gift = { businessID: 'TUIGift', data: { giftId: '1', giftName: 'rose' } };
    open.im.client.receive(open.im.text('noise', { userId: 'eve' }), custom(open, gift, 'eve'), open.im.text('end'));
    await until(() => reported.includes('end'), 'all are handled');
    assert.deepEqual(reported, ['end']);
    open.room.unhideUser('eve');
  });
});
