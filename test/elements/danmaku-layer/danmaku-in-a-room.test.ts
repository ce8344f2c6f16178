import { expect } from 'chai';
import '../../support/console-guard.js';
import { Room } from '../../../src/room/room.js';
import { ServiceSide } from '../../support/service-side.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

const fixedAt = (mode: string) => JSON.stringify({ liveChat: { v: 1, danmaku: { mode } } });

/** A gift in the format of TUIGift. */
const gift = (giftName: string, imageUrl: string) =>
  JSON.stringify({
    version: '1.0',
    platform: 'web',
    businessID: 'TUIGift',
    data: {
      sender: { userId: 'ben', userName: 'Ben' },
      receiver: { userId: 'host', userName: 'Mia' },
      giftCount: 1,
      gift: { giftId: '1', giftName, imageUrl, price: 1 },
    },
  });

describe('<danmaku-layer> in a room', () => {
  let room: Room | undefined;
  afterEach(async () => {
    DanmakuDriver.clear();
    await room?.disconnect();
    room = undefined;
  });

  async function openRoom(attributes: Record<string, string> = {}) {
    const groupId = freshGroup();
    room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user: `robin-${groupId}`, nick: 'Robin' }) });
    const danmaku = await DanmakuDriver.put(attributes, { room });
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

  it('shows the first message of a room without history when the clock of this device is hours wrong', async () => {
    const { danmaku, others } = await openRoom();
    const { now } = Date;
    Date.now = () => now() + 7_200_000;
    try {
      await others.comes('ben', 'Ben');
      await others.say('ben', 'the first');
      await danmaku.item('the first');
    } finally {
      Date.now = now;
    }
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
    const { seq } = await until(
      () => room.snapshot.messages.find(({ text }) => text === 'a secret'),
      'the room has it as well',
    );
    await others.act('recall', { text: 'a secret', seq });
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

  it('draws a gift of a viewer unlike a comment of the host', async () => {
    const { danmaku, others } = await openRoom();
    danmaku.layer.emit({ text: 'from the host', role: 'host', mode: 'top' });
    await others.comes('ben', 'Ben');
    await others.act('sendCustom', { from: 'ben', data: gift('Host: all free', '') });
    const backgrounds = [await danmaku.item('from the host'), await danmaku.item('Ben: Host: all free ×1')].map(
      (item) => getComputedStyle(item).backgroundColor,
    );
    expect(backgrounds[0]).not.to.equal(backgrounds[1]);
    expect((await danmaku.item('Ben: Host: all free ×1')).getAttribute('part')).to.equal('item item-gift');
  });

  it('loads no picture of a gift with no-user-images', async () => {
    const { danmaku, others } = await openRoom({ 'no-user-images': '' });
    await others.comes('ben', 'Ben');
    await others.act('sendCustom', { from: 'ben', data: gift('rose', 'https://pictures.example/rose.png') });
    expect((await danmaku.item('Ben: rose ×1')).querySelectorAll('img').length).to.equal(0);
  });

  it('fixes at most one comment of a viewer at a time, and a quarter of the lanes of all viewers', async () => {
    const { danmaku, others } = await openRoom();
    const users = ['ben', 'cleo', 'dana', 'eli'];
    for (const user of users) await others.comes(user, user);
    // Both comments of a user in turn: the first two users would take all lanes, if each could fix two.
    for (const user of users)
      for (const mode of ['top', 'bottom'])
        await others.act('sendText', { from: user, text: `${user} ${mode}`, cloudCustomData: fixedAt(mode) });
    for (const user of users) await danmaku.item(`${user} bottom`);
    const fixed = danmaku.items().filter((item) => item.classList.contains('fixed'));
    const authors = fixed.map((item) => item.textContent?.split(' ')[0]);
    expect(new Set(authors).size).to.equal(authors.length);
    expect(authors).to.have.length(2); // of the 10 lanes of 300 px
    expect(danmaku.items()).to.have.length(8);
  });

  it('fixes no comments of viewers when only staff may do so', async () => {
    const { danmaku, others } = await openRoom({ fixed: 'staff' });
    await others.comes('ben', 'Ben');
    await others.act('sendText', { from: 'ben', text: 'at the top', cloudCustomData: fixedAt('top') });
    expect((await danmaku.item('at the top')).classList.contains('fixed')).to.equal(false);
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
