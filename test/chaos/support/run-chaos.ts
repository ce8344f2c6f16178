// One chaos run: users in a page, an emulator, random faults while they send messages, then no faults, and a check. The
// seed determines who sends when and which fault occurs when. The timing of the machine differs from run to run.
import { setTimeout as wait } from 'node:timers/promises';
import { startEmulator } from '../../../src/emulator/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';
import { seeded } from '../../support/seeded.js';
import { Recorder } from './recorder.js';
import { ChaosSite } from './chaos-site.js';
import type { UserReport } from './chaos-page.js';
import { heapGrowth } from './heap-growth.js';
import type { Written } from './history.js';
import { checkInvariants, type InvariantReport } from './invariants.js';
import { DeliveryLog } from './delivery-log.js';
import { fillBuffers } from './fill-buffers.js';
import { SERVICE_FAULTS, FaultSchedule } from './service-faults.js';
import { NETWORK_FAULTS } from './network-faults.js';
import { NetworkProxy } from './network-proxy.js';

export interface ChaosPlan {
  readonly seed: number;
  readonly clients: number;
  readonly messages: number;
  readonly seconds: number;
  /** On average. */
  readonly secondsBetweenFaults: number;
  /** Where faults occur: in the service, in the network, or both. */
  readonly faults: 'service' | 'network' | 'both';
  /**
   * Fill every buffer of every room to its limit first, so that the heap can be measured. It must not grow after that.
   */
  readonly measuresHeap: boolean;
  /** Receives descriptions of the progress. */
  readonly onProgress?: (line: string) => void;
}

export interface ChaosReport extends InvariantReport {
  readonly plan: Omit<ChaosPlan, 'onProgress'>;
  readonly seconds: number;
  readonly faultCounts: Readonly<Record<string, number>>;
  /** Why messages failed or were refused. */
  readonly codes: Readonly<Record<string, number>>;
  /** Why users were out of the room. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly gapsDeclared: number;
  /** MB of the page after a garbage collection, at the start, after each twentieth of the run, and at the end. */
  readonly heapMB: readonly number[];
  /** What the network proxy did. */
  readonly networkCounts: NetworkProxy['counts'];
  /**
   * By user: joins, leaves, the periods in which messages had to be shown, and the reported gaps. For the analysis of a
   * failure.
   */
  readonly statusLogs: Readonly<Record<string, readonly string[]>>;
  /** Seconds from the end of the faults until every user was joined and no message was waiting. */
  readonly recoverySeconds: number;
}

const GROUP = 'chaos';
const TICK_MS = 50;
const REPORT_INTERVAL_MS = 1_000;
/** The outbox gives up a waiting message after a minute. After this time everything must be settled. */
const RECOVERY_MS = 80_000;
/** A poll whose response was lost is repeated after 18 s, and that can happen twice. */
const MARKER_MS = 45_000;
/** The share of senders of a failed message who send it again once. */
const RETRY_SHARE = 0.5;
const HEAP_SAMPLES = 20;

export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const { onProgress: say = () => undefined, ...figures } = plan;
  const random = seeded(plan.seed);
  const people = Array.from({ length: plan.clients }, (_, index) => `p${String(index).padStart(2, '0')}`);
  const counts = new Map(people.map((user) => [user, 0]));
  const recorder = new Recorder(people);
  const deliveryLog = await DeliveryLog.open();
  const emulator = await startEmulator({ pollMs: 100, webhook: { url: deliveryLog.url } });
  emulator.app.createRoom(GROUP, { owner: 'nobody-here' });
  const network = await NetworkProxy.start(emulator.url, seeded(plan.seed + 1));
  const site = await ChaosSite.start(emulator, { proxyServer: network.url });
  const browser = await launchBrowser();
  const startedAt = Date.now();
  const written: string[] = [];
  const heapMB: number[] = [];
  const errors: string[] = [];
  const repeatedSeqs: { from: number; to: number }[] = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      // The browser itself reports refused sockets and token requests. No other output is allowed.
      if (!/WebSocket connection to|Failed to load resource/.test(message.text()))
        errors.push(`console: ${message.text()}`);
    });
    await page.goto(site.origin);
    await page.waitForFunction(() => 'chaosPage' in window);
    const session = await page.createCDPSession();
    const collectReports = async (): Promise<void> => {
      const got: { readonly users: readonly UserReport[]; readonly errors: readonly string[] } = await page.evaluate(
        () => window.chaosPage.drainReport(),
      );
      recorder.add(got.users);
      errors.push(...got.errors);
    };
    const until = async (isDone: () => boolean, ms: number): Promise<boolean> => {
      const end = Date.now() + ms;
      for (await collectReports(); !isDone(); await collectReports()) {
        if (Date.now() > end) return false;
        await wait(TICK_MS * 4);
      }
      return true;
    };
    const measureHeap = async (): Promise<void> => {
      await session.send('HeapProfiler.collectGarbage');
      heapMB.push(Math.round(((await page.metrics()).JSHeapUsedSize ?? 0) / 2 ** 17) / 8);
    };
    const write = async (lines: readonly (readonly [string, string, boolean])[]): Promise<void> => {
      written.push(...lines.map(([, text]) => text));
      await page.evaluate((given) => window.chaosPage.write(given), lines);
    };
    const lineOf = (user: string, text: string): [string, string, boolean] => {
      const number = (counts.get(user) ?? 0) + 1;
      counts.set(user, number);
      return [user, `${user}-${String(number).padStart(4, '0')} ${text}`, random() < RETRY_SHARE];
    };

    await page.evaluate(
      (users, group) => users.forEach((user) => window.chaosPage.addUser(user, group)),
      people,
      GROUP,
    );
    if (!(await until(() => recorder.everyoneJoined, 30_000)))
      throw new Error('Not everybody got into the room before the faults began.');
    await write(people.map((user) => lineOf(user, 'is here')));
    await until(() => written.every((text) => recorder.everyoneSaw(text)), 10_000);
    if (plan.measuresHeap) {
      say('filling the rooms');
      await fillBuffers(emulator.app, GROUP, collectReports);
    }
    await measureHeap();

    const faults = { service: SERVICE_FAULTS, network: NETWORK_FAULTS, both: [...SERVICE_FAULTS, ...NETWORK_FAULTS] }[
      plan.faults
    ];
    const faultSchedule = new FaultSchedule(
      {
        app: emulator.app,
        groupId: GROUP,
        random,
        randomUser: () => {
          const among = recorder.joinedUsers.length > 0 ? recorder.joinedUsers : people;
          return among[Math.floor(random() * among.length)] ?? '';
        },
        repeatSeqs: () => {
          const span = { from: Date.now(), to: Infinity };
          repeatedSeqs.push(span);
          return () => (span.to = Date.now());
        },
        removed: (user) => recorder.markRemoved(user),
        setTokenStatus: (status) => (site.tokenStatus = status),
        setOffline: (on) => page.setOfflineMode(on),
        network,
      },
      faults,
    );
    const from = Date.now();
    const clock = (at = Date.now()): string => `${((at - from) / 1000).toFixed(1)} s`;
    let nextFault = plan.secondsBetweenFaults;
    let nextHarvest = REPORT_INTERVAL_MS;
    const first = written.length;
    const writeUpTo = async (due: number): Promise<void> => {
      const lines: [string, string, boolean][] = [];
      while (written.length - first + lines.length < due)
        lines.push(lineOf(people[Math.floor(random() * people.length)] ?? '', 'has something to say'));
      if (lines.length > 0) await write(lines);
    };
    for (let elapsed = 0; elapsed < plan.seconds * 1000; elapsed = Date.now() - from) {
      await writeUpTo(Math.min(plan.messages, Math.floor((elapsed / 1000 / plan.seconds) * plan.messages) + 1));
      if (elapsed / 1000 >= nextFault) {
        nextFault += -Math.log(1 - random()) * plan.secondsBetweenFaults;
        const name = faultSchedule.injectNext();
        say(`${clock()} ${name}`);
      }
      if (elapsed >= nextHarvest) {
        await collectReports();
        nextHarvest = elapsed + REPORT_INTERVAL_MS;
      }
      if (elapsed / 1000 / plan.seconds >= heapMB.length / HEAP_SAMPLES) await measureHeap();
      await wait(TICK_MS);
    }
    await writeUpTo(plan.messages); // on a slow machine the last step can be long before the end
    await faultSchedule.stop();
    const endOfFaultsAt = Date.now();
    say('faults ended');
    if (!(await until(() => recorder.everyoneJoined && recorder.waiting === 0, RECOVERY_MS)))
      say(`still not well after ${RECOVERY_MS / 1000} s`);
    const recoverySeconds = Math.round((Date.now() - endOfFaultsAt) / 100) / 10;
    // A message after the last gap, so that it is reported, and after the last number, so that nothing is held back.
    const finalMessages = people.map((user) => lineOf(user, 'says good-bye'));
    for (const line of finalMessages) {
      await write([line]);
      await wait(TICK_MS);
    }
    // A user who has the newest of them has every message that will arrive. checkInvariants decides about missing ones.
    const hasNewestMessage = (user: string): boolean => {
      const newest = finalMessages
        .flatMap(([from, text]) => (from === user ? [] : (deliveryLog.delivered.get(text) ?? [])))
        .sort((a, b) => b.seq - a.seq)[0];
      return newest !== undefined && recorder.saw(user, newest.text);
    };
    if (!(await until(() => people.every(hasNewestMessage), MARKER_MS)))
      say(`no last words for ${people.filter((user) => !hasNewestMessage(user)).join(', ')}`);
    await collectReports();
    await measureHeap();
    await page.evaluate(() => window.chaosPage.leave());

    const pending = written
      .filter((text) => !recorder.outcomes.has(text))
      .map((text): Written => ({ text, user: text.slice(0, text.indexOf('-')), outcome: 'pending' }));
    const viewers = recorder.viewers();
    const outcomes = [...recorder.outcomes.values()];
    const growth = plan.measuresHeap ? heapGrowth(heapMB) : [];
    const result = checkInvariants({
      written: [...outcomes, ...pending],
      delivered: deliveryLog.delivered,
      droppedByService: emulator.app.room(GROUP)?.droppedCount ?? 0,
      repeatedSeqs,
      viewers,
      errors: [...errors, ...growth],
    });
    return {
      plan: figures,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      ...result,
      faultCounts: Object.fromEntries([...faultSchedule.counts].sort()),
      codes: tally(outcomes.flatMap(({ code }) => code ?? [])),
      reasons: Object.fromEntries(recorder.reasons),
      gapsDeclared: viewers.reduce((sum, { gaps }) => sum + gaps.length, 0),
      heapMB,
      networkCounts: network.counts,
      recoverySeconds,
      statusLogs: Object.fromEntries(
        viewers.map(({ user, gaps, joinedPeriods }) => [
          user,
          [
            ...recorder
              .statusLog(user)
              .map(({ at, isJoined, reason }) => `${clock(at)} ${isJoined ? 'in' : 'out'} ${reason}`),
            ...joinedPeriods.map(({ from: since, to }) => `owed ${clock(since)} to ${clock(to)}`),
            ...gaps.map(({ after, before }) => `gap ${after}-${before}`),
          ],
        ]),
      ),
    };
  } finally {
    await browser.close();
    await site.stop();
    await network.stop();
    await emulator.close();
    await deliveryLog.close();
  }
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
