// One page with the three elements in a room at a thousand messages a second, with faults; and an account of every
// message:
// shown, left out and counted, or within a gap that the page declared. The sums must agree exactly.
import { setTimeout as wait } from 'node:timers/promises';
import { startEmulator } from '../../../src/emulator/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';
import { seeded } from '../../support/seeded.js';
import { CrowdSite } from './chaos-site.js';
import { heapGrowth } from './heap-growth.js';
import type { Gap } from './history.js';
import type { StormHarvest } from './overload-page.js';
import { SERVICE_FAULTS, Weather } from './service-faults.js';
import { WIRE_FAULTS } from './network-faults.js';
import { WireProxy } from './network-proxy.js';

export interface StormPlan {
  readonly seed: number;
  readonly seconds: number;
  readonly messagesPerSecond: number;
  /** On average; 0: none. */
  readonly secondsBetweenFaults: number;
  /** Storm without faults first, until every store of the room is full, so that the heap can be weighed. */
  readonly weighs: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface StormReport {
  readonly plan: Omit<StormPlan, 'onProgress'>;
  /** In words; none is the good outcome. */
  readonly faults: readonly string[];
  readonly written: number;
  readonly arrived: number;
  readonly shown: number;
  readonly skipped: number;
  readonly inGap: number;
  readonly gapsDeclared: number;
  readonly shownTwice: number;
  readonly own: StormHarvest['own'];
  readonly perSecond: number;
  /** Milliseconds a second in which the page's main thread was at work, all three elements drawn. */
  readonly busyMsPerSecond: number;
  readonly heapMB: readonly number[];
  readonly strikes: Readonly<Record<string, number>>;
  /** Why the page was out, and how often. */
  readonly reasons: Readonly<Record<string, number>>;
}

const GROUP = 'storm';
/** Every store of the room is full by then. */
const FULL_AFTER_MS = 15_000;
const TICK_MS = 50;
const HARVEST_EVERY_MS = 1_000;
const HEAP_SAMPLES = 20;
const WRITE_EVERY_MS = 2_000;
const RECOVERY_MS = 80_000;
const LAST_WORDS_MS = 60_000;
/** A poll whose answer was lost is asked again 18 s later. */
const LAST_WORD_MS = 20_000;
const SPEAKERS = 200;
/** Messages that the service keeps for late polls: a minute of the storm. */
const KEPT_SECONDS = 60;
/**
 * What nobody can account for: two messages of one number are one to the SDK. Or what would be counted with the storm.
 */
const LEFT_OUT = new Set(['numbers come twice', 'a hundred and twenty texts come at once']);

export async function runStorm(plan: StormPlan): Promise<StormReport> {
  const { onProgress: say = () => undefined, ...figures } = plan;
  const { seconds, messagesPerSecond, secondsBetweenFaults, weighs } = plan;
  const warmUpMs = weighs ? FULL_AFTER_MS : 0;
  const random = seeded(plan.seed);
  const emulator = await startEmulator({ pollMs: 300, keptMessages: KEPT_SECONDS * messagesPerSecond });
  emulator.app.createRoom(GROUP, { owner: 'nobody-here' });
  const wire = await WireProxy.start(emulator.url, seeded(plan.seed + 1));
  const site = await CrowdSite.start(emulator, { proxyServer: wire.url, page: 'overload-page.ts' });
  const browser = await launchBrowser();
  const errors: string[] = [];
  const gaps: Gap[] = [];
  const heapMB: number[] = [];
  const positions: number[] = [];
  let now: StormHarvest | undefined;
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (!/WebSocket connection to|Failed to load resource/.test(message.text()))
        errors.push(`console: ${message.text()}`);
    });
    await page.goto(site.origin);
    await page.waitForFunction(() => 'StormPage' in window);
    const devTools = await page.createCDPSession();
    const harvest = async (): Promise<StormHarvest> => {
      now = await page.evaluate(() => window.stormPage.harvest());
      gaps.push(...now.gaps);
      errors.push(...now.errors);
      return now;
    };
    const until = async (isDone: () => boolean | Promise<boolean>, ms: number): Promise<boolean> => {
      const end = Date.now() + ms;
      for (await harvest(); !(await isDone()); await harvest()) {
        if (Date.now() > end) return false;
        await wait(TICK_MS * 4);
      }
      return true;
    };
    const weigh = async (): Promise<void> => {
      for (let times = 0; times < 3; times++) await devTools.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize = 0 } = await page.metrics();
      heapMB.push(Math.round((JSHeapUsedSize / 2 ** 20) * 10) / 10);
    };
    const speak = async (): Promise<void> => {
      const number = positions.length;
      positions.push(0);
      const { seq } = await emulator.app.sendText(GROUP, `s-${number} 一条普通的弹幕 with some words`, {
        from: `speaker-${number % SPEAKERS}`,
        unlimited: true,
      });
      positions[number] = seq;
    };

    await page.evaluate(
      (group, capacity) => void (window.stormPage = new window.StormPage(group, capacity)),
      GROUP,
      Math.ceil((seconds * 1000 + warmUpMs) / 1000) * messagesPerSecond + 1_000,
    );
    if (!(await until(() => now?.status === 'joined', 30_000))) throw new Error('The page did not get into the room.');

    const weather = new Weather(
      {
        app: emulator.app,
        groupId: GROUP,
        random,
        someone: () => 'reader',
        numbersTwice: () => () => undefined,
        putOut: () => undefined, // whoever comes back is told of a gap
        tokens: (status) => (site.tokenStatus = status),
        offline: (on) => page.setOfflineMode(on),
        wire,
      },
      [...SERVICE_FAULTS, ...WIRE_FAULTS].filter(([name]) => !LEFT_OUT.has(name)),
    );
    const from = Date.now();
    const total = warmUpMs + seconds * 1000;
    let nextFault = secondsBetweenFaults > 0 ? warmUpMs + secondsBetweenFaults * 1000 : Infinity;
    let nextHarvest = 0;
    let nextWrite = warmUpMs;
    let busyBefore = 0;
    let wrote = 0;
    for (let elapsed = 0; elapsed < total; elapsed = Date.now() - from) {
      const due = Math.floor((elapsed / 1000) * messagesPerSecond);
      const said: Promise<void>[] = [];
      while (positions.length < due) said.push(speak());
      await Promise.all(said);
      if (elapsed >= nextFault) {
        nextFault += -Math.log(1 - random()) * secondsBetweenFaults * 1000;
        say(`${(elapsed / 1000).toFixed(1)} s ${weather.strike()}`);
      }
      if (elapsed >= nextWrite) {
        await page.evaluate((number) => window.stormPage.write(`from the reader, ${number}`), ++wrote);
        nextWrite = elapsed + WRITE_EVERY_MS;
      }
      if (elapsed >= nextHarvest) {
        await harvest();
        nextHarvest = elapsed + HARVEST_EVERY_MS;
      }
      if (weighs && elapsed >= warmUpMs + (heapMB.length * seconds * 1000) / HEAP_SAMPLES) {
        if (heapMB.length === 0) busyBefore = (await page.metrics()).TaskDuration ?? 0;
        await weigh();
      }
      await wait(TICK_MS);
    }
    const saidPerSecond = (positions.length / (Date.now() - from)) * 1000;
    const busyMsPerSecond = ((((await page.metrics()).TaskDuration ?? 0) - busyBefore) / seconds) * 1000;
    await weather.calm();
    say('calm');
    if (!(await until(() => now?.status === 'joined' && now.own.waiting === 0, RECOVERY_MS))) say('still not well');
    // What comes after the last gap declares it, and what has come after everything else ends the account. A last word
    // that is itself
    // lost (a login may still be ending) is followed by another.
    const wordsUntil = Date.now() + LAST_WORDS_MS;
    await speak();
    do {
      if (Date.now() > wordsUntil) {
        say('the last words did not arrive');
        break;
      }
      await wait(1_000);
      await speak();
    } while (
      !(await until(
        () => page.evaluate((number) => window.stormPage.hasArrived(number), positions.length - 1),
        LAST_WORD_MS,
      ))
    );
    const end = await harvest();
    if (weighs) await weigh();
    const missing = await page.evaluate((count) => window.stormPage.missing(count), positions.length);
    const isInGap = (number: number): boolean =>
      gaps.some(({ after, before }) => (positions[number] ?? 0) > after && (positions[number] ?? 0) < before);
    const lost = missing.filter((number) => !isInGap(number));

    const faults = [...errors, ...(weighs ? heapGrowth(heapMB) : [])];
    if (lost.length > 0)
      faults.push(
        `lost: ${lost.length} messages came neither to the page nor into a gap, the first at position ${positions[lost[0] ?? 0]}`,
      );
    if (end.arrived + missing.length !== positions.length)
      faults.push(`${end.arrived} arrived and ${missing.length} did not, of ${positions.length}`);
    if (end.shown + end.skipped !== end.arrived)
      faults.push(`lost: ${end.arrived} arrived, but ${end.shown} were shown and ${end.skipped} counted as skipped`);
    if (end.shownTwice > 0) faults.push(`doubled: ${end.shownTwice} messages were shown twice`);
    if (end.own.waiting > 0) faults.push(`stuck: ${end.own.waiting} own messages`);
    if (end.own.sent + end.own.failed + end.own.waiting !== wrote)
      faults.push(`lost: of ${wrote} own messages ${end.own.sent} were sent and ${end.own.failed} failed`);
    if (end.status !== 'joined') faults.push(`not back: ${end.status}`);
    return {
      plan: figures,
      faults,
      written: positions.length,
      arrived: end.arrived,
      shown: end.shown,
      skipped: end.skipped,
      inGap: missing.length - lost.length,
      gapsDeclared: gaps.length,
      shownTwice: end.shownTwice,
      own: end.own,
      perSecond: Math.round(saidPerSecond),
      busyMsPerSecond: Math.round(busyMsPerSecond),
      heapMB,
      strikes: Object.fromEntries([...weather.counts].sort()),
      reasons: end.reasons,
    };
  } finally {
    await browser.close();
    await site.stop();
    await wire.stop();
    await emulator.close();
  }
}
