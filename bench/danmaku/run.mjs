// npm run bench -- danmaku [--quick] [--only ours,danmu] [--load 20] [--runs 3] [--json file] [--skip-cells]
// Every cell runs in a new browser. Engines alternate, so that a slowdown of the machine affects all of them. Compare
// numbers within one run only. At the end each limit is reported as met or missed.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../tools/browser.mjs';
import { servePage } from './serve-page.mjs';
import { median, printTable } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    load: { type: 'string' },
    runs: { type: 'string' },
    json: { type: 'string', default: 'test-results/bench-danmaku.json' },
    'skip-cells': { type: 'boolean', default: false },
  },
});

/** Engines by load that a limit depends on: these run as often as requested. */
const LOADS = {
  20: ['ours', 'danmu adaptive', 'danmu.js', 'nplayer'],
  100: ['ours', 'ours overlap', 'danmu.js', 'nplayer', 'danmaku dom'],
  300: ['ours', 'ours overlap'],
};
/**
 * Engines that show far fewer comments at a load, or cost far more than the best: these run once, for the table, and
 * not at all with --quick.
 */
const ONCE = {
  20: ['floor', 'danmu strict', 'danmu.js live', 'danmaku dom', 'danmaku canvas'],
  100: ['danmu strict', 'danmaku canvas'],
};
const WARM_MS = 8_500;
const CPU_MS = options.quick ? 2_000 : 3_000;
const FPS_MS = 1_500;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const wanted = (name) => !options.only || options.only.split(',').includes(name);

async function withPage(run) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    page.on('pageerror', (error) => console.error(`page: ${error instanceof Error ? error.message : String(error)}`));
    await page.goto(server.url);
    const cdp = await page.createCDPSession();
    const browserCdp = await browser.target().createCDPSession();
    // CPU time of the main thread: waiting for a core is not caused by the engine.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return await run(page, cdp, browserCdp);
  } finally {
    await browser.close();
  }
}

async function counters(cdp, browserCdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const { processInfo } = await browserCdp.send('SystemInfo.getProcessInfo');
  return {
    at: of('Timestamp'),
    main: of('TaskDuration'),
    layouts: of('LayoutCount'),
    styles: of('RecalcStyleCount'),
    heap: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
    cpu: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
  };
}

/**
 * Frames per second that the display compositor drew, between the first and the last: tracing starts and ends within a
 * frame.
 */
async function framesPerSecond(browserCdp, ms) {
  const drawn = [];
  const collect = ({ value }) =>
    value.forEach(({ name, ph, ts }) => name === 'Display::DrawAndSwap' && ph !== 'E' && drawn.push(ts / 1000));
  browserCdp.on('Tracing.dataCollected', collect);
  await browserCdp.send('Tracing.start', { traceConfig: { includedCategories: ['viz'], excludedCategories: ['*'] } });
  await wait(ms);
  const complete = new Promise((resolve) => browserCdp.once('Tracing.tracingComplete', resolve));
  await browserCdp.send('Tracing.end');
  await complete;
  browserCdp.off('Tracing.dataCollected', collect);
  drawn.sort((a, b) => a - b);
  const between = (drawn.at(-1) ?? 0) - (drawn[0] ?? 0);
  return ((between > 0.9 * ms ? drawn.length - 1 : drawn.length) / Math.max(between, 0.9 * ms)) * 1000;
}

async function samples(page, times, every) {
  const taken = [];
  for (let index = 0; index < times; index++) {
    taken.push(await page.evaluate(() => bench.sample()));
    await wait(every);
  }
  return taken;
}

function cell(engine, load, busy = false) {
  return withPage(async (page, cdp, browserCdp) => {
    await page.evaluate((name, perSecond) => bench.start(name, perSecond), engine, load);
    if (busy) await page.evaluate(() => bench.busy());
    await wait(WARM_MS);
    const before = await counters(cdp, browserCdp);
    await wait(CPU_MS);
    const after = await counters(cdp, browserCdp);
    const seconds = after.at - before.at;
    const fps = await framesPerSecond(browserCdp, busy || load >= 300 ? 2 * FPS_MS : FPS_MS);
    const taken = await samples(page, 10, 100);
    return {
      main: ((after.main - before.main) / seconds) * 1000,
      cpu: ((after.cpu - before.cpu) / seconds) * 1000,
      styles: (after.styles - before.styles) / seconds,
      fps,
      shown: median(taken.map(({ shown }) => shown)),
      overlaps: taken[0].overlaps === null ? null : Math.max(...taken.map(({ overlaps }) => overlaps)),
      drops: taken.at(-1).drops,
    };
  });
}

/** A thousand comments in one task, with a full stage. */
const burst = (engine) =>
  withPage(async (page) => {
    await page.evaluate((name) => bench.start(name, 20), engine);
    await wait(3_000);
    await page.evaluate(() => (bench.longest = 0));
    const call = await page.evaluate(() => bench.burst(1_000));
    const taken = await samples(page, 20, 100);
    return {
      call,
      longest: await page.evaluate(() => bench.longest),
      overlaps: Math.max(...taken.map(({ overlaps }) => overlaps)),
    };
  });

/** The tab is hidden for 10 s and shown again. */
const hidden = (engine) =>
  withPage(async (page, cdp) => {
    await page.evaluate((name) => bench.start(name, 20), engine);
    await wait(WARM_MS);
    const before = await page.evaluate(() => bench.sample());
    const other = await page.browser().newPage();
    await other.bringToFront();
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await wait(10_000);
    await page.bringToFront();
    await page.evaluate(() => {
      delete document.hidden;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const shown = [];
    for (const pause of [50, 250, 700]) {
      await wait(pause);
      shown.push(await page.evaluate(() => bench.sample()));
    }
    return {
      before: before.shown,
      edgeBefore: before.atEdge,
      late: Math.max(...shown.map((each) => each.late)),
      shown: shown.map((each) => each.shown),
      atEdge: shown.map((each) => each.atEdge),
      overlaps: Math.max(...shown.map((each) => each.overlaps)),
    };
  });

/** As many comments as in an hour at 20/s, as fast as possible: memory that remains after they have left. */
const soak = (engine) =>
  withPage(async (page, cdp, browserCdp) => {
    const settle = async () => {
      await page.evaluate(() => bench.stop());
      await wait(1_500);
      await cdp.send('HeapProfiler.collectGarbage');
      return { ...(await counters(cdp, browserCdp)), offered: (await page.evaluate(() => bench.sample())).offered };
    };
    await page.evaluate((name) => bench.start(name, 2_000), engine);
    await page.evaluate(() => bench.setSpeed(16_000));
    await wait(2_000);
    const minute = await settle();
    for (let round = 0; round < 4; round++) {
      await page.evaluate(() => bench.burst(0));
      for (let index = 0; index < 85; index++) {
        await page.evaluate(() => bench.burst(200));
        await wait(60);
      }
    }
    const hour = await settle();
    return {
      comments: [minute.offered, minute.offered + 4 * 85 * 200],
      heap: [minute.heap, hour.heap],
      nodes: [minute.nodes, hour.nodes],
    };
  });

const server = await servePage();
const started = Date.now();
const results = { cells: {}, busy: {}, burst: {}, hidden: {}, soak: {} };
try {
  const runs = Number(options.runs ?? (options.quick ? 1 : 3));
  const isLoad = (load) => !options.load || options.load.split(',').includes(load);
  const cellsOf = (loads) =>
    options['skip-cells']
      ? []
      : Object.entries(loads)
          .filter(([load]) => isLoad(load))
          .flatMap(([load, engines]) => engines.filter(wanted).map((engine) => ({ load: Number(load), engine })));
  for (let run = 0; run < runs; run++) {
    for (const { load, engine } of [...cellsOf(LOADS), ...(run === 0 && !options.quick ? cellsOf(ONCE) : [])]) {
      const result = await cell(engine, load).catch((error) =>
        console.error(`${load}/s ${engine} failed: ${error.message}`),
      );
      if (!result) continue;
      (results.cells[`${load}/s ${engine}`] ??= []).push(result);
      console.error(
        `${Math.round((Date.now() - started) / 1000)} s: ${load}/s ${engine}: main ${result.main.toFixed(1)}, cpu ` +
          `${result.cpu.toFixed(0)}, ${result.fps.toFixed(1)} frames/s, ${result.shown} shown, ${result.overlaps} ` +
          'overlaps',
      );
    }
  }
  if (wanted('ours') && !options.load) {
    results.busy = await cell('ours', 20, true);
    results.box = await cell('box', 20, true);
    results.burst = await burst('ours');
    results.hidden = await hidden('ours');
    if (!options.quick) results.soak = await soak('ours');
  }
} finally {
  await server.close();
}
const passes = printTable(results);
mkdirSync(path.dirname(options.json), { recursive: true });
writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);
console.log(`\n${options.json}; took ${Math.round((Date.now() - started) / 1000)} s`);
// A quick or partial run does not fail on a missed limit; a full run does.
if (!passes && !options.quick) process.exitCode = 1;
