import { executeServerCommand } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe('a comment of <danmaku-layer>', () => {
  afterEach(() => DanmakuDriver.clear());

  it('has a box that contains its text', async () => {
    const danmaku = await DanmakuDriver.put({}, { density: 'high' });
    danmaku.frame.style.letterSpacing = '1.5px';
    await frame();
    await frame();
    const texts = [
      'plain',
      '你好，世界',
      'mixed 中文 and Latin',
      '👩‍👩‍👧‍👦 family',
      'שלום עולם',
      'naïve café',
      'A V A W T o',
    ];
    for (const text of texts) danmaku.layer.emit({ text });
    for (const text of texts) {
      const item = await danmaku.item(text);
      const range = document.createRange();
      range.selectNodeContents(item);
      expect(range.getBoundingClientRect().width, text).to.be.at.most(item.getBoundingClientRect().width);
    }
  });

  it('has a box that contains its text, whatever text properties the page sets', async () => {
    const danmaku = await DanmakuDriver.put({}, { density: 'high' });
    danmaku.frame.style.cssText += `;text-transform:capitalize;word-spacing:1.2em;text-indent:80px;word-break:break-all;
      font-variant-caps:all-small-caps;font-stretch:condensed;font-feature-settings:"smcp";font-kerning:none;
      text-align:end;tab-size:40;hyphens:auto;font-size-adjust:1;text-emphasis:filled;letter-spacing:2px`;
    await frame();
    await frame();
    const texts = ['the quick brown fox', 'two more words', 'fi ffl ligatures', 'ends here'];
    for (const text of texts) danmaku.layer.emit({ text });
    for (const text of texts) {
      const item = await danmaku.item(text);
      const range = document.createRange();
      range.selectNodeContents(item);
      const [ink, box] = [range.getBoundingClientRect(), item.getBoundingClientRect()];
      expect(ink.width, text).to.be.at.most(box.width);
      expect(ink.width, text).to.be.above(box.width - 6);
      expect(ink.left, text).to.be.closeTo(box.left, 3);
    }
  });

  it('gets a new box when a web font loads while it is shown', async () => {
    const danmaku = await DanmakuDriver.put({
      density: 'high',
      style: '--danmaku-font: LateFont, monospace; --danmaku-line-height: 30px',
    });
    for (let index = 0; index < 60; index++) danmaku.layer.emit({ text: `iiiii lllll ${index}` });
    const before = (await danmaku.item('iiiii lllll 0')).getBoundingClientRect().width;
    const late = new FontFace(
      'LateFont',
      'url(/node_modules/@fontsource-variable/noto-sans-sc/files/noto-sans-sc-latin-wght-normal.woff2)',
    );
    document.fonts.add(late);
    await late.load();
    const item = await until(
      () =>
        danmaku
          .items()
          .find((each) => each.textContent === 'iiiii lllll 0' && each.getBoundingClientRect().width !== before),
      'it is measured again',
    );
    document.fonts.delete(late);
    expect(item.getBoundingClientRect().width).to.be.lessThan(before);
    expect(danmaku.overlaps()).to.deep.equal([]);
  });

  it('stays unchanged when a font loads that changes no width', async () => {
    const danmaku = await DanmakuDriver.put({ style: '--danmaku-font: monospace' });
    danmaku.layer.emit({ text: 'before' });
    const item = await danmaku.item('before');
    const other = new FontFace(
      'OtherFont',
      'url(/node_modules/@fontsource-variable/noto-sans-sc/files/noto-sans-sc-latin-wght-normal.woff2)',
    );
    document.fonts.add(other);
    await other.load();
    await frame();
    await frame();
    danmaku.layer.emit({ text: 'after' });
    await danmaku.item('after');
    document.fonts.delete(other);
    expect(danmaku.items()).to.include(item);
  });

  it('moves in finer steps when the page is zoomed', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'before' });
    await danmaku.item('before');
    const ratio = devicePixelRatio;
    Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: ratio * 1.5 });
    try {
      danmaku.layer.emit({ text: 'after' });
      await danmaku.item('after');
      expect(danmaku.stage.querySelectorAll('.segment')).to.have.length(2);
      expect(danmaku.overlaps()).to.deep.equal([]);
    } finally {
      Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: ratio });
    }
  });

  it('is shown in the colour that it requests', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'yellow', color: '#ff0' });
    danmaku.layer.emit({ text: 'evil', color: 'red;position:fixed' });
    expect(getComputedStyle(await danmaku.item('yellow')).color).to.equal('rgb(255, 255, 0)');
    expect(getComputedStyle(await danmaku.item('evil')).color).to.equal('rgb(255, 255, 255)');
  });

  it('renders text as text', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: '<img src=x onerror=alert(1)>\n\tsecond line' });
    const item = await danmaku.item('<img src=x onerror=alert(1)> second line');
    expect(item.children).to.have.length(0);
  });

  it("has a border when it is the user's own in forced colours, where shadows are not drawn", async () => {
    await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'active' }]);
    try {
      const danmaku = await DanmakuDriver.put();
      danmaku.layer.emit({ text: 'mine', own: true });
      expect(getComputedStyle(await danmaku.item('mine')).outlineStyle).to.equal('solid');
    } finally {
      await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'none' }]);
    }
  });

  it('has a box that contains its text in forced colours', async () => {
    await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'active' }]);
    try {
      const danmaku = await DanmakuDriver.put();
      danmaku.layer.emit({ text: 'a comment of some length' });
      const item = await danmaku.item('a comment of some length');
      const range = document.createRange();
      range.selectNodeContents(item);
      expect(range.getBoundingClientRect().width).to.be.at.most(item.getBoundingClientRect().width);
    } finally {
      await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'none' }]);
    }
  });

  it('is styled by tokens, including a mask', async () => {
    const danmaku = await DanmakuDriver.put({
      style:
        '--danmaku-mask: linear-gradient(#000, #0000); --danmaku-opacity: 0.5; --danmaku-color: rgb(1, 2, 3); ' +
        '--danmaku-size: 40px',
    });
    danmaku.layer.emit({ text: 'styled' });
    const item = await danmaku.item('styled');
    expect(getComputedStyle(danmaku.stage).maskImage).to.contain('linear-gradient');
    expect(getComputedStyle(item.parentElement as HTMLElement).opacity).to.equal('0.5');
    expect(getComputedStyle(item).color).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(item).fontSize).to.equal('40px');
  });
});
