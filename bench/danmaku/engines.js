// The engines that are compared, each behind the same three functions, with its own defaults but for the size of the
// text, the flight of 8 s and lanes of 30 px. Bundled for the page by run.mjs.
import { DanmakuLayer } from '../../src/danmaku-layer/danmaku-layer.ts';
import DanmakuDom from 'danmaku/dist/esm/danmaku.dom.js';
import DanmakuCanvas from 'danmaku/dist/esm/danmaku.canvas.js';
import { create } from 'danmu';
import { DanmuJs } from 'danmu.js';

const FLIGHT_S = 8;
const FONT = '600 24px/30px "Open Sans", "Noto Sans SC", sans-serif';

function ours(attributes = {}) {
  let layer;
  return {
    mount(stage) {
      if (!customElements.get('danmaku-layer')) customElements.define('danmaku-layer', DanmakuLayer);
      layer = document.createElement('danmaku-layer');
      layer.style.setProperty('--danmaku-font', '"Open Sans", "Noto Sans SC", sans-serif');
      for (const [name, value] of Object.entries(attributes)) layer.setAttribute(name, value);
      stage.append(layer);
    },
    add: (text) => layer.emit({ text }),
    items: () => layer.shadowRoot.querySelectorAll('.item'),
    layer: () => layer,
  };
}

function danmaku(Engine, engine) {
  let it;
  return {
    mount(stage) {
      it = new Engine({ container: stage, engine, speed: stage.clientWidth / FLIGHT_S });
    },
    add: (text) => it.emit({ text, style: engine === 'dom' ? { font: FONT, color: '#fff', textShadow: '1px 1px 2px #000' } : { font: FONT, fillStyle: '#fff', strokeStyle: '#000', lineWidth: 2 } }),
    items: (stage) => (engine === 'dom' ? stage.querySelectorAll(':scope > div > div') : undefined),
    count: () => it._.runningList.length,
  };
}

function danmu(mode) {
  let manager;
  return {
    mount(stage) {
      manager = create({ mode, trackHeight: 30, gap: 16, durationRange: [FLIGHT_S * 1000, FLIGHT_S * 1000], limits: { stash: Infinity } });
      manager.use({ name: 'text', $createNode: (comment, node) => {
        node.textContent = comment.data;
        node.className = 'danmu-item';
        node.style.font = FONT;
        node.style.color = '#fff';
        node.style.textShadow = '1px 1px 2px #000';
        node.style.whiteSpace = 'pre';
      } });
      manager.mount(stage);
      manager.startPlaying();
    },
    add: (text) => manager.push(text),
    items: (stage) => stage.querySelectorAll('.danmu-item'),
  };
}

function danmuJs() {
  let it;
  let id = 0;
  return {
    mount(stage) {
      const started = performance.now();
      const player = { get currentTime() { return (performance.now() - started) / 1000; } };
      it = new DanmuJs({ container: stage, containerStyle: {}, player, live: true, comments: [], area: { start: 0, end: 1 }, channelSize: 30 });
      it.start();
    },
    add: (text) => it.sendComment({ id: `c${id++}`, duration: FLIGHT_S * 1000, txt: text, style: { font: FONT, color: '#fff', textShadow: '1px 1px 2px #000', whiteSpace: 'pre' } }),
    items: (stage) => stage.querySelectorAll('[data-line-index]'),
  };
}

export const ENGINES = {
  floor: () => ({ mount() {}, add() {}, items: () => [] }),
  ours: () => ours({ density: 'normal' }),
  'ours overlap': () => ours({ overflow: 'overlap' }),
  'danmaku dom': () => danmaku(DanmakuDom, 'dom'),
  'danmaku canvas': () => danmaku(DanmakuCanvas, 'canvas'),
  'danmu strict': () => danmu('strict'),
  'danmu adaptive': () => danmu('adaptive'),
  'danmu.js': () => danmuJs(),
};
