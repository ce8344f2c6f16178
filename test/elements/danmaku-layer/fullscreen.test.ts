import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

describe('<danmaku-layer> with a player in fullscreen', () => {
  afterEach(async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    DanmakuDriver.clear();
  });

  it('is shown above a player that enters fullscreen by itself, and returns with it', async () => {
    const player = document.createElement('div');
    player.style.cssText = 'width:600px;height:300px;background:#123';
    const danmaku = await DanmakuDriver.put({}, {}, [player]);
    const entered = new Promise<void>((resolve, reject) =>
      player.addEventListener('click', () => player.requestFullscreen().then(resolve, reject), { once: true }),
    );
    await sendMouse({ type: 'click', position: [300, 150] });
    await entered;
    await until(() => danmaku.stage.matches(':popover-open'), 'the stage is in the top layer');
    const box = danmaku.stage.getBoundingClientRect();
    expect([box.width, box.height]).to.deep.equal([innerWidth, innerHeight]);
    danmaku.layer.emit({ text: 'in fullscreen' });
    const item = await danmaku.item('in fullscreen');
    await until(() => danmaku.left(item) < innerWidth, 'it flies');
    await document.exitFullscreen();
    await until(() => !danmaku.stage.matches(':popover-open'), 'the stage is back');
    expect(danmaku.stage.getBoundingClientRect()).to.include({ width: 600, height: 300 });
  });
});
