// npm run bench -- boot [--runs 7] [--round-trips 0,50,100,300] [--waterfall]
// From the navigation to the joined room: a page written by hand with the bare SDK, the script tag, the script tag with
// the preload tags that a release prints, and an application that bundles the elements. All requests and the socket go
// through a relay that delays every byte. The pages alternate, so that a slowdown of the machine affects all of them;
// compare the ratios of one run. Needs `npm run build:js`.
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../tools/browser.mjs';
import { startEmulator } from '../../src/emulator/index.ts';
import { createTokenHandler, toNodeListener } from '../../src/server/index.ts';
import { median, printTable } from '../log/table.mjs';
import { startDelayRelay } from './delay-relay.mjs';
import { GROUP_ID, startSite } from './site.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    'round-trips': { type: 'string', default: '0,50,100,300' },
    waterfall: { type: 'boolean', default: false },
  },
});

const emulator = await startEmulator({ port: 0 });
emulator.app.createRoom({ groupId: GROUP_ID, name: 'Boot', ownerId: 'host' });
const imRelay = await startDelayRelay(Number(new URL(emulator.url).port));
let users = 0;
const site = await startSite(
  toNodeListener(
    createTokenHandler({
      sdkAppId: emulator.sdkAppId,
      secretKey: emulator.secretKey,
      proxyServer: `ws://127.0.0.1:${imRelay.port}`,
      userLimit: false,
      identify: () => ({ userId: `user-${(users += 1)}` }),
    }),
  ),
);
const siteRelay = await startDelayRelay(site.port);
const browser = await launchBrowser();

/** Time to the joined room, ms, and the requests of the page with their start and end. */
async function measure(index) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${site.names[index]}: ${error.message}`));
    await page.goto(`http://127.0.0.1:${siteRelay.port}/page-${index}`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => globalThis.joinedAt !== undefined, { timeout: 60_000, polling: 20 });
    return await page.evaluate(() => ({
      joinedAt: globalThis.joinedAt,
      requests: performance.getEntriesByType('resource').map(({ name, startTime, responseEnd }) => ({
        name: new URL(name).pathname,
        startTime,
        responseEnd,
      })),
    }));
  } finally {
    await context.close();
  }
}

function printWaterfall(name, { joinedAt, requests }) {
  console.log(`\n${name}: joined after ${joinedAt.toFixed(0)} ms`);
  for (const { name: file, startTime, responseEnd } of requests)
    console.log(`  ${startTime.toFixed(0).padStart(5)} – ${responseEnd.toFixed(0).padStart(5)}  ${file}`);
}

try {
  for (const index of site.names.keys()) await measure(index); // warms up the browser's code cache and the emulator
  for (const roundTrip of options['round-trips'].split(',').map(Number)) {
    siteRelay.setRoundTrip(roundTrip);
    imRelay.setRoundTrip(roundTrip);
    const results = site.names.map(() => []);
    for (let run = 0; run < Number(options.runs); run++)
      for (const index of site.names.keys()) results[index].push(await measure(index));
    const medians = results.map((each) => median(each.map(({ joinedAt }) => joinedAt)));
    printTable(
      `Round trip ${roundTrip} ms, medians of ${options.runs}`,
      ['page', 'joined, ms', 'to by hand', 'requests'],
      site.names.map((name, index) => [
        name,
        medians[index].toFixed(0),
        (medians[index] / medians[0]).toFixed(2),
        results[index][0].requests.length,
      ]),
    );
    if (options.waterfall) for (const [index, name] of site.names.entries()) printWaterfall(name, results[index][0]);
  }
} finally {
  await browser.close();
  await Promise.all([siteRelay.close(), imRelay.close(), site.close(), emulator.close()]);
}
