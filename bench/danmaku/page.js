// What runs in the page: one engine, a feed of seeded comments, and the samplers. run.mjs calls `bench.*`.
import { ENGINES } from './engines.js';

/** Ticks of the feed, ms: messages come over a socket in small groups. */
const TICK_MS = 50;

const WORDS = [
  '666',
  '哈哈哈哈',
  'so good',
  'gg',
  '这也太好看了吧',
  'what a goal',
  '主播今天状态真好',
  'hello from Lisbon',
  'lol',
  '第一次来',
  'did you see that',
  '加油',
  'no way',
  '好耶',
  'that pass was perfect',
  '前方高能',
];

function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const stage = document.querySelector('#stage');
const next = random(42);
let engine;
let timer;
let number = 0;
let offered = 0;
const drops = {};
/** When a text was last said. */
const said = new Map();
/** A comment of ours may wait this long for a lane before it flies for 8 s and its own width, ms. */
const WAITS_MS = 3_500;

/** Mean width about 170 px at 24 px, and every text its own, as in a lively room. */
const text = () =>
  `${WORDS[Math.floor(next() * WORDS.length)]}${next() < 0.5 ? ` ${WORDS[Math.floor(next() * WORDS.length)]}` : ''} ${number++ % 100}`;

function say(it) {
  said.set(it, performance.now());
  engine.add(it);
}

function boxes() {
  const items = engine.items(stage);
  if (!items) return undefined;
  const around = stage.getBoundingClientRect();
  return Array.from(items, (item) => item.getBoundingClientRect()).filter(
    (box) => box.width > 0 && box.right > around.left && box.left < around.right,
  );
}

/** Comments on the stage that should have left it by now. */
function late() {
  const { left, right, width } = stage.getBoundingClientRect();
  return Array.from(engine.items(stage) ?? []).filter((item) => {
    const box = item.getBoundingClientRect();
    const age = performance.now() - (said.get(item.textContent) ?? Infinity);
    return box.right > left && box.left < right && age > WAITS_MS + 8_000 * (1 + box.width / width);
  }).length;
}

/** Pairs of boxes that share more than a pixel. */
function overlaps(all) {
  const sorted = [...all].sort((a, b) => a.left - b.left);
  let pairs = 0;
  for (let i = 0; i < sorted.length; i++) {
    for (let j = i + 1; j < sorted.length && sorted[j].left < sorted[i].right - 1; j++) {
      if (sorted[i].top < sorted[j].bottom - 1 && sorted[j].top < sorted[i].bottom - 1) pairs++;
    }
  }
  return pairs;
}

globalThis.bench = {
  start(name, perSecond) {
    engine = ENGINES[name]();
    engine.mount(stage);
    stage.addEventListener('danmaku-drop', (event) => (drops[event.reason] = (drops[event.reason] ?? 0) + event.count));
    const began = performance.now();
    timer = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * perSecond;
      while (offered < due) {
        offered++;
        say(text());
      }
    }, TICK_MS);
  },
  /**
   * Ends the feed, and lets go of what only the samplers remember: texts are kept as long as there are new ones, tens
   * of thousands.
   */
  stop() {
    clearInterval(timer);
    said.clear();
  },
  burst(count) {
    const texts = Array.from({ length: count }, text);
    const began = performance.now();
    for (const each of texts) say(each);
    return performance.now() - began;
  },
  /** Blocks the main thread for 100 ms of every 200. */
  busy() {
    setInterval(() => {
      const until = performance.now() + 100;
      while (performance.now() < until);
    }, 200);
  },
  sample() {
    const all = boxes();
    const edge = stage.getBoundingClientRect().right;
    return {
      shown: all ? all.length : engine.count(),
      overlaps: all ? overlaps(all) : null,
      atEdge: all ? all.filter((box) => box.left < edge && box.right > edge).length : null,
      late: engine.layer ? late() : null,
      offered,
      drops,
      nodes: engine.layer?.().shadowRoot.querySelectorAll('*').length,
    };
  },
  /** Longest task seen until now, ms. */
  longest: 0,
  setSpeed: (speed) => engine.layer().setAttribute('speed', String(speed)),
};
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
}).observe({ type: 'longtask' });
