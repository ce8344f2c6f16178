import { expect } from 'chai';
import '../../support/console-guard.js';
import { Room } from '../../../src/room/room.js';
import { ServiceSide } from '../../support/service-side.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

describe('<danmaku-layer> in a room', () => {
  let room: Room | undefined;
  afterEach(async () => {
    DanmakuDriver.clear();
    await room?.disconnect();
    room = undefined;
  });

  async function openRoom() {
    const groupId = freshGroup();
    room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user: `robin-${groupId}`, nick: 'Robin' }) });
    const danmaku = await DanmakuDriver.put({}, { room });
    await room.connect();
    await until(() => room?.snapshot.status === 'joined', 'the room is joined');
    return { room, danmaku, others: new ServiceSide(groupId) };
  }

  it('shows the messages of other users', async () => {
    const { danmaku, others } = await openRoom();
    await others.comes('ben', 'Ben');
    await others.say('ben', 'what a goal');
    const item = await danmaku.item('what a goal');
    expect(item.getAttribute('part')).to.equal('item');
  });

  it("marks the user's own message, in the mode and colour that it requests, and shows it once", async () => {
    const { room, danmaku } = await openRoom();
    await room.send('look at me', { danmaku: { mode: 'bottom', color: '#ffee00' } });
    const item = await danmaku.item('look at me');
    expect(item.getAttribute('part')).to.equal('item item-own');
    expect(item.classList.contains('fixed')).to.equal(true);
    expect(getComputedStyle(item).color).to.equal('rgb(255, 238, 0)');
    expect(danmaku.texts()).to.deep.equal(['look at me']);
  });

  it('removes a retracted message while it is shown', async () => {
    const { room, danmaku, others } = await openRoom();
    await others.comes('ben', 'Ben');
    await others.say('ben', 'a secret');
    await danmaku.item('a secret');
    await others.act('recall', {
      text: 'a secret',
      seq: room.snapshot.messages.find(({ text }) => text === 'a secret')?.seq,
    });
    await until(() => danmaku.items().length === 0, 'it is gone');
  });

  it('counts consecutive gifts on one banner that keeps its place', async () => {
    const { danmaku, others } = await openRoom();
    await others.comes('ben', 'Ben');
    const give = (giftCount: number) =>
      others.act('sendCustom', {
        from: 'ben',
        data: JSON.stringify({
          version: '1.0',
          platform: 'web',
          businessID: 'TUIGift',
          data: {
            sender: { userId: 'ben', userName: 'Ben' },
            receiver: { userId: 'host', userName: 'Mia' },
            giftCount,
            gift: { giftId: '1', giftName: 'rose', imageUrl: '', price: 1 },
          },
        }),
      });
    await give(1);
    const banner = await danmaku.item('Ben: rose ×1');
    const { top } = banner.getBoundingClientRect();
    await give(4);
    await until(() => banner.textContent === 'Ben: rose ×5', 'the banner counts on');
    expect(danmaku.items()).to.deep.equal([banner]);
    expect(banner.getBoundingClientRect().top).to.equal(top);
  });

  it('removes the comments of a user whom the viewer hides', async () => {
    const { room, danmaku, others } = await openRoom();
    await others.comes('ben', 'Ben');
    await others.say('ben', 'noise');
    await danmaku.item('noise');
    room.hideUser('ben');
    await until(() => danmaku.items().length === 0, 'it is gone');
    room.unhideUser('ben');
  });
});
