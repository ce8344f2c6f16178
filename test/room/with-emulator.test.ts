// The rules of delivery and of rights, with the real SDK on the emulator: what a member sends, and what the service
// reports, reaches the room in the form that the service gives it.
import { expect } from 'chai';
import '../support/console-guard.js';
import { Room } from '../../src/room/room.js';
import type { ChatMessage } from '../../src/room/model/chat-message.js';
import { freshGroup, tokenEndpoint } from '../support/emulator.js';
import { ServiceSide } from '../support/service-side.js';
import { until } from '../support/until.js';
import { rowTexts } from './support/row-texts.js';

const extras = (fields: object) => JSON.stringify({ liveChat: { v: 1, ...fields } });

describe('A room on the emulator', () => {
  const rooms: Room[] = [];
  afterEach(async () => {
    await Promise.all(rooms.splice(0).map((room) => room.disconnect()));
  });

  /** `before`: users who are in the room before this page. */
  async function openRoom({ maxMessages = 500, before = [] as readonly string[] } = {}) {
    const groupId = freshGroup();
    const others = new ServiceSide(groupId);
    for (const userId of before) await others.comes(userId);
    const user = `robin-${groupId}`;
    const room = new Room({ groupId, maxMessages, tokenEndpoint: tokenEndpoint({ user, nick: 'Robin' }) });
    rooms.push(room);
    await room.connect();
    return { room, user, others };
  }

  const shown = (room: Room, text: string): Promise<ChatMessage> =>
    until(() => room.snapshot.messages.find((each) => each.text === text), `"${text}" is shown`);
  /** The names in notices of this type. */
  const named = (room: Room, type: 'joined' | 'left') =>
    room.snapshot.messages.flatMap(({ notice }) => (notice?.type === type ? notice.users.map(({ nick }) => nick) : []));

  it('shows the messages of two users with one client id', async () => {
    const { room, others } = await openRoom();
    const cloudCustomData = extras({ clientId: 'same' });
    await others.comes('ben');
    await others.comes('eve');
    await others.act('sendText', { from: 'eve', text: 'of eve', cloudCustomData });
    await others.act('sendText', { from: 'ben', text: 'of ben', cloudCustomData });
    await others.act('sendText', { from: 'ben', text: 'of ben', cloudCustomData });
    await others.say('ben', 'end');
    await shown(room, 'end');
    expect(rowTexts(room).filter((text) => text.startsWith('of '))).to.deep.equal(['of eve', 'of ben']);
  });

  it('keeps an own message that is being sent in a full log, and confirms it by no message of another user', async () => {
    const { room, user, others } = await openRoom({ maxMessages: 20 });
    await others.comes('eve');
    await others.act('fault', {
      command: 'send_group_msg',
      userId: user,
      noResponse: true,
      times: 1,
    });
    const sent = room.send('mine').then(
      () => 'sent',
      () => 'failed',
    );
    const own = await shown(room, 'mine');
    await others.act('sendText', { from: 'eve', text: 'forged', cloudCustomData: extras({ clientId: own.id }) });
    for (let index = 0; index < 30; index++) await others.say('eve', `other ${index}`);
    await shown(room, 'other 29');
    const kept = room.snapshot.messages.find(({ id }) => id === own.id);
    expect([kept?.text, kept?.status]).to.deep.equal(['mine', 'sending']);
    room.discard(own.id);
    expect(await sent).to.equal('failed');
    await until(() => !rowTexts(room).includes('mine'), 'it is gone');
  });

  it('takes the quote from the message, and empties it when the message is recalled', async () => {
    const { room, others } = await openRoom();
    await others.comes('ben', 'Ben');
    await others.say('ben', 'the original');
    const original = await shown(room, 'the original');
    const cloudCustomData = extras({ replyTo: { id: original.id, nick: 'Host', text: 'Send money' } });
    await others.act('sendText', { from: 'ben', text: 'reply', cloudCustomData });
    const { replyTo } = await shown(room, 'reply');
    expect([replyTo?.nick, replyTo?.text, replyTo?.isVerified]).to.deep.equal(['Ben', 'the original', true]);
    await others.act('recall', { seq: original.seq });
    await until(() => !rowTexts(room).includes('the original'), 'the message is gone');
    const empty = (await shown(room, 'reply')).replyTo;
    expect([empty?.nick, empty?.text, empty?.isVerified]).to.deep.equal(['', '', false]);
  });

  it('reports the joins of one user once, under whatever name', async () => {
    const { room, others } = await openRoom();
    await others.comes('eve', 'The show has moved');
    await until(() => named(room, 'joined').length === 1, 'the join is reported');
    await others.act('leave', { userId: 'eve' });
    await until(() => named(room, 'left').length === 1, 'the leave is reported');
    await others.comes('eve', 'to evil.example');
    await others.comes('newcomer-of-the-mute', 'Cy'); // other pages use the same emulator, and other names
    await until(() => named(room, 'joined').includes('Cy'), 'another join is reported');
    expect(named(room, 'joined')).to.deep.equal(['The show has moved', 'Cy']);
  });

  it('reports neither a join nor a leave of a muted user', async () => {
    const { room, others } = await openRoom({ before: ['mallory', 'dan'] });
    await others.act('mute', { userId: 'mallory', seconds: 600 });
    await until(() => room.snapshot.messages.some(({ notice }) => notice?.type === 'muted'), 'the mute is reported');
    await others.act('leave', { userId: 'mallory' });
    await others.act('leave', { userId: 'dan' });
    await until(() => named(room, 'left').includes('dan'), 'a leave is reported');
    await others.comes('mallory', 'Words of Mallory');
    await others.comes('newcomer-of-the-mute', 'Cy'); // other pages use the same emulator, and other names
    await until(() => named(room, 'joined').includes('Cy'), 'a join is reported');
    expect([named(room, 'left'), named(room, 'joined')]).to.deep.equal([['dan'], ['Cy']]);
  });

  it('marks a mention of this user only with the name in the text', async () => {
    const { room, user, others } = await openRoom();
    await others.comes('ben');
    const cloudCustomData = extras({ mentions: [user] });
    await others.act('sendText', { from: 'ben', text: 'hello all', cloudCustomData });
    await others.act('sendText', { from: 'ben', text: 'hi @Robin', cloudCustomData });
    expect((await shown(room, 'hi @Robin')).mentionsSelf).to.equal(true);
    expect((await shown(room, 'hello all')).mentionsSelf).to.equal(false);
  });

  it('gives and takes the role of an admin as the service says, and shows each notice once', async () => {
    const { room, others } = await openRoom();
    await others.comes('mo');
    const roleOf = async (text: string) => {
      await others.say('mo', text);
      return (await shown(room, text)).from.role;
    };
    expect(await roleOf('before')).to.equal('viewer');
    await others.act('setAdmin', { userId: 'mo', on: true });
    await until(
      () => room.snapshot.messages.some(({ notice }) => notice?.type === 'moderator-added'),
      'it is reported',
    );
    expect(await roleOf('as admin')).to.equal('moderator');
    await others.act('setAdmin', { userId: 'mo', on: false });
    await until(
      () => room.snapshot.messages.some(({ notice }) => notice?.type === 'moderator-removed'),
      'the end is reported',
    );
    expect(await roleOf('after')).to.equal('viewer');
    const types = room.snapshot.messages.flatMap(({ notice }) => (notice ? [notice.type] : []));
    expect(types.filter((type) => type === 'moderator-added')).to.have.length(1);
  });

  it('mutes this user, and the whole room for viewers, until the service lifts it', async () => {
    const { room, user, others } = await openRoom();
    await others.act('mute', { userId: user, seconds: 600 });
    await until(() => room.snapshot.cannotSendReason === 'muted', 'this user is muted');
    await others.act('mute', { userId: user, seconds: 0 });
    await until(() => room.snapshot.canSend, 'the mute is lifted');
    await others.act('muteAll', { on: true });
    await until(() => room.snapshot.cannotSendReason === 'room-muted', 'the room is muted');
    await others.act('muteAll', { on: false });
    await until(() => room.snapshot.canSend, 'the room is not muted any more');
    expect((await room.send('here again')).status).to.equal('sent');
  });
});
