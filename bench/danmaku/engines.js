// The engines that are compared, with the same three functions and with their defaults, except for font size, a
// duration of 8 s and lanes of 30 px. Bundled for the page by run.mjs.
import { DanmakuLayer } from '../../src/elements/danmaku-layer/danmaku-layer.ts';
import DanmakuDom from 'danmaku/dist/esm/danmaku.dom.js';
import DanmakuCanvas from 'danmaku/dist/esm/danmaku.canvas.js';
import { create } from 'danmu';
import { DanmuJs } from 'danmu.js';
import NPlayerPlugin from '@nplayer/danmaku';

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
    add: (text) =>
      it.emit({
        text,
        style:
          engine === 'dom'
            ? { font: FONT, color: '#fff', textShadow: '1px 1px 2px #000' }
            : { font: FONT, fillStyle: '#fff', strokeStyle: '#000', lineWidth: 2 },
      }),
    items: (stage) => (engine === 'dom' ? stage.querySelectorAll(':scope > div > div') : undefined),
    count: () => it._.runningList.length,
  };
}

function danmu(mode) {
  let manager;
  return {
    mount(stage) {
      manager = create({
        mode,
        trackHeight: 30,
        gap: 16,
        durationRange: [FLIGHT_S * 1000, FLIGHT_S * 1000],
        limits: { stash: Infinity },
      });
      manager.use({
        name: 'text',
        $createNode: (comment, node) => {
          node.textContent = comment.data;
          node.className = 'danmu-item';
          node.style.font = FONT;
          node.style.color = '#fff';
          node.style.textShadow = '1px 1px 2px #000';
          node.style.whiteSpace = 'pre';
        },
      });
      manager.mount(stage);
      manager.startPlaying();
    },
    add: (text) => manager.push(text),
    items: (stage) => stage.querySelectorAll('.danmu-item'),
  };
}

/**
 * In a live room (`live`) this engine tries each comment once, and the first one without a lane ends the batch; with a
 * player and its own `interval` (2 s) each is tried again four times a second. `bulletOffset: 0` removes the random
 * distance of up to 100 px between comments, so that it shows as many as it can.
 */
function danmuJs(options) {
  let it;
  let id = 0;
  return {
    mount(stage) {
      const started = performance.now();
      const player = {
        get currentTime() {
          return (performance.now() - started) / 1000;
        },
      };
      it = new DanmuJs({
        container: stage,
        containerStyle: {},
        player,
        comments: [],
        area: { start: 0, end: 1 },
        channelSize: 30,
        ...options,
      });
      it.start();
    },
    add: (text) =>
      it.sendComment({
        id: `c${id++}`,
        start: Math.ceil(it.player.currentTime * 1000),
        duration: FLIGHT_S * 1000,
        txt: text,
        style: { font: FONT, color: '#fff', textShadow: '1px 1px 2px #000', whiteSpace: 'pre' },
      }),
    items: (stage) => stage.querySelectorAll('[data-line-index]'),
  };
}

/** The part of NPlayer that its danmaku needs: a clock that emits the time four times a second, as a video does. */
function standInPlayer(stage) {
  const listeners = new Map();
  const started = performance.now();
  const player = {
    el: stage,
    rect: { width: stage.clientWidth, height: stage.clientHeight },
    mounted: true,
    playing: true,
    registerControlItem() {},
    playbackRate: 1,
    loading: { isActive: false },
    EVENT: new Proxy({}, { get: (_, name) => name }),
    Player: {
      I18n: { add() {} },
      __utils: {
        $: (name = '') => Object.assign(document.createElement('div'), { className: name.replace('.', 'nplayer_') }),
        addDisposable: (_, disposable) => disposable,
        removeNode: (node) => node.remove(),
        dispose() {},
      },
    },
    get currentTime() {
      return (performance.now() - started) / 1000;
    },
    on: (type, listener) => listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    off() {},
    emit: (type) => listeners.get(type)?.forEach((listener) => listener()),
  };
  setInterval(() => player.emit('TIME_UPDATE'), 250);
  return player;
}

/**
 * Its limit of 20 comments per time update is removed. With its option `unlimited` the page is busy all the time at 100
 * comments per second (955 ms/s).
 */
function nplayer() {
  let it;
  return {
    mount(stage) {
      const player = standInPlayer(stage);
      new NPlayerPlugin({ duration: FLIGHT_S, fontsize: 24, area: 1, maxPerInsert: Infinity }).apply(player);
      it = player.danmaku;
      it.updateFontsize();
    },
    add: (text) => it.addItem({ text, time: it.currentTime }),
    items: (stage) =>
      Array.from(stage.querySelectorAll('.nplayer_danmaku_item')).filter(({ style }) => style.visibility !== 'hidden'),
  };
}

export const ENGINES = {
  floor: () => ({ mount() {}, add() {}, items: () => [] }),
  /** One element that the compositor moves: how many frames this machine can draw at present. */
  box: () => ({
    mount(stage) {
      const box = Object.assign(document.createElement('div'), { className: 'box' });
      stage.append(box);
      box.animate([{ transform: 'none' }, { transform: 'translateX(1200px)' }], {
        duration: FLIGHT_S * 1000,
        iterations: Infinity,
      });
    },
    add() {},
    items: () => [],
  }),
  ours: () => ours({ density: 'normal' }),
  'ours overlap': () => ours({ overflow: 'overlap' }),
  'danmaku dom': () => danmaku(DanmakuDom, 'dom'),
  'danmaku canvas': () => danmaku(DanmakuCanvas, 'canvas'),
  'danmu strict': () => danmu('strict'),
  'danmu adaptive': () => danmu('adaptive'),
  'danmu.js': () => danmuJs({ live: false, dropStaleComments: true, bulletOffset: 0 }),
  'danmu.js live': () => danmuJs({ live: true }),
  nplayer: () => nplayer(),
};
