// Who may moderate, by which means, and what viewers must observe.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../src/im/im-error.js';
import { until } from '../support/until.js';
import { rejectionOf } from './support/rejection-of.js';
import { fakeRoom } from './support/fake-room.js';
import { openRoom } from './support/open-room.js';
import { rowTexts } from './support/row-texts.js';

describe('Room, its settings and moderation', () => {
  it('lets only owner, admins and the application retract messages of others', async (test) => {
    const { room, im } = await openRoom(test);
    const victim = im.text('keep me');
    im.client.receive(victim);
    const order = (userId: string) => ({
      ...im.text(''),
      kind: 'custom' as const,
      from: { userId, nick: 'administrator', avatar: '' },
      description: '',
      extension: '',
      data: JSON.stringify({
        businessID: 'LiveChatElements_control',
        data: { action: 'retract', seq: victim.seq, id: victim.id },
      }),
    });
    im.client.receive(order('ben'), order('ana'), im.text('after'));
    await until(() => rowTexts(room).includes('after'), 'the next one stands');
    assert.deepEqual(rowTexts(room), ['keep me', 'after']);
    const gone: string[] = [];
    room.on('retracted', (ids) => gone.push(...ids));
    im.client.receive(order('host'));
    await until(() => rowTexts(room).length === 1, 'the owner took it back');
    assert.deepEqual(gone, [victim.id]);
  });

  it('keeps settings in the group, and applies them to viewers', async () => {
    const { room, im } = fakeRoom();
    im.group = { ...im.group, introduction: 'Every Friday [live-chat slow=2 emoji]' };
    await room.connect();
    await until(() => room.snapshot.settings.slowMode === 2, 'they are known');
    assert.equal((await rejectionOf(room.send('words'))).code, 'send/emoji-only');
    await room.send('😀👍🏽');
    await until(() => room.snapshot.cannotSendReason === 'slow-mode', 'it waits');
    assert.equal((await rejectionOf(room.send('😀'))).code, 'send/too-fast');
    await until(() => room.snapshot.canSend, 'it may again');
    assert.equal((await rejectionOf(room.setSettings({ slowMode: 5 }))).code, 'send/not-allowed');
    await room.disconnect();
  });

  it('lets the host moderate, and reports operations that the plan does not have', async () => {
    const { room, im } = fakeRoom({ userId: 'host' });
    im.group = { ...im.group, role: 'owner' };
    await room.connect();
    assert.equal(room.snapshot.role, 'host');
    await room.mute('eve', Infinity);
    await room.unmute('eve');
    assert.deepEqual(
      im.calls.filter((each) => each.startsWith('mute')),
      ['mute eve 4294967295', 'mute eve 0'],
    );
    assert.equal((await rejectionOf(room.ban('eve', 60))).code, 'plan/unsupported');
    await room.announce('Tonight: cats');
    await until(() => room.snapshot.announcement?.text === 'Tonight: cats', 'it stands');
    assert.equal((await rejectionOf(room.announce('好'.repeat(101)))).code, 'send/too-long');
    const row = im.text('spam');
    im.client.receive(row);
    await until(() => rowTexts(room).includes('spam'), 'it stands');
    await room.retract(row.id);
    await until(() => !rowTexts(room).includes('spam'), 'it is gone');
    await assert.rejects(room.mute('eve', 0), TypeError);
    await room.disconnect();
  });

  it("uses the application's endpoint where the service does not know the moderator", async (test) => {
    const asked: unknown[] = [];
    let status = 200;
    test.mock.method(globalThis, 'fetch', (url: string, init: RequestInit) => {
      asked.push([url, JSON.parse(String(init.body))]);
      return Promise.resolve(new Response(JSON.stringify({ detail: 'Not\u202E you' }), { status }));
    });
    const { room, im } = await openRoom(test, { role: 'moderator' }, { moderationEndpoint: '/api/moderation' });
    const spam = im.text('spam');
    im.client.receive(spam);
    await until(() => rowTexts(room).includes('spam'), 'it stands');
    await room.mute('eve', 60);
    await room.retract(spam.id);
    await room.setSettings({ slowMode: 5 });
    assert.deepEqual(asked, [
      ['/api/moderation', { action: 'mute', userId: 'eve', seconds: 60, groupId: 'show' }],
      ['/api/moderation', { action: 'retract', seq: spam.seq, messageId: spam.id, groupId: 'show' }],
      ['/api/moderation', { action: 'slowMode', seconds: 5, groupId: 'show' }],
    ]);
    status = 403;
    const error = await rejectionOf(room.unmute('eve'));
    assert.equal(error.code, 'send/not-allowed');
    assert.equal(error.userMessage, 'Not you');
  });

  it('applies the rules of the server kit, and does not send faster than slow mode', async (test) => {
    const { room, im } = await openRoom(test);
    im.on.send = () => {
      throw new ImError('refused-with-message', 'Wait 9 s.', { code: 10110 });
    };
    const error = await rejectionOf(room.send('fast'));
    assert.equal(error.code, 'send/too-fast');
    assert.equal(error.userMessage, 'Wait 9 s.');
    assert.equal(im.count('send'), 1);
  });
});
