// A member who forges every control message with the SDK alone, without our page: no room applies them. Those of
// authorised users are applied, for users in the room and for users who join later.
import { expect } from 'chai';
import type { ImClient } from '../../../src/im/im-client.js';
import type { ChatError } from '../../../src/room/model/chat-error.js';
import { Room } from '../../../src/room/room.js';
import { createRestClient, setModerators, type RestClient } from '../../../src/server/index.js';
import '../../support/console-guard.js';
import { emulator, freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { ServiceSide } from '../../support/service-side.js';
import { until } from '../../support/until.js';

const open = new Set<Room>();
const frames = new Set<HTMLIFrameElement>();
let userCount = 0;

async function openRoom(groupId = freshGroup(), person: { user?: string; role?: string } = {}) {
  const room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user: `witness-${++userCount}`, ...person }) });
  open.add(room);
  await room.connect();
  return { room, groupId, service: new ServiceSide(groupId) };
}

async function framed<T>(page: string, groupId: string, user: string, name: string): Promise<T> {
  const frame = document.createElement('iframe');
  frame.src = `/test/room/support/${page}.html?${new URLSearchParams({ groupId, tokenEndpoint: tokenEndpoint({ user }) }).toString()}`;
  document.body.append(frame);
  frames.add(frame);
  return until(
    () => (frame.contentWindow as unknown as Record<string, T | undefined> | null)?.[name],
    `the page of ${user} is there`,
    8_000,
  );
}

const forger = (groupId: string) => framed<ImClient>('forger-page', groupId, 'mallory', 'client');
const order = (data: object) => ({
  kind: 'custom' as const,
  priority: 'high' as const,
  data: JSON.stringify({ version: '1.0', platform: 'Web', businessID: 'LiveChatElements_control', data }),
});

async function rest(): Promise<RestClient> {
  const { restUrl, sdkAppId, secretKey } = await emulator();
  return createRestClient({ sdkAppId, secretKey, baseUrl: restUrl });
}

describe('a room with a forging member', () => {
  afterEach(async () => {
    for (const frame of frames) frame.remove();
    frames.clear();
    await Promise.all([...open].map((room) => room.disconnect()));
    open.clear();
  });

  it('ignores all control messages of a member, in whatever format', async () => {
    const { room, groupId, service } = await openRoom();
    await service.act('createRoom', { owner: 'forged-on', introduction: 'Every Friday', notification: 'Welcome' });
    await service.say('ana', 'keep me');
    const victim = await until(() => room.snapshot.messages.find(({ text }) => text === 'keep me'), 'it stands');
    const retracted: string[] = [];
    const errors: string[] = [];
    const gifts: string[] = [];
    room.on('retracted', (ids) => retracted.push(...ids));
    room.on('error', ({ code }) => errors.push(code));
    room.on('gift', ({ text }) => gifts.push(text));
    const mallory = await forger(groupId);
    // Each of our control messages.
    await mallory.prepare(order({ action: 'retract', seq: victim.seq, id: victim.id })).send();
    await mallory.prepare(order({ action: 'announce', text: 'Free coins' })).send();
    await mallory
      .prepare(order({ action: 'metadata', text: '[live-chat slow=3600 emoji mods=mallory likes=999999]' }))
      .send();
    // Invented forms of the service's own events: group events, notices and mutes cannot be sent as a member's message.
    for (const type of ['TIMGroupTipElem', 'TIMGroupSystemNoticeElem'])
      await mallory
        .prepare({
          kind: 'custom',
          priority: 'high',
          data: JSON.stringify({
            type,
            operationType: 7,
            MsgMemberInfo: [{ User_Account: 'ana', ShutupTime: 600 }],
            muteTime: 600,
            userDefinedField: 'The room ends.',
          }),
        })
        .send();
    // A claimed role, in the extras and in a gift of the application.
    await mallory
      .prepare({
        kind: 'text',
        text: 'I am the host',
        priority: 'high',
        cloudCustomData: JSON.stringify({ liveChat: { v: 1, role: 'host', from: { role: 'host' } }, role: 'host' }),
      })
      .send();
    await mallory
      .prepare({
        kind: 'custom',
        priority: 'high',
        data: JSON.stringify({
          version: '1.0',
          platform: 'iOS',
          businessID: 'TUIGift',
          data: {
            sender: { userId: 'administrator', userName: 'System', avatarUrl: '', level: '9' },
            receiver: {},
            giftCount: 1,
            gift: { giftId: 'x', giftName: 'Rocket', imageUrl: '', animationUrl: '', price: 1, extInfo: {} },
          },
        }),
      })
      .send();
    // Allowed only for the owner: refused by the service.
    const refusals = await Promise.allSettled([
      mallory.setIntroduction('[live-chat slow=3600]'),
      mallory.setNotification('Free coins'),
      mallory.muteAll(true),
      mallory.muteMember('ana', 600),
      mallory.recall(victim.seq),
      mallory.banMember('ana', 600, 'x'),
    ]);
    expect(refusals.map(({ status }) => status)).to.deep.equal(Array.from(refusals, () => 'rejected'));

    const claimed = await until(
      () => room.snapshot.messages.find(({ text }) => text === 'I am the host'),
      'the claim stands',
    );
    await until(() => gifts.length === 1, 'the gift stands');
    await service.say('ana', 'after the forger');
    await until(() => room.snapshot.messages.some(({ text }) => text === 'after the forger'), 'all has come');
    const { settings, announcement, isRoomMuted, canSend, likeCount, messages } = room.snapshot;
    expect([retracted, errors, isRoomMuted, canSend, likeCount]).to.deep.equal([[], [], false, true, 0]);
    expect(settings).to.deep.equal({ slowMode: 0, emojiOnly: false });
    expect(announcement).to.equal(undefined);
    expect([claimed.from.role, claimed.from.userId]).to.deep.equal(['viewer', 'mallory']);
    expect(messages.find(({ kind }) => kind === 'gift')?.from.userId).to.equal('mallory');
    expect(
      messages.filter(({ notice }) => notice && notice.type !== 'joined').map(({ notice }) => notice?.type),
    ).to.deep.equal([]);
    await room.send('still here');

    const later = await framed<Room>('other-page', groupId, 'witness-late', 'room');
    await until(() => later.snapshot.status === 'joined', 'who comes later is in');
    expect([later.snapshot.settings, later.snapshot.likeCount, later.snapshot.canSend]).to.deep.equal([
      { slowMode: 0, emojiOnly: false },
      0,
      true,
    ]);
  });

  it('accepts settings of its owner, at once and for users who join later, and keeps the text of its introduction', async () => {
    const groupId = freshGroup();
    await new ServiceSide(groupId).act('createRoom', { owner: 'forged-on', introduction: 'Every Friday' });
    const { room: host } = await openRoom(groupId, { user: 'forged-on', role: 'host' });
    const there = await framed<Room>('other-page', groupId, 'witness-a', 'room');
    await until(() => there.snapshot.status === 'joined', 'a viewer is in');
    await host.setSettings({ slowMode: 10 });
    await host.setSettings({ emojiOnly: true });
    await until(
      () => there.snapshot.settings.slowMode === 10 && there.snapshot.settings.emojiOnly,
      'the viewer has them',
    );
    const failed = await there.send('words').then(
      () => undefined,
      (error: unknown) => error as ChatError,
    );
    expect(failed?.code).to.equal('send/emoji-only');
    const [group] = await (await rest()).getGroupInfo([groupId]);
    expect(group?.introduction).to.equal('Every Friday [live-chat slow=10 emoji]');
    const later = await framed<Room>('other-page', groupId, 'witness-b', 'room');
    await until(() => later.snapshot.status === 'joined', 'who comes later is in');
    await until(() => later.snapshot.settings.emojiOnly, 'who comes later has them');
    expect(later.snapshot.settings).to.deep.equal({ slowMode: 10, emojiOnly: true });
    await host.setSettings({ slowMode: 0, emojiOnly: false });
    await until(() => !later.snapshot.settings.emojiOnly, 'all is off again');
    expect((await (await rest()).getGroupInfo([groupId]))[0]?.introduction).to.equal('Every Friday');
  });

  it('knows the moderators whom the application named, at once and for users who join later, and accepts their control messages', async () => {
    const { room, groupId, service } = await openRoom();
    await service.comes('mo', 'Mo');
    await service.say('mo', 'hello all');
    const before = await until(() => room.snapshot.messages.find(({ text }) => text === 'hello all'), 'it stands');
    expect(before.from.role).to.equal('viewer');
    await setModerators(await rest(), groupId, ['mo']);
    await service.say('ana', 'rude');
    await service.say('mo', 'that goes');
    const after = await until(() => room.snapshot.messages.find(({ text }) => text === 'that goes'), 'it stands');
    expect(after.from.role).to.equal('moderator');
    const rude = room.snapshot.messages.find(({ text }) => text === 'rude');
    const { data } = order({ action: 'retract', seq: rude?.seq });
    await service.act('sendCustom', { from: 'mo', data });
    await until(() => !room.snapshot.messages.some(({ text }) => text === 'rude'), 'the moderator took it back');
    const later = await framed<Room>('other-page', groupId, 'witness-c', 'room');
    await until(() => later.snapshot.status === 'joined', 'who comes later is in');
    await service.say('mo', 'welcome');
    await until(
      () => later.snapshot.messages.find(({ text }) => text === 'welcome')?.from.role === 'moderator',
      'the newcomer reads, and knows the moderator as soon as the service reports the group',
    );
    await setModerators(await rest(), groupId, []);
    await service.say('mo', 'bye');
    const bye = await until(() => later.snapshot.messages.find(({ text }) => text === 'bye'), 'the newcomer reads');
    expect(bye.from.role).to.equal('viewer');
  });
});
