// Chaos: real rooms over the real SDK in a real page, faults of every kind at random (seeded), and afterwards the accounts.
// Every message has to be shown exactly once at everybody who was there, or to be marked as failed at its sender, or to
// lie in a gap that was said, or to have been shed by the service itself.
import type { Page } from 'puppeteer-core';
import { until } from '../../support/until.js';
import { RoomLab } from './room-lab.js';

export interface ChaosOptions {
  readonly clients: number;
  readonly messages: number;
  readonly durationMs: number;
  readonly seed: number;
  /** Mean time between two faults. */
  readonly faultEveryMs: number;
  readonly say?: (line: string) => void;
}

export interface ChaosReport {
  readonly sent: number;
  readonly failed: number;
  /** At some client more than once. */
  readonly doubled: number;
  /** Confirmed, but missing at somebody without a gap or a shedding that explains it. */
  readonly lost: readonly string[];
  /** Missing at somebody within a gap that was said. */
  readonly inGaps: number;
  /** Accepted and dropped by the service's own limit. */
  readonly shedByService: number;
  /** Shown out of the order in which their sender wrote them. */
  readonly disordered: number;
  readonly joinedAtEnd: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  /** Heap after garbage collection, MB: half-way, and at the end. The accounts themselves are in it. */
  readonly heapMb: readonly [number, number];
}

/** A small generator of numbers from 0 to 1: the same seed, the same chaos. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A poll whose answer was lost is asked again after 18 s at most. */
const SILENCE_MS = 21_000;

interface Account {
  readonly name: string;
  readonly status: string;
  /** Texts in the order in which they were shown, with their positions; 0 for own ones. */
  readonly shown: readonly (readonly [text: string, seq: number])[];
  /** Positions between which a gap was said. */
  readonly gaps: readonly (readonly [number, number])[];
  readonly sent: readonly (readonly [text: string, seq: number])[];
  readonly failed: readonly string[];
  readonly shed: number;
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return ((await page.metrics()).JSHeapUsedSize ?? 0) / 2 ** 20;
}

/** Runs it; rejects only when something around it breaks. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const random = seeded(options.seed);
  const lab = await RoomLab.start({ pollMs: 200 });
  try {
    const page = await lab.open();
    const names = Array.from({ length: options.clients }, (_, index) => `p${index}`);
    await page.evaluate((all) => window.roomLab.beginChaos(all, 'chaos'), names);
    await until(() => page.evaluate((all) => all.every((name) => window.roomLab.status(name) === 'joined'), names), 'all are joined', 30_000);

    const faults: Record<string, number> = {};
    const startedAt = Date.now();
    const endsAt = startedAt + options.durationMs;
    let written = 0;
    let nextFault = startedAt + options.faultEveryMs * random();
    let firstHeap = 0;
    while (Date.now() < endsAt || written < options.messages) {
      const due = Math.min(options.messages, Math.floor(((Date.now() - startedAt) / options.durationMs) * options.messages));
      const batch: [string, string][] = [];
      for (; written < due; written++) {
        const name = names[Math.floor(random() * names.length)] ?? '';
        batch.push([name, `${name}#${written}`]);
      }
      if (batch.length > 0) await page.evaluate((all) => all.forEach(([name, text]) => window.roomLab.start(name, text)), batch);
      if (Date.now() > nextFault && Date.now() < endsAt - 1_000) {
        nextFault = Date.now() + options.faultEveryMs * 2 * random();
        const fault = breakSomething(lab, names, random);
        faults[fault] = (faults[fault] ?? 0) + 1;
      }
      if (firstHeap === 0 && Date.now() - startedAt > options.durationMs / 2) firstHeap = await heapMb(page);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    lab.emulator.app.faults.clear();
    lab.emulator.app.simulate.sequence('chaos');
    options.say?.('Faults are over; waiting for peace.');
    const calm = (all: readonly string[]): boolean => all.every((name) => window.roomLab.status(name) === 'joined' && !window.roomLab.isSending(name));
    await until(() => page.evaluate(calm, names), 'all are joined and nothing is on its way', 90_000).catch(() => options.say?.('There is no peace.'));
    await until(async () => (await page.evaluate(() => performance.now() - window.roomLab.lastShownAt)) > SILENCE_MS, 'nothing more arrives', 120_000);

    const accounts = await page.evaluate((all) => all.map((name) => window.roomLab.account(name)), names);
    if (process.env['CHAOS_DEBUG']) options.say?.(JSON.stringify(await page.evaluate((all) => all.map((name) => [name, window.roomLab.account(name).gaps, window.roomLab.said(name).filter((each) => !each.what.startsWith('message')).map((each) => each.what)]), names), null, 1));
    return { ...settle(accounts, lab.emulator.app.room('chaos')?.shedCount ?? 0), faults, errors: [...lab.witness.errors], heapMb: [firstHeap, await heapMb(page)] };
  } finally {
    await lab.stop();
  }
}

function breakSomething(lab: RoomLab, names: readonly string[], random: () => number): string {
  const { app } = lab.emulator;
  const userId = names[Math.floor(random() * names.length)] ?? '';
  const kinds: Record<string, () => unknown> = {
    close: () => app.simulate.close({ userId }),
    closeAll: () => app.simulate.close(),
    restart: () => app.simulate.restart({ downMs: random() * 4_000 }),
    forget: () => app.simulate.restart({ downMs: random() * 1_000, keepMemberships: false }),
    hang: () => app.simulate.hang({ userId }),
    halfOpen: () => app.simulate.halfOpen({ userId }),
    expire: () => app.simulate.expireSignature({ userId }),
    loseAnswer: () => app.faults.add({ command: 'send_group_msg', loseAnswer: true, times: 2 }),
    noAnswer: () => app.faults.add({ command: 'send_group_msg', noAnswer: true, times: 1 }),
    delay: () => app.faults.add({ command: 'send_group_msg', delayMs: 500, jitterMs: 2_000, times: 10 }),
    tooFast: () => app.faults.add({ command: 'send_group_msg', errorCode: 10023, times: 3 }),
    refused: () => app.faults.add({ command: 'send_group_msg', errorCode: 80001, times: 1 }),
    busyJoin: () => app.faults.add({ command: 'apply_join_group', errorCode: 10002, times: 2 }),
    slowPoll: () => app.faults.add({ command: 'get_msg', delayMs: 300, jitterMs: 900, times: 20 }),
    lostPoll: () => app.faults.add({ command: 'get_msg', loseAnswer: true, times: 3 }),
    closeOnSend: () => app.faults.add({ command: 'send_group_msg', close: true, times: 2 }),
    overload: () => app.simulate.overload({ userId, delaySeconds: 2 }),
  };
  const all = Object.keys(kinds);
  const kind = all[Math.floor(random() * all.length)] ?? 'close';
  kinds[kind]?.();
  return kind;
}

/** The positions near `seq` that somebody saw, for whoever looks for the reason of a loss. */
function around(account: Account | undefined, seq: number): string {
  return (account?.shown ?? []).map(([, each]) => each).filter((each) => Math.abs(each - seq) < 8).join(' ');
}

/** The accounts of what everybody sent and saw. */
function settle(accounts: readonly Account[], shedCount: number): Omit<ChaosReport, 'faults' | 'errors' | 'heapMb'> {
  const sent = accounts.flatMap((each) => each.sent);
  const shownBy = accounts.map((each) => new Set(each.shown.map(([text]) => text)));
  const sentSeq = new Map(accounts.flatMap((each) => each.sent));
  // As those know it who got it: an answer that was lost and asked for again may name another position.
  const seqOf = new Map(accounts.flatMap((each) => each.shown.filter(([, seq]) => seq > 0)));
  let doubled = 0;
  let disordered = 0;
  for (const { shown } of accounts) {
    const seen = new Set<string>();
    const last = new Map<string, number>();
    for (const [text] of shown) {
      if (seen.has(text)) doubled++;
      seen.add(text);
      const [sender = '', number = '0'] = text.split('#');
      if (Number(number) < (last.get(sender) ?? -1)) disordered++;
      last.set(sender, Math.max(last.get(sender) ?? -1, Number(number)));
    }
  }
  const lost: string[] = [];
  let inGaps = 0;
  let shedByService = 0;
  for (const [text] of sent) {
    const seq = seqOf.get(text) ?? sentSeq.get(text) ?? 0;
    const sender = text.split('#')[0];
    const missing = accounts.map((each, index) => ({ name: each.name, index })).filter(({ name, index }) => name !== sender && !shownBy[index]?.has(text));
    if (missing.length === 0) continue;
    // Nobody has it: of a message that was sent again only its receivers know the position.
    const isNowhere = missing.length === accounts.length - 1;
    const explains = (account: Account | undefined): boolean => !!account && (account.shed > 0 || account.gaps.some(([from, to]) => isNowhere || (seq > from && seq < to)));
    const unexplained = missing.filter(({ index }) => !explains(accounts[index]));
    inGaps += missing.length - unexplained.length;
    // The service took it and dropped it; otherwise those who were there would have it.
    if (unexplained.length > 0 && isNowhere && shedByService < shedCount) shedByService++;
    else lost.push(...unexplained.map(({ name, index }) => `${text} (${seq}) at ${name}, which saw ${around(accounts[index], seq)}`));
  }
  const failed = accounts.flatMap((each) => each.failed).length;
  return { sent: sent.length, failed, doubled, lost, inGaps, shedByService, disordered, joinedAtEnd: accounts.filter((each) => each.status === 'joined').length };
}
