import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { seeded } from '../../support/seeded.js';
import { until } from '../../support/until.js';
import { DanmakuDriver } from './support/danmaku-driver.js';
import { OverlapSampler } from './support/overlap-sampler.js';
import { silentAudio } from './support/silent-audio.js';

const WORDS = [
  '666',
  '哈哈哈哈',
  'what a goal',
  '👩‍👩‍👧‍👦',
  'שלום עולם',
  'i',
  'WWWWWWWW',
  'a comment of some length that goes on',
  '这也太好看了吧',
  'नमस्ते',
  '🎉🎉🎉',
  'naïve',
];
const MODES = ['scroll', 'scroll', 'scroll', 'scroll', 'top', 'bottom'] as const;

/** Emits comments of every kind until it is stopped, more than fit. */
function flood(danmaku: DanmakuDriver, seed: number, perTick = 3): () => void {
  const next = seeded(seed);
  const one = <T>(of: readonly T[]) => of[Math.floor(next() * of.length)] as T;
  const timer = setInterval(() => {
    for (let count = 0; count < perTick; count++) {
      const text = Array.from({ length: 1 + Math.floor(next() ** 3 * 6) }, () => one(WORDS)).join(' ');
      danmaku.layer.emit({
        text,
        mode: one(MODES),
        own: next() < 0.04,
        role: next() < 0.08 ? 'host' : 'viewer',
        color: next() < 0.2 ? '#fc0' : '',
      });
    }
  }, 25);
  return () => clearInterval(timer);
}

async function sampled(
  danmaku: DanmakuDriver,
  seed: number,
  run: (sampler: OverlapSampler) => Promise<void>,
): Promise<void> {
  const stop = flood(danmaku, seed);
  const sampler = new OverlapSampler(danmaku);
  try {
    await sampler.looks(5);
    await run(sampler);
    await sampler.looks(5);
  } finally {
    stop();
    sampler.stop();
  }
  expect(sampler.found).to.deep.equal([]);
  expect(sampler.most).to.be.greaterThan(12);
}

function hide(hidden: boolean): void {
  if (hidden) Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  else delete (document as { hidden?: boolean }).hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('<danmaku-layer> sampled ten times per second', () => {
  afterEach(() => {
    hide(false);
    DanmakuDriver.clear();
  });

  it('shows no two comments of a mode on top of each other while stage, fonts, speed and rate change', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '260' });
    const { frame, layer } = danmaku;
    await sampled(danmaku, 11, async (sampler) => {
      const changes = [
        () => (frame.style.width = '320px'),
        () => frame.style.setProperty('--danmaku-size', '34px'),
        () => (frame.style.height = '170px'),
        () => layer.pause(),
        () => (frame.style.width = '800px'),
        () => layer.resume(),
        () => frame.style.setProperty('--danmaku-size', '15px'),
        () => frame.style.setProperty('--danmaku-line-height', '1.9'),
        () => (layer.speed = 500),
        () => (frame.style.height = '330px'),
        () => (layer.area = 0.4),
        () => frame.style.setProperty('--danmaku-line-height', '1.1'),
        () => (layer.density = 'high'),
        () => (layer.area = 1),
        () => (layer.speed = 120),
        () => (layer.safeTop = '40px'),
        () => frame.style.setProperty('--danmaku-font', 'monospace'),
        () => (layer.maxOnScreen = 20),
      ];
      for (const change of changes) {
        change();
        await sampler.looks(5);
      }
    });
  });

  it('shows no overlap in right-to-left text while its size grows and shrinks', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '300', density: 'high', dir: 'rtl' });
    await sampled(danmaku, 12, async (sampler) => {
      for (let step = 0; step < 24; step++) {
        danmaku.frame.style.width = `${600 + 200 * Math.sin(step)}px`;
        danmaku.frame.style.height = `${260 + 100 * Math.cos(step * 0.7)}px`;
        await sampler.looks(1);
      }
    });
  });

  it('shows no overlap after the tab was hidden, or the layer paused meanwhile', async () => {
    const danmaku = await DanmakuDriver.put({ speed: '200' });
    await sampled(danmaku, 13, async (sampler) => {
      for (const pauses of [false, true]) {
        hide(true);
        await until(
          () => danmaku.items().every((item) => item.classList.contains('fixed')),
          'nothing flies that nobody sees',
        );
        if (pauses) danmaku.layer.pause();
        hide(false);
        if (pauses) danmaku.layer.resume();
        await sampler.looks(8);
      }
    });
  });

  it('shows no overlap between a timeline and live comments, through seeks back and forth', async () => {
    const next = seeded(14);
    const timeline = Array.from({ length: 900 }, (_, index) => ({
      time: next() * 60,
      text: `${WORDS[index % WORDS.length] as string} ${index}`,
      mode: MODES[index % MODES.length],
    }));
    const media = await silentAudio(60);
    const danmaku = await DanmakuDriver.put({ speed: '150' }, { media, timeline });
    await sendMouse({ type: 'click', position: [5, 5] }); // a page may play media only after its user has done something
    await media.play();
    await sampled(danmaku, 15, async (sampler) => {
      for (const time of [30, 12, 45, 44, 59, 3]) {
        media.currentTime = time;
        await sampler.looks(4);
        media.playbackRate = 0.5 + next() * 3;
        await sampler.looks(4);
      }
      media.pause();
      await sampler.looks(3);
      media.currentTime = 20;
      await sampler.looks(3);
      await media.play();
    });
    media.pause();
  });

  it('shows no overlap in reduced-motion mode', async () => {
    const danmaku = await DanmakuDriver.put({ motion: 'reduce' });
    const stop = flood(danmaku, 16);
    const sampler = new OverlapSampler(danmaku);
    await sampler.looks(60); // the first pair has ended, the second is shown
    stop();
    sampler.stop();
    expect(sampler.found).to.deep.equal([]);
    expect(sampler.most).to.be.greaterThan(1);
  });

  it('shows no overlap while comments are held one after another', async () => {
    const danmaku = await DanmakuDriver.put({ interactive: '', speed: '200' });
    await sampled(danmaku, 17, async (sampler) => {
      const next = seeded(18);
      for (let step = 0; step < 12; step++) {
        await sendMouse({ type: 'move', position: [Math.floor(next() * 560) + 20, Math.floor(next() * 260) + 20] });
        await sampler.looks(2);
      }
    });
    await sendMouse({ type: 'move', position: [700, 500] });
  });
});
