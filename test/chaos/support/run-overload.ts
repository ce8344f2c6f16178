// One page with the three elements in a room at a thousand messages per second, with faults, and an account of every
// message: shown, reported as dropped, or within a gap that the page reported. The sums must be equal.
import { setTimeout as wait } from 'node:timers/promises';
import { startEmulator } from '../../../src/emulator/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';
import { seeded } from '../../support/seeded.js';
import { ChaosSite } from './chaos-site.js';
import { heapGrowth } from './heap-growth.js';
import type { Gap } from './history.js';
import type { OverloadCounts } from './overload-page.js';
import { SERVICE_FAULTS, FaultSchedule } from './service-faults.js';
import { NETWORK_FAULTS } from './network-faults.js';
import { NetworkProxy } from './network-proxy.js';

export interface OverloadPlan {
  readonly seed: number;
  readonly seconds: number;
  readonly messagesPerSecond: number;
  /** On average; 0: none. */
  readonly secondsBetweenFaults: number;
  /** Send without faults first, until every buffer of the room is full, so that the heap can be measured. */
  readonly measuresHeap: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface OverloadReport {
  readonly plan: Omit<OverloadPlan, 'onProgress'>;
  /** Descriptions; empty when every message is accounted for. */
  readonly violations: readonly string[];
  readonly written: number;
  readonly arrived: number;
  readonly shown: number;
  readonly dropped: number;
  readonly inGap: number;
  readonly gapsDeclared: number;
  readonly shownTwice: number;
  readonly own: OverloadCounts['own'];
  readonly perSecond: number;
  /** Milliseconds per second in which the main thread of the page was busy, with all three elements rendered. */
  readonly busyMsPerSecond: number;
  readonly heapMB: readonly number[];
  readonly faultCounts: Readonly<Record<string, number>>;
  /** Why the page was out, and how often. */
  readonly reasons: Readonly<Record<string, number>>;
}

const GROUP = 'overload';
/** Every buffer of the room is full after this time. */
const FULL_AFTER_MS = 15_000;
const TICK_MS = 50;
const REPORT_INTERVAL_MS = 1_000;
const HEAP_SAMPLES = 20;
const WRITE_EVERY_MS = 2_000;
const RECOVERY_MS = 80_000;
const FINAL_MESSAGES_MS = 60_000;
/** A poll whose response was lost is repeated after 18 s. */
const FINAL_MESSAGE_MS = 20_000;
const SENDERS = 200;
/** Messages that the service stores for late polls: a minute of the run. */
const STORED_SECONDS = 60;
/**
 * Faults that cannot be accounted for: the SDK treats two messages with one number as one, and a burst would be counted
 * with the run.
 */
const EXCLUDED_FAULTS = new Set(['numbers come twice', 'a hundred and twenty texts come at once']);

export async function runOverload(plan: OverloadPlan): Promise<OverloadReport> {
  const { onProgress: say = () => undefined, ...figures } = plan;
  const { seconds, messagesPerSecond, secondsBetweenFaults, measuresHeap } = plan;
  const warmUpMs = measuresHeap ? FULL_AFTER_MS : 0;
  const random = seeded(plan.seed);
  const emulator = await startEmulator({
    pollMs: 300,
    keptMessages: STORED_SECONDS * messagesPerSecond,
  });
  emulator.app.createRoom(GROUP, { owner: 'nobody-here' });
  const network = await NetworkProxy.start(emulator.url, seeded(plan.seed + 1));
  const site = await ChaosSite.start(emulator, { proxyServer: network.url, page: 'overload-page.ts' });
  const browser = await launchBrowser();
  const errors: string[] = [];
  const gaps: Gap[] = [];
  const heapMB: number[] = [];
  const seqs: number[] = [];
  let now: OverloadCounts | undefined;
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (!/WebSocket connection to|Failed to load resource/.test(message.text()))
        errors.push(`console: ${message.text()}`);
    });
    await page.goto(site.origin);
    await page.waitForFunction(() => 'OverloadPage' in window);
    const devTools = await page.createCDPSession();
    const collectReport = async (): Promise<OverloadCounts> => {
      now = await page.evaluate(() => window.overloadPage.drainCounts());
      gaps.push(...now.gaps);
      errors.push(...now.errors);
      return now;
    };
    const until = async (isDone: () => boolean | Promise<boolean>, ms: number): Promise<boolean> => {
      const end = Date.now() + ms;
      for (await collectReport(); !(await isDone()); await collectReport()) {
        if (Date.now() > end) return false;
        await wait(TICK_MS * 4);
      }
      return true;
    };
    const measureHeap = async (): Promise<void> => {
      for (let times = 0; times < 3; times++) await devTools.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize = 0 } = await page.metrics();
      heapMB.push(Math.round((JSHeapUsedSize / 2 ** 20) * 10) / 10);
    };
    const sendText = async (): Promise<void> => {
      const number = seqs.length;
      seqs.push(0);
      const { seq } = await emulator.app.sendText(GROUP, `s-${number} 一条普通的弹幕 with some words`, {
        from: `speaker-${number % SENDERS}`,
        unlimited: true,
      });
      seqs[number] = seq;
    };

    await page.evaluate(
      (group, capacity) => void (window.overloadPage = new window.OverloadPage(group, capacity)),
      GROUP,
      Math.ceil((seconds * 1000 + warmUpMs) / 1000) * messagesPerSecond + 1_000,
    );
    if (!(await until(() => now?.status === 'joined', 30_000))) throw new Error('The page did not get into the room.');

    const faultSchedule = new FaultSchedule(
      {
        app: emulator.app,
        groupId: GROUP,
        random,
        randomUser: () => 'reader',
        repeatSeqs: () => () => undefined,
        removed: () => undefined, // a user who rejoins gets a gap notice
        setTokenStatus: (status) => (site.tokenStatus = status),
        setOffline: (on) => page.setOfflineMode(on),
        network,
      },
      [...SERVICE_FAULTS, ...NETWORK_FAULTS].filter(([name]) => !EXCLUDED_FAULTS.has(name)),
    );
    const from = Date.now();
    const total = warmUpMs + seconds * 1000;
    let nextFault = secondsBetweenFaults > 0 ? warmUpMs + secondsBetweenFaults * 1000 : Infinity;
    let nextReport = 0;
    let nextWrite = warmUpMs;
    let busyBefore = 0;
    let wrote = 0;
    for (let elapsed = 0; elapsed < total; elapsed = Date.now() - from) {
      const due = Math.floor((elapsed / 1000) * messagesPerSecond);
      const said: Promise<void>[] = [];
      while (seqs.length < due) said.push(sendText());
      await Promise.all(said);
      if (elapsed >= nextFault) {
        nextFault += -Math.log(1 - random()) * secondsBetweenFaults * 1000;
        say(`${(elapsed / 1000).toFixed(1)} s ${faultSchedule.injectNext()}`);
      }
      if (elapsed >= nextWrite) {
        await page.evaluate((number) => window.overloadPage.write(`from the reader, ${number}`), ++wrote);
        nextWrite = elapsed + WRITE_EVERY_MS;
      }
      if (elapsed >= nextReport) {
        await collectReport();
        nextReport = elapsed + REPORT_INTERVAL_MS;
      }
      if (measuresHeap && elapsed >= warmUpMs + (heapMB.length * seconds * 1000) / HEAP_SAMPLES) {
        if (heapMB.length === 0) busyBefore = (await page.metrics()).TaskDuration ?? 0;
        await measureHeap();
      }
      await wait(TICK_MS);
    }
    const sentPerSecond = (seqs.length / (Date.now() - from)) * 1000;
    const busyMsPerSecond = ((((await page.metrics()).TaskDuration ?? 0) - busyBefore) / seconds) * 1000;
    await faultSchedule.stop();
    say('faults ended');
    if (!(await until(() => now?.status === 'joined' && now.own.waiting === 0, RECOVERY_MS))) say('still not well');
    // A message after the last gap makes the page report the gap, and the last message ends the account. A final
    // message that is lost itself, because a login is still ending, is followed by another.
    const deadline = Date.now() + FINAL_MESSAGES_MS;
    await sendText();
    do {
      if (Date.now() > deadline) {
        say('the last words did not arrive');
        break;
      }
      await wait(1_000);
      await sendText();
    } while (
      !(await until(
        () => page.evaluate((number) => window.overloadPage.hasReceived(number), seqs.length - 1),
        FINAL_MESSAGE_MS,
      ))
    );
    const end = await collectReport();
    if (measuresHeap) await measureHeap();
    const missing = await page.evaluate((count) => window.overloadPage.missing(count), seqs.length);
    const isInGap = (number: number): boolean =>
      gaps.some(({ after, before }) => (seqs[number] ?? 0) > after && (seqs[number] ?? 0) < before);
    const lost = missing.filter((number) => !isInGap(number));

    const violations = [...errors, ...(measuresHeap ? heapGrowth(heapMB) : [])];
    if (lost.length > 0)
      violations.push(
        `lost: ${lost.length} messages came neither to the page nor into a gap, the first at position ` +
          `${seqs[lost[0] ?? 0]}`,
      );
    if (end.arrived + missing.length !== seqs.length)
      violations.push(`${end.arrived} arrived and ${missing.length} did not, of ${seqs.length}`);
    if (end.shown + end.dropped !== end.arrived)
      violations.push(
        `lost: ${end.arrived} arrived, but ${end.shown} were shown and ${end.dropped} counted as skipped`,
      );
    if (end.shownTwice > 0) violations.push(`doubled: ${end.shownTwice} messages were shown twice`);
    if (end.own.waiting > 0) violations.push(`stuck: ${end.own.waiting} own messages`);
    if (end.own.sent + end.own.failed + end.own.waiting !== wrote)
      violations.push(`lost: of ${wrote} own messages ${end.own.sent} were sent and ${end.own.failed} failed`);
    if (end.status !== 'joined') violations.push(`not back: ${end.status}`);
    return {
      plan: figures,
      violations,
      written: seqs.length,
      arrived: end.arrived,
      shown: end.shown,
      dropped: end.dropped,
      inGap: missing.length - lost.length,
      gapsDeclared: gaps.length,
      shownTwice: end.shownTwice,
      own: end.own,
      perSecond: Math.round(sentPerSecond),
      busyMsPerSecond: Math.round(busyMsPerSecond),
      heapMB,
      faultCounts: Object.fromEntries([...faultSchedule.counts].sort()),
      reasons: end.reasons,
    };
  } finally {
    await browser.close();
    await site.stop();
    await network.stop();
    await emulator.close();
  }
}
