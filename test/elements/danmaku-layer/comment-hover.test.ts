import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { Room } from '../../../src/room/room.js';
import { ServiceSide } from '../../support/service-side.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

type Point = [number, number];

/** In the stage, which is 600 px wide. */
function middle(element: Element): Point {
  const box = element.getBoundingClientRect();
  return [Math.round(Math.min(580, box.left + box.width / 2)), Math.round(box.top + box.height / 2)];
}

/** A comment that is fully visible, and the copy of it that is held under the pointer. */
async function hold(danmaku: DanmakuDriver, text: string) {
  const item = await danmaku.item(text);
  await until(() => danmaku.left(item) < 400, 'it has come in');
  await sendMouse({ type: 'move', position: middle(item) });
  const copy = await until(() => danmaku.stage.querySelector<HTMLElement>('.hovered'), 'a copy stands');
  const words = copy.querySelector('.item') as HTMLElement;
  return { item, copy, words, buttons: [...copy.querySelectorAll('button')] };
}

describe('<danmaku-layer interactive>', () => {
  beforeEach(() => sendMouse({ type: 'move', position: [1, 599] }));
  afterEach(() => DanmakuDriver.clear());

  it('stops a copy of the comment under the pointer while the lane continues, and removes it when the pointer leaves', async () => {
    const danmaku = await DanmakuDriver.put({ interactive: '' });
    danmaku.layer.emit({ text: 'hold this comment' });
    const { item, words, copy } = await hold(danmaku, 'hold this comment');
    expect(words.textContent).to.equal('hold this comment');
    expect(item.style.visibility).to.equal('hidden');
    const left = danmaku.left(words);
    const flying = danmaku.left(item);
    await until(() => danmaku.left(item) < flying - 10, 'the original flies on');
    expect(danmaku.left(words)).to.equal(left);
    await sendMouse({ type: 'move', position: [20, 290] });
    await until(() => !copy.isConnected, 'the copy goes');
    expect(item.style.visibility).to.equal('');
  });

  it('shows the whole of a comment that is wider than the layer while it is held', async () => {
    const danmaku = await DanmakuDriver.put({ interactive: '' });
    const text =
      'a comment of a hundred letters and more, which nobody could read to its end in one line of a small picture';
    danmaku.layer.emit({ text });
    const { words } = await hold(danmaku, text);
    const range = document.createRange();
    range.selectNodeContents(words);
    const [ink, stage] = [range.getBoundingClientRect(), danmaku.stage.getBoundingClientRect()];
    expect(ink.right).to.be.at.most(stage.right);
    expect(ink.bottom).to.be.at.most(stage.bottom);
    expect(words.scrollHeight).to.be.at.most(words.clientHeight + 2);
    await sendMouse({ type: 'move', position: [20, 290] });
  });

  for (const css of ['transform: scale(0.75)', 'transform: scale(1.25)', 'zoom: 1.2']) {
    it(`holds the comment under the pointer under ${css}, where it is`, async () => {
      const danmaku = await DanmakuDriver.put({ interactive: '', speed: '60' });
      danmaku.frame.style.cssText += `;transform-origin:0 0;${css}`;
      const texts = ['the first comment', 'the second comment', 'the third comment', 'the fourth comment'];
      for (const text of texts) danmaku.layer.emit({ text });
      for (const text of ['the fourth comment', 'the second comment']) {
        const item = await danmaku.item(text);
        await until(() => danmaku.left(item) < 380, 'it has come in');
        const { left, top, height, width } = item.getBoundingClientRect();
        await sendMouse({ type: 'move', position: [Math.round(left + width / 3), Math.round(top + height / 2)] });
        const words = await until(
          () =>
            [...danmaku.stage.querySelectorAll<HTMLElement>('.hovered .item')].find(
              (each) => each.textContent === text,
            ),
          `"${text}" is held`,
        );
        const held = words.getBoundingClientRect();
        expect(held.top).to.be.closeTo(top, 3);
        expect(held.width).to.be.closeTo(width, 12 * (width / item.offsetWidth));
        await sendMouse({ type: 'move', position: [1, 590] });
      }
    });
  }

  it('does nothing without the attribute', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'pass by' });
    const item = await danmaku.item('pass by');
    await until(() => danmaku.left(item) < 400, 'it has come in');
    await sendMouse({ type: 'move', position: middle(item) });
    await until(() => danmaku.left(item) < 380, 'it flies on');
    expect(danmaku.stage.querySelector('.hovered')).to.equal(null);
  });

  it('lets clicks through to the video, also over comments', async () => {
    const picture = document.createElement('button');
    picture.style.cssText = 'display:block;width:600px;height:300px';
    const danmaku = await DanmakuDriver.put({}, {}, [picture]);
    let clicks = 0;
    picture.addEventListener('click', () => clicks++);
    danmaku.layer.emit({ text: 'a comment over the picture' });
    const item = await danmaku.item('a comment over the picture');
    await until(() => danmaku.left(item) < 400, 'it has come in');
    await sendMouse({ type: 'click', position: middle(item) });
    expect(clicks).to.equal(1);
  });

  it('offers only copying without a room, takes no focus and does not click the video', async () => {
    const picture = document.createElement('div');
    picture.style.cssText = 'width:600px;height:300px';
    const danmaku = await DanmakuDriver.put({ interactive: '' }, {}, [picture]);
    let clicks = 0;
    danmaku.layer.addEventListener('click', () => clicks++);
    danmaku.layer.emit({ text: 'copy me' });
    const { buttons } = await hold(danmaku, 'copy me');
    expect(buttons.map(({ textContent }) => textContent)).to.deep.equal(['Copy']);
    const focused = document.activeElement;
    await sendMouse({ type: 'click', position: middle(buttons[0] as HTMLElement) });
    await until(() => buttons[0]?.textContent !== 'Copy', 'it says what came of it');
    expect(document.activeElement).to.equal(focused);
    expect(clicks).to.equal(0);
  });

  it('stops a fixed comment, too', async () => {
    const danmaku = await DanmakuDriver.put({ interactive: '' });
    danmaku.layer.emit({ text: 'at the bottom', mode: 'bottom' });
    const item = await danmaku.item('at the bottom');
    await sendMouse({ type: 'move', position: middle(item) });
    const copy = await until(() => danmaku.stage.querySelector('.hovered'), 'a copy stands');
    expect(copy.querySelector('.item')?.textContent).to.equal('at the bottom');
    const [there, here] = [item, copy.querySelector('.item') as HTMLElement].map((each) =>
      each.getBoundingClientRect(),
    );
    expect(here?.left).to.be.closeTo(there?.left ?? 0, 2);
  });

  it('uses the language of the page', async () => {
    const danmaku = await DanmakuDriver.put({ interactive: '', lang: 'zh-CN' });
    danmaku.layer.emit({ text: '复制我吧' });
    const { buttons } = await hold(danmaku, '复制我吧');
    expect(buttons.map(({ textContent }) => textContent)).to.deep.equal(['复制']);
  });

  it('hides a user for the viewer, with all comments of that user', async () => {
    const groupId = freshGroup();
    const room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user: 'robin', nick: 'Robin' }) });
    const others = new ServiceSide(groupId);
    const danmaku = await DanmakuDriver.put({ interactive: '' }, { room });
    await room.connect();
    await others.comes('ben', 'Ben');
    await others.say('ben', 'please hide me');
    const { buttons } = await hold(danmaku, 'please hide me');
    expect(buttons.map(({ textContent }) => textContent)).to.deep.equal(['Copy', 'Like', 'Hide Ben']);
    await sendMouse({ type: 'click', position: middle(buttons[2] as HTMLElement) });
    await until(() => danmaku.items().length === 0, 'the comment and its copy are gone');
    expect(room.hiddenUsers.has('ben')).to.equal(true);
    room.unhideUser('ben');
    await room.disconnect();
  });
});
