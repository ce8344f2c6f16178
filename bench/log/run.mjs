// npm run bench -- log [--quick] [--only live-chat,room] [--rates 40,1000] [--runs 3] [--json file] [--soak 1000000]
// [--feeds-only | --pure-only]
// Every cell runs in a new browser with a new room of one emulator. Lists alternate, so that a slowdown of the machine
// affects all of them. Main-thread time is CPU time of the page's main thread (schedstat) where the system provides it.
// Compare numbers within one run only.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../tools/browser.mjs';
import { startEmulator } from '../../src/emulator/index.ts';
import { createTokenHandler, toNodeListener } from '../../src/server/index.ts';
import { bundlePage } from './bundle-page.mjs';
import { median, printTable } from './table.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rates: { type: 'string', default: '40,1000' },
    runs: { type: 'string' },
    json: { type: 'string', default: 'test-results/bench-log.json' },
    soak: { type: 'string' },
    'feeds-only': { type: 'boolean', default: false },
    'pure-only': { type: 'boolean', default: false },
  },
});
const LOGS = ['sdk alone', 'room', 'live-chat', 'hand append', 'hand shedding', 'chatscope', 'deep-chat'];
const WARM_MS = options.quick ? 4_000 : 15_000; // at 40/s: 500 rows and more
const MEASURE_MS = options.quick ? 5_000 : 10_000;
const HUNG_MS = 5_000;
const RUNS = Number(options.runs ?? (options.quick ? 1 : 3));

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const logs = LOGS.filter((name) => !options.only || options.only.split(',').includes(name));

const emulator = await startEmulator({ port: 0, profile: 'lenient' });
const tokens = toNodeListener(
  createTokenHandler({
    sdkAppId: emulator.sdkAppId,
    secretKey: emulator.secretKey,
    proxyServer: emulator.url,
    userLimit: false,
    identify: () => ({ userId: 'robin', nick: 'Robin' }),
  }),
);
const files = await bundlePage();
const server = createServer((request, response) => {
  if (request.url === '/api/token') return tokens(request, response);
  const file = files.get(request.url === '/' ? '/index.html' : request.url);
  response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

async function withPage(run) {
  const browser = await launchBrowser({ args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 360, height: 640 });
    page.on('pageerror', (error) => console.error(`page: ${error instanceof Error ? error.message : String(error)}`));
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    return await run(page, await browser.target().createCDPSession(), await page.createCDPSession());
  } finally {
    await browser.close();
  }
}

/** Process ids of the renderers; the page's is the one with the most CPU time. */
async function renderer(browserCdp) {
  const { processInfo } = await browserCdp.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
}

/**
 * CPU time of the main thread of `pid`, ms; its thread has the id of its process. NaN where the system does not provide
 * it.
 */
function mainThreadMs(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return NaN; // not Linux: TaskDuration is used instead
  }
}

async function metrics(cdp) {
  const { metrics: list } = await cdp.send('Performance.getMetrics');
  const of = (name) => list.find((metric) => metric.name === name)?.value ?? 0;
  return {
    tasks: of('TaskDuration') * 1000,
    style: of('RecalcStyleDuration') * 1000,
    layout: of('LayoutDuration') * 1000,
    script: of('ScriptDuration') * 1000,
    heap: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
  };
}

/** The page's result, or undefined when it takes so long that a user would consider it hung. */
async function withTimeout(work) {
  return Promise.race([work, wait(HUNG_MS).then(() => undefined)]);
}

let cells = 0;
async function feedCell(name, rate) {
  const groupId = `bench-${++cells}`;
  return withPage(async (page, browserCdp, cdp) => {
    await cdp.send('Performance.enable');
    await page.evaluate((log, group) => globalThis.bench.open(log, group), name, groupId);
    const crowd = emulator.crowd({
      groupId,
      perSecond: rate,
      likes: 0,
      gifts: 0.01,
      turnover: 0.5,
      viewers: 200,
      locale: 'mixed',
    });
    try {
      await wait(WARM_MS);
      const pid = await renderer(browserCdp);
      if (!(await withTimeout(page.evaluate(() => (globalThis.bench.start(), true)))))
        return { name, rate, hung: true };
      const before = await metrics(cdp);
      const busyBefore = mainThreadMs(pid);
      const start = performance.now();
      await wait(MEASURE_MS);
      const seconds = (performance.now() - start) / 1000;
      const busy = mainThreadMs(pid) - busyBefore;
      const after = await withTimeout(metrics(cdp));
      const seen = after && (await withTimeout(page.evaluate(() => globalThis.bench.stop())));
      if (!seen) return { name, rate, hung: true };
      return {
        name,
        rate,
        hung: false,
        cpu: busy / seconds,
        tasks: (after.tasks - before.tasks) / seconds,
        style: (after.style - before.style) / seconds,
        layout: (after.layout - before.layout) / seconds,
        script: (after.script - before.script) / seconds,
        heapMb: after.heap / 1e6,
        liveNodes: after.nodes,
        ...seen,
      };
    } finally {
      crowd.stop?.();
    }
  });
}

/** Feeds `total` messages, and compares the cost of 500 of them at the end and at the beginning. */
async function soak(total) {
  return withPage(async (page, browserCdp) => {
    await page.evaluate(() => globalThis.bench.soakOpen());
    await page.evaluate(() => globalThis.bench.soakFeed(1000));
    const pid = await renderer(browserCdp);
    const segment = async () => {
      const before = mainThreadMs(pid);
      await page.evaluate(() => globalThis.bench.soakFeed(500));
      return (mainThreadMs(pid) - before) / 500;
    };
    const ten = async () => {
      const costs = [];
      for (let count = 0; count < 10; count++) costs.push(await segment());
      return median(costs);
    };
    const early = await ten();
    const atStart = await page.evaluate(() => globalThis.bench.soakLook());
    const bulk = total > 100_000 ? { step: 50_000, perFrame: 500 } : { step: 5_000, perFrame: 50 };
    for (let fed = 11_000; fed < total; fed += bulk.step)
      await page.evaluate(
        (count, perFrame) => globalThis.bench.soakFeed(count, perFrame),
        Math.min(bulk.step, total - fed),
        bulk.perFrame,
      );
    const late = await ten();
    const atEnd = await page.evaluate(() => globalThis.bench.soakLook());
    return {
      total,
      early,
      late,
      nodesEarly: atStart.nodes,
      nodesLate: atEnd.nodes,
      heapEarly: atStart.heap,
      heapLate: atEnd.heap,
      rows: atEnd.rows,
    };
  });
}

const results = { feeds: [], latency: undefined, soak: [], anchoring: undefined };
try {
  if (!options['pure-only']) {
    for (let run = 0; run < RUNS; run++) {
      for (const rate of options.rates.split(',').map(Number)) {
        for (const name of logs) {
          const cell = await feedCell(name, rate).catch((error) => ({ name, rate, hung: true, error: String(error) }));
          results.feeds.push(cell);
          console.log(`${rate}/s ${name}: ${cell.hung ? `hung ${cell.error ?? ''}` : `${cell.cpu.toFixed(0)} ms/s`}`);
        }
      }
    }
    for (const rate of options.rates.split(',').map(Number)) {
      const of = (name) => results.feeds.filter((cell) => cell.name === name && cell.rate === rate && !cell.hung);
      const floor = median(of('sdk alone').map(({ cpu }) => cpu));
      printTable(
        `${rate} messages a second through the SDK (median of ${RUNS}); main-thread ms per second`,
        [
          'log',
          'cpu',
          'over SDK',
          'tasks',
          'script',
          'style',
          'layout',
          'fps',
          'worst frame',
          'tasks > 50 ms',
          'longest',
          'nodes',
          'heap MB',
        ],
        logs.map((name) => {
          const cells = of(name);
          if (cells.length === 0) return [name, 'hung'];
          const m = (key) => median(cells.map((cell) => cell[key]));
          return [
            name,
            m('cpu').toFixed(1),
            (m('cpu') - floor).toFixed(1),
            m('tasks').toFixed(1),
            m('script').toFixed(1),
            m('style').toFixed(1),
            m('layout').toFixed(1),
            m('fps').toFixed(1),
            m('worstFrame').toFixed(0),
            Math.max(...cells.map((cell) => cell.longTasks)),
            Math.max(...cells.map((cell) => cell.longest)).toFixed(0),
            m('nodes'),
            m('heapMb').toFixed(1),
          ];
        }),
      );
    }
  }
  if (!options['feeds-only']) {
    const quiet = await withPage((page) => page.evaluate(() => globalThis.bench.latency(12, 700, 1)));
    const busy = await withPage((page) => page.evaluate(() => globalThis.bench.latency(30, 25, 2)));
    results.latency = { quiet, busy };
    printTable(
      'From arrival to the screen',
      ['room', 'median ms', 'worst ms', 'worst in frames'],
      [
        ['quiet', median(quiet.ms).toFixed(1), Math.max(...quiet.ms).toFixed(1), Math.max(...quiet.frames)],
        ['busy', median(busy.ms).toFixed(1), Math.max(...busy.ms).toFixed(1), Math.max(...busy.frames)],
      ],
    );
    for (const total of [20_000, ...(options.soak ? [Number(options.soak)] : [])]) results.soak.push(await soak(total));
    printTable(
      'Cost per message, each of them a row: the last 500 over the first 500 (medians of ten such; the very first ' +
        '1,000 warm up)',
      ['messages', 'early µs', 'late µs', 'ratio', 'nodes early', 'nodes late', 'rows', 'heap kB per 1,000'],
      results.soak.map((each) => [
        each.total,
        (each.early * 1000).toFixed(1),
        (each.late * 1000).toFixed(1),
        (each.late / each.early).toFixed(3),
        each.nodesEarly,
        each.nodesLate,
        each.rows,
        ((each.heapLate - each.heapEarly) / (each.total - 6000)).toFixed(3),
      ]),
    );
    results.anchoring = await withPage((page) => page.evaluate(() => globalThis.bench.anchoring(5)));
    console.log(
      `\nA reader 300 px above the end: the row moved ${results.anchoring.moved} px in 5 s of 40/s (${results.anchoring.rows} rows)`,
    );
  }
  mkdirSync(path.dirname(options.json), { recursive: true });
  writeFileSync(options.json, JSON.stringify(results, null, 2));
  console.log(`\nAll numbers: ${options.json}`);
} finally {
  server.close();
  server.closeAllConnections();
  await emulator.close();
}
