import { expect } from 'chai';
import '../../support/console-guard.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

/**
 * Calls of a page before the code for comments is loaded: the layer has just been rendered, and nothing has been
 * awaited since.
 */
describe('<danmaku-layer> before its controller is loaded', () => {
  afterEach(() => DanmakuDriver.clear());

  it('keeps emitted comments in order', async () => {
    const danmaku = await DanmakuDriver.put();
    for (const text of ['one', 'two', 'three']) danmaku.layer.emit({ text, mode: 'top' });
    expect(danmaku.items()).to.have.length(0);
    await danmaku.item('three');
    expect(danmaku.texts()).to.deep.equal(['one', 'two', 'three']);
  });

  it('discards cleared comments, and shows later ones', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'before' });
    danmaku.layer.clear();
    danmaku.layer.emit({ text: 'after' });
    await danmaku.item('after');
    expect(danmaku.texts()).to.deep.equal(['after']);
  });

  it('discards comments from before it was disabled', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'before' });
    danmaku.layer.disabled = true;
    await danmaku.layer.updateComplete;
    danmaku.layer.disabled = false;
    danmaku.layer.emit({ text: 'after' });
    await danmaku.item('after');
    expect(danmaku.texts()).to.deep.equal(['after']);
  });

  it('keeps comments that are emitted while it is paused until it resumes', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.pause();
    danmaku.layer.emit({ text: 'waits' });
    danmaku.layer.resume();
    await danmaku.item('waits');
  });

  it('keeps the latest thousand comments, and reports the others as dropped', async () => {
    const danmaku = await DanmakuDriver.put();
    for (let index = 0; index < 1_010; index++) danmaku.layer.emit({ text: `comment ${index}`, own: index === 1_009 });
    expect(danmaku.dropped('full')).to.equal(10);
    await danmaku.item('comment 1009');
  });

  it('refuses a comment without text at once', async () => {
    const { layer } = await DanmakuDriver.put();
    for (const text of ['', ' \n', '\u200B\u3164', undefined as never])
      expect(() => layer.emit({ text })).to.throw(TypeError, 'needs a text');
  });
});
