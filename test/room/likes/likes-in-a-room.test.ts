import { expect } from 'chai';
import { ServiceSide } from '../../support/service-side.js';
import '../../support/console-guard.js';
import { emulator, freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { Room } from '../../../src/room/room.js';

interface RoomView {
  readonly counters: Record<string, number>;
}

interface Logged {
  readonly requests: readonly {
    readonly body: {
      readonly MsgPriority?: string;
      readonly MsgBody?: readonly { readonly MsgContent: { readonly Data?: string } }[];
    };
  }[];
}

let userCount = 0;
const open = new Set<Room>();
const frames = new Set<HTMLIFrameElement>();

async function ask<T>(path: string): Promise<T> {
  const { restUrl } = await emulator();
  return (await (await fetch(`${restUrl}/emulator/${path}`)).json()) as T;
}

async function openRoom(groupId = freshGroup()) {
  const user = `lover-${++userCount}`;
  const room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user }) });
  open.add(room);
  await room.connect();
  return { room, groupId, user, service: new ServiceSide(groupId) };
}

/** Another user in a separate page: the SDK has one instance per page and application. */
async function another(groupId: string): Promise<Room> {
  const frame = document.createElement('iframe');
  frame.src = `/test/room/support/other-page.html?${new URLSearchParams({ groupId, tokenEndpoint: tokenEndpoint({ user: `other-${++userCount}` }) }).toString()}`;
  document.body.append(frame);
  frames.add(frame);
  const room = await until(
    () => (frame.contentWindow as (Window & { room?: Room }) | null)?.room,
    'the other page has a room',
  );
  await until(() => room.snapshot.status === 'joined', 'the other one is in');
  return room;
}

const likesIn = async (groupId: string) => (await ask<RoomView>(`room?groupId=${groupId}`)).counters['likes'] ?? 0;

describe('likes in a room, on the real SDK', () => {
  afterEach(async () => {
    for (const frame of frames) frame.remove();
    frames.clear();
    await Promise.all([...open].map((room) => room.disconnect()));
    open.clear();
    const { restUrl } = await emulator();
    await fetch(`${restUrl}/emulator/faults`, { method: 'DELETE' });
  });

  it('add up exactly in two pages, and each page receives those of the other', async () => {
    const { room: here, groupId } = await openRoom();
    const there = await another(groupId);
    const received: (string | undefined)[] = [];
    there.on('like', ({ from }) => received.push(from?.userId));
    here.like(3);
    there.like(4);
    await until(() => here.snapshot.likeCount === 7 && there.snapshot.likeCount === 7, 'both show 7');
    await until(() => received.includes(here.snapshot.self?.userId), 'the other one hears who liked');
    await until(async () => (await likesIn(groupId)) === 7, 'all are counted');
    await until(() => here.snapshot.likeCountExact && there.snapshot.likeCountExact, 'both have found the counter');
    expect([here.snapshot.likeCount, there.snapshot.likeCount]).to.deep.equal([7, 7]);
  });

  it('are merged into one message of low priority that old apps accept', async () => {
    const { room, groupId, user } = await openRoom();
    for (let tap = 0; tap < 25; tap++) room.like();
    const sent = async () =>
      (await ask<Logged>(`requests?command=send_group_msg&groupId=${groupId}&userId=${user}`)).requests;
    const [request, ...more] = await until(
      async () => ((await sent()).length > 0 ? sent() : undefined),
      'a message went',
      9_000,
    );
    expect(more).to.have.length(0);
    expect(request?.body.MsgPriority).to.equal('Low');
    const data = JSON.parse(request?.body.MsgBody?.[0]?.MsgContent.Data ?? '{}') as {
      businessID: string;
      data: { count: number; sender: { level: string }; extInfo: object };
    };
    expect([data.businessID, data.data.count, data.data.sender.level, typeof data.data.extInfo]).to.deep.equal([
      'TUIGift_like',
      25,
      '0',
      'object',
    ]);
  });

  it('are the sum of the received messages, and marked so, where the plan has no counters', async () => {
    const groupId = freshGroup();
    const service = new ServiceSide(groupId);
    await service.act('createRoom');
    await service.act('fault', { command: 'get_group_counter', errorCode: 10059 });
    const { room } = await openRoom(groupId);
    room.like(2);
    await service.act('sendCustom', { from: 'ana', data: 'like' });
    await until(() => room.snapshot.likeCount === 3, 'three are seen');
    expect(room.snapshot.likeCountExact).to.equal(false);
  });

  it('are sent when the page is closed', async () => {
    const { room, groupId } = await openRoom();
    await until(() => room.snapshot.likeCountExact, 'the counter is found');
    room.like(6);
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(async () => (await likesIn(groupId)) === 6, 'they are counted at once', 1_000);
  });

  it('wait while there is no connection, and are counted once after it is restored', async () => {
    const { room, groupId, user, service } = await openRoom();
    await until(() => room.snapshot.likeCountExact, 'the counter is found');
    await service.act('fault', { command: 'update_group_counter', errorCode: 10002, times: 1 });
    room.like(5);
    await service.act('close', { userId: user });
    room.like(2);
    await until(() => room.snapshot.likeCount === 7, 'all are shown at once', 500);
    await until(async () => (await likesIn(groupId)) === 7, 'all seven are counted');
    expect(room.snapshot.likeCount).to.equal(7);
  }).timeout(15_000);
});
