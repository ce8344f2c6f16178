// A fuzz run: hostile members, mutated frames of the service, mutated token responses, clocks that jump and a bad
// network, all at once, against the built elements in a browser. The seed determines what is tried; the timing of the
// machine differs from run to run. The rules are in fuzz-invariants.ts.
import { setTimeout as wait } from 'node:timers/promises';
import { NETWORK_FAULTS } from '../../chaos/support/network-faults.js';
import { NetworkProxy } from '../../chaos/support/network-proxy.js';
import { FaultSchedule, SERVICE_FAULTS } from '../../chaos/support/service-faults.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';
import { seeded } from '../../support/seeded.js';
import { EndToEndFixture } from './end-to-end-fixture.js';
import { ROOM } from './end-to-end-site.js';
import {
  FORGED_ANNOUNCEMENT,
  HOSTILE_USERS,
  KEPT_MESSAGES,
  RECOVERY_MS,
  checkFuzzInvariants,
  type PageUse,
  type QuietPeriod,
} from './fuzz-invariants.js';
import { startFuzzingRelay, type FuzzingRelay } from './fuzzing-relay.js';
import { mutateJson } from './mutate-json.js';
import { MUTATION_TEXTS } from './mutation-texts.js';
import { RENDERING_ATTACKS } from './rendering-attacks.js';

export interface FuzzPlan {
  readonly seed: number;
  readonly seconds: number;
  readonly onProgress?: (line: string) => void;
}

export interface FuzzReport {
  readonly violations: readonly string[];
  readonly periods: readonly QuietPeriod[];
  /** How often each kind of action and fault occurred. */
  readonly counts: Readonly<Record<string, number>>;
  readonly mutatedFrames: number;
  /** How many of them were compressed. */
  readonly compressedFrames: number;
}

const TEXTS = [...HOSTILE_TEXTS, ...RENDERING_ATTACKS, ...MUTATION_TEXTS];
/** Addresses of pictures that no page may load: not https, with a user name, or of a host inside the reader's network. */
const PICTURES = [
  'http://pictures.example/a.png',
  'https://user@pictures.example/a.png',
  'https://192.168.1.1/cgi-bin/reboot',
  'https://[::1]/a.png',
  'https://localhost/a.png',
  'https://router/a.png',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
  'blob:https://example.org/a',
];
/** The share of frames that arrive twice. */
const REPEAT_RATE = 0.1;
const FUZZ_MS = [3_000, 6_000] as const;
const TICK_MS = 60;
const MEMBERS = 12;
/** A user would reload the page, or sign in again, after a failure. The run does it after this time. */
const RESTART_AFTER_MS = 3_000;
/** An own message is given up by the outbox after a minute. */
const OUTBOX_MS = 75_000;
/** Messages of an ordinary member in each quiet period, which hostile members try to retract. */
const ORDINARY_MESSAGES = 5;
/** How many messages the service delivers again, under new sequence numbers. */
const REPEATED_MESSAGES = 20;
/** Within this time every row of the present messages is drawn, and every other row is removed. */
const DRAWN_MS = 2_000;
/** A comment crosses the picture in about ten seconds. */
const COMMENTS_MS = 40_000;
const CLOCK_JUMPS_MS = [-86_400_000, -3_600_000, -5_000, 5_000, 3_600_000, 86_400_000];

export async function runFuzz({ seed, seconds, onProgress = () => undefined }: FuzzPlan): Promise<FuzzReport> {
  const random = seeded(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  let network: NetworkProxy | undefined;
  let relay: FuzzingRelay | undefined;
  const fixture = await EndToEndFixture.start({
    delivery: seed % 2 === 0 ? 'push' : 'poll', // pushes have one message in a frame, polls have positions
    compressAboveBytes: 1_024,
    relay: async (emulatorUrl) => {
      network = await NetworkProxy.start(emulatorUrl, seeded(seed + 1));
      return (relay = await startFuzzingRelay(network.url, random));
    },
  });
  if (!network || !relay) throw new Error('The relay did not start.');
  const { page, emulator, site } = fixture;
  const { app } = emulator;
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const periods: QuietPeriod[] = [];
  const devTools = await page.createCDPSession();
  const goodToken: unknown = await (
    await fetch(`${site.origin}/api/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ groupId: ROOM }),
    })
  ).json();
  const faults = new FaultSchedule(
    {
      app,
      groupId: ROOM,
      random,
      randomUser: () => 'ana',
      repeatSeqs: () => () => undefined,
      removed: () => undefined,
      setTokenStatus: (status) => (site.forged = status === 0 ? undefined : `status ${status}`),
      setOffline: (on) => page.setOfflineMode(on),
      network,
    },
    [...SERVICE_FAULTS, ...NETWORK_FAULTS],
  );
  let sentByPage = 0;

  const actions: readonly (readonly [name: string, act: () => unknown])[] = [
    ['hostile text', () => app.sendText(ROOM, pick(TEXTS), { from: hostileUser(), cloudCustomData: pick(TEXTS) })],
    [
      'hostile extras',
      () => app.sendText(ROOM, 'with extras', { from: hostileUser(), cloudCustomData: mutatedExtras() }),
    ],
    ['hostile custom message', () => app.sendCustom(ROOM, mutateJson(GIFT, random) as object, { from: hostileUser() })],
    ['flood of likes', () => app.sendCustom(ROOM, mutateJson(LIKE, random) as object, { from: hostileUser() })],
    ['hostile name', () => app.setProfile(hostileUser(), { nick: pick(TEXTS), avatar: pick(TEXTS) })],
    ['hostile avatar', () => app.setProfile(hostileUser(), { nick: 'with a picture', avatar: pick(PICTURES) })],
    ['hostile picture of a gift', () => app.sendCustom(ROOM, giftWith(pick(PICTURES)), { from: hostileUser() })],
    ['forged announcement', () => sendControl({ action: 'announce', text: FORGED_ANNOUNCEMENT })],
    ['forged metadata', () => sendControl({ action: 'metadata', text: `[live-chat mods=${hostileUser()} slow=3600]` })],
    ['forged retraction', () => sendControl({ action: 'retract', seq: Math.floor(random() * 5_000), id: '' })],
    ['join', () => app.join(ROOM, hostileUser())],
    ['notice', () => app.sendNotice(ROOM, pick(TEXTS))],
    ['own message', () => void page.evaluate((text) => void window.endToEndPage.send(text), `own ${++sentByPage}`)],
  ];
  const rareActions: readonly (readonly [name: string, act: () => unknown])[] = [
    ['clock of the page', () => page.evaluate((ms) => window.endToEndPage.setClock(ms), pick(CLOCK_JUMPS_MS))],
    ['clock of the service', () => app.simulate.jumpClock(Math.round((random() - 0.5) * 20_000))],
    ['mutated token response', () => (site.forged = JSON.stringify(mutateJson(goodToken, random, ['proxyServer'])))],
    ['correct token response', () => (site.forged = undefined)],
    ['messages again', () => app.simulate.repeat(ROOM, { count: REPEATED_MESSAGES })],
    ['restart of the elements', () => page.evaluate(() => window.endToEndPage.restart())],
    ['fault', () => count(`fault: ${faults.injectNext().replace(/ \(.*/, '')}`)],
  ];

  function hostileUser(): string {
    return `${HOSTILE_USERS}${Math.floor(random() * MEMBERS)}`;
  }
  function mutatedExtras(): string {
    return JSON.stringify(mutateJson(EXTRAS, random));
  }
  function sendControl(data: object, from = hostileUser()): unknown {
    const message = { version: '1.0', platform: 'Web', businessID: 'LiveChatElements_control', data };
    return app.sendCustom(ROOM, message, { from });
  }
  /** The service may refuse this, which is correct. */
  async function attempt([name, act]: readonly [string, () => unknown]): Promise<void> {
    count(name);
    await Promise.resolve()
      .then(act)
      .catch(() => count(`refused: ${name}`));
  }

  async function fuzz(): Promise<void> {
    const end = Date.now() + FUZZ_MS[0] + random() * (FUZZ_MS[1] - FUZZ_MS[0]);
    while (Date.now() < end) {
      relay!.rate = random() * 0.9;
      relay!.repeatRate = REPEAT_RATE;
      relay!.mutatesPositions = random() < 0.2;
      for (let times = 0; times < 3; times++) await attempt(pick(actions));
      if (random() < 0.08) await attempt(pick(rareActions));
      await wait(TICK_MS);
    }
    relay!.rate = 0;
    relay!.repeatRate = 0;
    relay!.mutatesPositions = false;
    site.forged = undefined;
    await faults.stop();
    app.unban(ROOM, 'ana');
    app.changeRoom(ROOM, { muteAll: false });
    await page.evaluate(() => window.endToEndPage.setClock(0));
  }

  /** Ms until `condition` is true; undefined when it is not within `ms`. */
  async function timeUntil(condition: () => Promise<boolean>, ms: number): Promise<number | undefined> {
    const start = Date.now();
    while (!(await condition())) {
      if (Date.now() - start > ms) return undefined;
      await wait(200);
    }
    return Date.now() - start;
  }

  async function rejoin(): Promise<number | undefined> {
    let lastRestart = Date.now();
    return timeUntil(async () => {
      const chats = await page.evaluate(() => window.endToEndPage.observe());
      if (chats.every(({ status }) => status === 'joined')) return true;
      const isOver = chats.some(({ status }) => status === 'failed' || status === 'closed');
      if (isOver && Date.now() - lastRestart > RESTART_AFTER_MS) {
        lastRestart = Date.now();
        count('restart after a failure');
        await page.evaluate(() => window.endToEndPage.restart());
      }
      return false;
    }, RECOVERY_MS);
  }

  /** Ms until a message that is sent now is shown. A lost login is noticed by the page first, so it is repeated. */
  async function receive(number: number): Promise<number | undefined> {
    let tries = 0;
    return timeUntil(async () => {
      await rejoin();
      const marker = `marker ${number}.${++tries}`;
      await app.sendText(ROOM, marker, { from: 'host' });
      return page.evaluate((text) => window.endToEndPage.shows(text, 2_000), marker);
    }, RECOVERY_MS);
  }

  /** The texts that are shown from now on, and those that the host has retracted. */
  async function exchange(number: number): Promise<{ readonly expected: string[]; readonly retracted: string[] }> {
    // A mutated frame may have told the page that the room has another owner: the login reads it again.
    await page.evaluate(() => window.endToEndPage.loginAgain());
    await receive(number + 0.05);
    const expected = Array.from({ length: ORDINARY_MESSAGES }, (_, index) => `ordinary ${number}.${index}`);
    for (const text of expected) {
      const { seq } = await app.sendText(ROOM, text, { from: 'ben' });
      await sendControl({ action: 'retract', seq, id: '' });
    }
    const text = `retracted ${number}`;
    const { seq } = await app.sendText(ROOM, text, { from: 'ben' });
    await receive(number + 0.1);
    await sendControl({ action: 'retract', seq, id: '' }, 'host');
    await receive(number + 0.2);
    // A client of the service drops what it has received before. A new one does not know what that is.
    await page.evaluate(() => window.endToEndPage.loginAgain());
    await receive(number + 0.3);
    app.simulate.repeat(ROOM, { count: REPEATED_MESSAGES, userId: 'ben' }); // and not the retraction of the host
    await receive(number + 0.4);
    return { expected, retracted: [text] };
  }

  async function measure(): Promise<PageUse & { readonly heapMB: number }> {
    await devTools.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0 } = await page.metrics();
    return { heapMB: Math.round((JSHeapUsedSize / 2 ** 20) * 10) / 10, nodes: Nodes, listeners: JSEventListeners };
  }

  /** What a page uses with new elements that have joined and shown a message; undefined when they do not. */
  async function measureNewElements(number: number): Promise<PageUse | undefined> {
    await page.evaluate(() => window.endToEndPage.restart());
    if ((await receive(number)) === undefined) return undefined;
    await page.evaluate((ms) => window.endToEndPage.untilEmpty(ms), COMMENTS_MS);
    return measure();
  }

  async function quiet(number: number): Promise<void> {
    const joinedAfterMs = await rejoin();
    const receivedAfterMs = joinedAfterMs === undefined ? undefined : await receive(number);
    const { expected, retracted } =
      receivedAfterMs === undefined ? { expected: [], retracted: [] } : await exchange(number);
    await timeUntil(async () => (await page.evaluate(() => window.endToEndPage.pending)).length === 0, OUTBOX_MS);
    // A busy list is drawn five times a second.
    await timeUntil(
      async () =>
        (await page.evaluate(() => window.endToEndPage.observe())).every(({ rows, messages }) => rows <= messages),
      DRAWN_MS,
    );
    await page.evaluate(() => window.endToEndPage.inspect('quiet'));
    const chats = await page.evaluate(
      (...given) => window.endToEndPage.observe(...given),
      expected,
      retracted,
      HOSTILE_USERS,
    );
    const pending = await page.evaluate(() => window.endToEndPage.pending);
    const findings = await fixture.findings();
    periods.push({ number, joinedAfterMs, receivedAfterMs, expected, chats, pending, findings, ...(await measure()) });
  }

  try {
    await page.evaluate((count) => window.endToEndPage.keep(count), KEPT_MESSAGES);
    const first = await measureNewElements(0);
    const end = Date.now() + seconds * 1000;
    for (let number = 1; Date.now() < end; number++) {
      await fuzz();
      await quiet(number);
      const last = periods.at(-1);
      onProgress(
        `quiet period ${number}: joined after ${last?.joinedAfterMs} ms, received after ${last?.receivedAfterMs} ms, ${last?.heapMB} MB, ${last?.nodes} nodes, ${last?.listeners} listeners`,
      );
      for (const violation of checkFuzzInvariants({ periods: periods.slice(-1) })) onProgress(`VIOLATION ${violation}`);
    }
    const remainingComments = await page.evaluate((ms) => window.endToEndPage.untilEmpty(ms), COMMENTS_MS);
    const last = await measureNewElements(periods.length + 1);
    onProgress(`new elements: ${JSON.stringify(first)} at first, ${JSON.stringify(last)} at last`);
    return {
      violations: checkFuzzInvariants({ periods, first, last, remainingComments }),
      periods,
      counts: Object.fromEntries([...counts].sort()),
      mutatedFrames: [...relay.fuzzed.values()].reduce((sum, value) => sum + value, 0),
      compressedFrames: relay.compressed,
    };
  } finally {
    await fixture.stop();
    await relay.close();
    await network.stop();
  }
}

const EXTRAS = {
  liveChat: {
    v: 1,
    danmaku: { mode: 'top', color: '#ff0000' },
    mentions: ['ana'],
    replyTo: { id: '1', nick: 'host', text: 'quoted' },
  },
};
const giftWith = (imageUrl: string) => ({
  businessID: 'TUIGift',
  data: { giftCount: 1, gift: { giftId: 'rose', giftName: 'Rose', imageUrl } },
});
const GIFT = giftWith('https://example.org/r.png');
const LIKE = { businessID: 'TUIGift_like', version: '1.0', platform: 'web', data: { count: 50 } };
