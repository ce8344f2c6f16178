// The page of the benchmark: one engine, a feed of seeded comments, and the samplers. run.mjs calls `bench.*`.
import { ENGINES } from './engines.js';

/** Interval of the feed, ms: messages arrive over a WebSocket in small groups. */
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
/** When each text was last added. */
const addedAt = new Map();
/** How long a comment of this project may wait for a lane before it scrolls for 8 s and its own width, ms. */
const WAITS_MS = 3_500;

/** Mean width about 170 px at 24 px; every text is different, as in a busy room. */
const text = () =>
  `${WORDS[Math.floor(next() * WORDS.length)]}${next() < 0.5 ? ` ${WORDS[Math.floor(next() * WORDS.length)]}` : ''} ${number++ % 100}`;

function say(it) {
  addedAt.set(it, performance.now());
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

/** Comments on the stage that should have left it. */
function late() {
  const { left, right, width } = stage.getBoundingClientRect();
  return Array.from(engine.items(stage) ?? []).filter((item) => {
    const box = item.getBoundingClientRect();
    const age = performance.now() - (addedAt.get(item.textContent) ?? Infinity);
    return box.right > left && box.left < right && age > WAITS_MS + 8_000 * (1 + box.width / width);
  }).length;
}

/** Pairs of comments that overlap by more than one pixel. */
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
  /** Ends the feed and clears what only the samplers keep: tens of thousands of texts. */
  stop() {
    clearInterval(timer);
    addedAt.clear();
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
