import { executeServerCommand } from '@web/test-runner-commands';
import 'axe-core';
import type axe from 'axe-core';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { expectConsole } from '../../support/console-guard.js';
import { seeded } from '../../support/seeded.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits until `item` has moved to `left` or further. */
function travelledTo(danmaku: DanmakuDriver, item: HTMLElement, left: number): Promise<boolean> {
  return until(() => danmaku.left(item) <= left, `the comment comes to ${left}`);
}

describe('<danmaku-layer>', () => {
  afterEach(() => DanmakuDriver.clear());

  it('renders without attributes, lets pointer events through and is hidden from assistive technology', async () => {
    const danmaku = await DanmakuDriver.put();
    expect(danmaku.stage.getAttribute('aria-hidden')).to.equal('true');
    expect(getComputedStyle(danmaku.stage).pointerEvents).to.equal('none');
    danmaku.layer.emit({ text: 'hello' });
    await danmaku.item('hello');
    // The contrast comes from the outline, which axe does not see.
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(danmaku.frame, {
      rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('moves comments without any room, from inline-end to inline-start', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'hello' });
    const item = await danmaku.item('hello');
    expect(danmaku.left(item)).to.be.greaterThan(590);
    await travelledTo(danmaku, item, 560);
    expect(item.getAttribute('part')).to.equal('item');
  });

  it('reverses the direction in right-to-left text', async () => {
    const danmaku = await DanmakuDriver.put({ dir: 'rtl' });
    danmaku.layer.emit({ text: 'שלום' });
    const item = await danmaku.item('שלום');
    expect(danmaku.left(item)).to.be.lessThan(0);
    await until(() => danmaku.left(item) > 0, 'it comes in from the left');
  });

  it('covers its positioned parent without a video, and its video when it has one', async () => {
    const bare = await DanmakuDriver.put();
    expect(bare.stage.getBoundingClientRect()).to.include({ width: 600, height: 300 });
    const picture = document.createElement('div');
    picture.style.cssText = 'width:400px;height:200px';
    const filled = await DanmakuDriver.put({ style: 'width:400px' }, {}, [picture]);
    await filled.layer.updateComplete;
    expect(filled.stage.getBoundingClientRect()).to.include({ width: 400, height: 200 });
  });

  it('never lets comments overlap: at any mix of lengths, while speed, font size and stage change', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '300', density: 'high' });
    const next = seeded(7);
    const changes = [
      () => danmaku.frame.style.setProperty('--danmaku-size', '32px'),
      () => (danmaku.layer.speed = 600),
      () => (danmaku.frame.style.width = '380px'),
      () => (danmaku.layer.area = 0.5),
      () => danmaku.frame.style.setProperty('--danmaku-size', '17px'),
      () => (danmaku.layer.speed = 150),
      () => (danmaku.frame.style.width = '700px'),
      () => (danmaku.layer.area = 1),
    ];
    let most = 0;
    for (const change of changes) {
      for (let step = 0; step < 12; step++) {
        for (let count = 0; count < 4; count++)
          danmaku.layer.emit({ text: '一二 three '.repeat(1 + Math.floor(next() * 4)) + step, own: next() < 0.05 });
        await frame();
        await frame();
        expect(danmaku.overlaps()).to.deep.equal([]);
        most = Math.max(most, danmaku.items().length);
      }
      change();
    }
    expect(most).to.be.greaterThan(15);
  });

  it('pauses comments at their positions and continues from there', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'hello' });
    const item = await danmaku.item('hello');
    await travelledTo(danmaku, item, 580);
    await frame();
    const seen = danmaku.left(item);
    danmaku.layer.pause();
    await danmaku.layer.updateComplete;
    expect(danmaku.layer.paused).to.equal(true);
    const held = danmaku.left(item);
    expect(held).to.be.closeTo(seen, 2);
    for (let count = 0; count < 10; count++) await frame();
    expect(danmaku.left(item)).to.equal(held);
    danmaku.layer.resume();
    await danmaku.layer.updateComplete;
    expect(danmaku.left(item)).to.be.closeTo(held, 2);
    await travelledTo(danmaku, item, held - 10);
  });

  it('drops comments that find no lane in time, reports how many, and never drops an own comment', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '90' });
    for (let index = 0; index < 300; index++)
      danmaku.layer.emit({ text: `a rather long comment number ${index} of a storm` });
    for (let index = 0; index < 3; index++) danmaku.layer.emit({ text: `mine ${index}`, own: true });
    for (let index = 0; index < 3; index++) {
      const mine = await danmaku.item(`mine ${index}`);
      expect(mine.getAttribute('part')).to.equal('item item-own');
    }
    await until(() => danmaku.dropped() > 200, 'the rest is dropped');
    const [event] = danmaku.drops;
    expect(event?.bubbles && event.composed && !event.cancelable).to.equal(true);
    await until(() => danmaku.dropped() + danmaku.items().length >= 303, 'every comment flew or was counted');
    expect(danmaku.overlaps()).to.deep.equal([]);
  });

  it('shows comments of the host and moderators before those of viewers', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '90' });
    for (let index = 0; index < 100; index++)
      danmaku.layer.emit({ text: `a rather long comment number ${index} of a storm` });
    danmaku.layer.emit({ text: 'from the host', role: 'host' });
    const item = await danmaku.item('from the host');
    expect(item.getBoundingClientRect().top).to.equal(danmaku.stage.getBoundingClientRect().top);
  });

  it('merges similar texts into one with a count under load', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '90' });
    for (let index = 0; index < 40; index++)
      danmaku.layer.emit({ text: `a rather long comment number ${index} of a storm` });
    for (let index = 0; index < 5; index++) danmaku.layer.emit({ text: '哈'.repeat(2 + index) });
    await until(() => danmaku.dropped('merged') === 4, 'four are merged');
  });

  it('starts comments that were emitted together in different places, not as a column', async () => {
    const danmaku = await DanmakuDriver.put();
    for (let index = 0; index < 6; index++) danmaku.layer.emit({ text: `number ${index}` });
    await danmaku.item('number 5');
    expect(new Set(danmaku.items().map((item) => Math.round(danmaku.left(item)))).size).to.be.greaterThan(4);
  });

  it('lets comments overlap on request, and drops none', async () => {
    const danmaku = await DanmakuDriver.put({ overflow: 'overlap' });
    for (let index = 0; index < 300; index++) danmaku.layer.emit({ text: `comment ${index}` });
    await until(() => danmaku.items().length === 300, 'all fly');
    expect(danmaku.dropped()).to.equal(0);
  });

  it('shows no more comments than max-on-screen', async () => {
    const danmaku = await DanmakuDriver.put({ 'max-on-screen': '4' });
    for (let index = 0; index < 20; index++) danmaku.layer.emit({ text: `${index}` });
    await danmaku.item('0');
    expect(danmaku.items()).to.have.length(4);
    await until(() => danmaku.dropped('limit') > 0, 'the others are dropped');
  });

  it('leaves the safe areas and everything outside its area free', async () => {
    const danmaku = await DanmakuDriver.put({ 'safe-top': '20px', 'safe-bottom': '10%', area: '0.5' });
    await frame();
    const box = danmaku.stage.getBoundingClientRect();
    expect(box.top - danmaku.frame.getBoundingClientRect().top).to.equal(20);
    expect(box.height).to.equal(125);
    for (let index = 0; index < 60; index++) danmaku.layer.emit({ text: `comment ${index}` });
    await danmaku.item('comment 0');
    for (const item of danmaku.items()) expect(item.getBoundingClientRect().bottom).to.be.at.most(box.bottom);
  });

  it('fixes comments at the top and the bottom, where none overlap', async () => {
    const danmaku = await DanmakuDriver.put();
    for (let index = 0; index < 3; index++) {
      danmaku.layer.emit({ text: `top ${index}`, mode: 'top' });
      danmaku.layer.emit({ text: `bottom ${index}`, mode: 'bottom' });
    }
    await danmaku.item('bottom 2');
    const boxes = danmaku.items().map((item) => item.getBoundingClientRect());
    expect(new Set(boxes.map(({ top }) => Math.round(top))).size).to.equal(6);
    const first = await danmaku.item('top 0');
    expect(first.getBoundingClientRect().top).to.equal(danmaku.stage.getBoundingClientRect().top);
    await until(() => danmaku.items().length === 0, 'they go after a while');
  });

  it('throws when emit is called with wrong arguments, and warns once of a mode that does not exist', async () => {
    const danmaku = await DanmakuDriver.put();
    expect(() => danmaku.layer.emit({ text: '  ' })).to.throw(TypeError);
    expect(() => danmaku.layer.emit(undefined as never)).to.throw(TypeError);
    expectConsole('not "sideways"');
    danmaku.layer.emit({ text: 'hello', mode: 'sideways' as never });
    await danmaku.item('hello');
  });

  it('uses defaults and warns when attributes are wrong', async () => {
    expectConsole('is not a number from 0 to 1');
    expectConsole('is no CSS length');
    expectConsole('density="huge"');
    const danmaku = await DanmakuDriver.put({ area: '7', 'safe-top': 'lots', density: 'huge' });
    danmaku.layer.emit({ text: 'hello' });
    await danmaku.item('hello');
  });

  it('removes all comments on clear and while disabled', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'one' });
    danmaku.layer.emit({ text: 'two', mode: 'top' });
    await danmaku.item('two');
    danmaku.layer.clear();
    expect(danmaku.items()).to.have.length(0);
    danmaku.layer.emit({ text: 'three' });
    await danmaku.item('three');
    danmaku.layer.disabled = true;
    await danmaku.layer.updateComplete;
    danmaku.layer.emit({ text: 'four' });
    expect(danmaku.stage.querySelectorAll('.segment, .item')).to.have.length(0);
    danmaku.layer.disabled = false;
    await danmaku.layer.updateComplete;
    danmaku.layer.emit({ text: 'five' });
    await danmaku.item('five');
    expect(danmaku.texts()).to.deep.equal(['five']);
  });

  it('leaves no element and no animation behind when all comments have left', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '3000' });
    for (let index = 0; index < 30; index++) danmaku.layer.emit({ text: `comment ${index}` });
    await danmaku.item('comment 0');
    expect(danmaku.stage.getAnimations({ subtree: true })).to.have.length(1);
    await until(() => danmaku.stage.querySelectorAll('.segment, .layer, .item').length === 0, 'all are gone');
    expect(danmaku.stage.getAnimations({ subtree: true })).to.have.length(0);
  });

  it('does nothing while out of view, and then resumes as if it had been in view', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '60' });
    danmaku.layer.emit({ text: 'before' });
    const left = danmaku.left(await danmaku.item('before'));
    danmaku.frame.style.display = 'none';
    await until(() => danmaku.items().length === 0, 'the stage is empty');
    for (let index = 0; index < 5; index++) danmaku.layer.emit({ text: `meanwhile ${index}` });
    expect(danmaku.stage.getAnimations({ subtree: true })).to.have.length(0);
    danmaku.frame.style.display = '';
    await danmaku.item('meanwhile 4');
    expect(danmaku.left(await danmaku.item('before'))).to.be.lessThan(left);
    expect(danmaku.overlaps()).to.deep.equal([]);
  });

  it('continues after being moved, and releases everything when it is removed', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'one' });
    await danmaku.item('one');
    const other = document.createElement('div');
    danmaku.frame.append(other);
    other.append(danmaku.layer);
    await frame();
    expect(danmaku.texts()).to.deep.equal(['one']);
    danmaku.layer.remove();
    await until(() => danmaku.items().length === 0, 'it lets go');
    danmaku.frame.append(danmaku.layer);
    danmaku.layer.emit({ text: 'two' });
    await danmaku.item('two');
  });

  it('applies properties that were set before the upgrade', async () => {
    const layer = document.createElement('danmaku-layer-later');
    Object.assign(layer, { speed: 77, density: 'low' });
    document.body.append(layer);
    const { DanmakuLayer } = await import('../../../src/elements/danmaku-layer/danmaku-layer.js');
    customElements.define('danmaku-layer-later', class extends DanmakuLayer {});
    await (layer as unknown as InstanceType<typeof DanmakuLayer>).updateComplete;
    expect(layer).to.include({ speed: 77, density: 'low' });
    layer.remove();
  });

  it('observes and animates nothing while disabled', async () => {
    const danmaku = await DanmakuDriver.put({ disabled: '' });
    danmaku.layer.emit({ text: 'no' });
    danmaku.frame.style.width = '500px';
    await frame();
    await frame();
    expect(danmaku.stage.querySelectorAll('.segment, .item')).to.have.length(0);
    danmaku.layer.disabled = false;
    await danmaku.layer.updateComplete;
    danmaku.layer.emit({ text: 'yes' });
    const item = await danmaku.item('yes');
    expect(danmaku.left(item)).to.be.within(480, 520);
  });

  describe('with reduced motion', () => {
    it('shows a stack of two lines that do not move', async () => {
      const danmaku = await DanmakuDriver.put({ motion: 'reduce' });
      for (let index = 0; index < 10; index++) danmaku.layer.emit({ text: `comment ${index}` });
      await danmaku.item('comment 1');
      expect(danmaku.items()).to.have.length(2);
      expect(danmaku.stage.querySelector('.segment')).to.equal(null);
      expect(danmaku.items().every((item) => item.classList.contains('fixed'))).to.equal(true);
    });

    it('applies the setting of the operating system', async () => {
      await executeServerCommand('emulated-media', [{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      try {
        const danmaku = await DanmakuDriver.put({ motion: 'auto' });
        danmaku.layer.emit({ text: 'quiet' });
        expect((await danmaku.item('quiet')).classList.contains('fixed')).to.equal(true);
      } finally {
        await executeServerCommand('emulated-media', [{ name: 'prefers-reduced-motion', value: '' }]);
      }
    });
  });
});
