// The page of the message list benchmark: one of several lists with the same feed. run.mjs calls `window.bench`.
import { createTimClient } from '../../src/im/sandboxed/tim-client.lazy.js';
import { socketRetryDelay } from '../../src/room/connection/reconnect-policy.js';
import type { ImClient, ImInbound, ImListener } from '../../src/im/im-client.js';
import { LiveChat } from '../../src/elements/live-chat/live-chat.js';
import type { TokenResponse } from '../../src/room/model/room-options.js';
import { Room } from '../../src/room/room.js';
import { defineElement } from '../../src/elements/shared/element-utils.js';
import { floors, type Drawer } from './floors.js';

const box = document.createElement('div');
box.className = 'box';
document.body.append(box);

const frames: number[] = [];
const longTasks: number[] = [];
let counting = false;

function countFrame(time: number): void {
  frames.push(time);
  if (counting) requestAnimationFrame(countFrame);
}
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
  entryTypes: ['longtask'],
});

async function token(groupId: string): Promise<TokenResponse> {
  const response = await fetch('/api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ groupId }),
  });
  if (!response.ok) throw new Error(`token: ${response.status} ${await response.text()}`);
  return (await response.json()) as TokenResponse;
}

function listener(onInbound: (items: readonly ImInbound[]) => void): ImListener {
  const nothing = (): void => undefined;
  return {
    onInbound,
    onConnection: nothing,
    onKicked: nothing,
    onCounter: nothing,
    onModified: nothing,
    onMembershipLost: nothing,
  };
}

/** The SDK alone; only `drawer` draws. */
async function sdkWith(drawer: Drawer | undefined, groupId: string): Promise<void> {
  const { sdkAppId, userId, userSig, proxyServer } = await token(groupId);
  const client = createTimClient(
    listener((items) => {
      if (!drawer) return;
      const texts = items.filter((item) => item.kind === 'text');
      if (texts.length > 0) drawer.add(texts.map(({ from, text }) => ({ author: from.nick || from.userId, text })));
    }),
    { socketRetryDelay, patience: () => 1 },
  );
  const { signal } = new AbortController();
  await client.login(
    { sdkAppId, ...(userId && { userId }), ...(userSig && { userSig }), ...(proxyServer && { proxyServer }) },
    signal,
  );
  await client.join(groupId, signal);
}

let room: Room | undefined;
let chat: LiveChat | undefined;

function putChat(of: Room): LiveChat {
  defineElement('live-chat', LiveChat);
  chat = document.createElement('live-chat');
  chat.lang = 'en';
  chat.room = of;
  box.append(chat);
  return chat;
}

/** A service in memory that passes the benchmark's messages to the room. */
function feedRoom(): { room: Room; feed(items: readonly ImInbound[]): void } {
  let hears: ImListener | undefined;
  const fed = new Room({
    groupId: 'bench',
    tokenProvider: () =>
      Promise.resolve({
        sdkAppId: 1400000001,
        userId: 'robin',
        userSig: 'none',
        expiresAt: Date.now() / 1000 + 86_400,
      }),
    createClient: (given) => {
      hears = given;
      const done = (): Promise<void> => Promise.resolve();
      const group = {
        groupId: 'bench',
        name: 'Bench',
        notification: '',
        introduction: '',
        ownerId: 'host',
        allMuted: false,
        role: 'member',
        mutedUntil: 0,
      } as const;
      const client: ImClient = {
        login: () => {
          given.onConnection('connected');
          return Promise.resolve(undefined);
        },
        join: () => Promise.resolve(group),
        leave: done,
        getGroup: () => Promise.resolve(group),
        getMutedUntil: () => Promise.resolve(0),
        prepare: () => {
          throw new Error('The benchmark does not send.');
        },
        getOnlineCount: () => Promise.resolve(1000),
        getCounters: () => Promise.resolve({}),
        increaseCounter: () => Promise.resolve(0),
        muteMember: done,
        muteAll: done,
        banMember: done,
        recall: done,
        setNotification: done,
        setIntroduction: done,
        close: done,
      };
      return client;
    },
  });
  return { room: fed, feed: (items) => hears?.onInbound(items) };
}

let soaked: ((items: readonly ImInbound[]) => void) | undefined;
let made = 0;
function text(words = `message number ${made}, as long as people write`): ImInbound {
  made++;
  const userId = `u${made % 97}`;
  return {
    kind: 'text',
    id: `f${made}`,
    groupId: 'bench',
    from: { userId, nick: `Viewer ${made % 97}`, avatar: '' },
    isSelf: false,
    seq: made,
    time: Date.now(),
    priority: 'normal',
    cloudCustomData: '',
    isBroadcast: false,
    text: words,
  };
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));
const nodes = (): number =>
  document.querySelectorAll('*').length + (chat?.shadowRoot?.querySelectorAll('*').length ?? 0);

const bench = {
  /** Adds the list with that name to the page, with the live feed of `groupId`. */
  async open(name: string, groupId: string): Promise<void> {
    if (name === 'live-chat' || name === 'room') {
      room = new Room({ groupId, tokenProvider: () => token(groupId) });
      if (name === 'live-chat') putChat(room);
      await room.connect();
      return;
    }
    const make = floors[name];
    if (name !== 'sdk alone' && !make) throw new Error(`No list is named ${name}.`);
    await sdkWith(make ? await make(box) : undefined, groupId);
  },

  start(): void {
    frames.length = longTasks.length = 0;
    counting = true;
    requestAnimationFrame(countFrame);
  },

  stop(): { fps: number; worstFrame: number; longTasks: number; longest: number; nodes: number } {
    counting = false;
    const gaps = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
    const total = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
    return {
      fps: (gaps.length * 1000) / total,
      worstFrame: Math.max(...gaps),
      longTasks: longTasks.length,
      longest: Math.max(0, ...longTasks),
      nodes: nodes(),
    };
  },

  /** Time from arrival to display, ms, and the number of frames begun in between. */
  async latency(count: number, everyMs: number, burst: number): Promise<{ ms: number[]; frames: number[] }> {
    const { room: fed, feed } = feedRoom();
    const element = putChat(fed);
    await fed.connect();
    await settle();
    const list = element.shadowRoot?.querySelector('.rows');
    if (!list) throw new Error('No rows');
    const ms: number[] = [];
    const begun: number[] = [];
    for (let index = 0; index < count; index++) {
      for (let other = 1; other < burst; other++) feed([text()]);
      const words = `wanted ${index}`;
      const start = performance.now();
      let drawn = 0;
      let open = true;
      const tick = (): void => {
        drawn++;
        if (open) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      const stands = new Promise<void>((resolve) => {
        const look = (): void => {
          if (![...list.children].slice(-burst * 4).some((row) => row.textContent.includes(words))) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(list, { childList: true, subtree: true, characterData: true });
      });
      // A room limits messages to reading speed. The measured one is a mention, which is never dropped.
      feed([text(`${words} @robin`)]);
      await stands;
      open = false;
      ms.push(performance.now() - start);
      begun.push(drawn);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return { ms, frames: begun };
  },

  /** A room in memory, for `soakFeed`. */
  async soakOpen(): Promise<void> {
    const { room: fed, feed } = feedRoom();
    soaked = feed;
    putChat(fed);
    await fed.connect();
    await settle();
  },

  /** Feeds `count` messages of the host, which are never dropped, `perFrame` in each frame. */
  async soakFeed(count: number, perFrame = 50): Promise<void> {
    for (let done = 0; done < count; done += perFrame) {
      soaked?.(
        Array.from(
          { length: Math.min(perFrame, count - done) },
          () => ({ ...text(), from: { userId: 'host', nick: 'Host', avatar: '' } }) as ImInbound,
        ),
      );
      await frame();
    }
    await settle();
  },

  /** The present numbers, after a garbage collection. */
  soakLook(): { nodes: number; heap: number; rows: number } {
    (globalThis as { gc?: () => void }).gc?.();
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
    return {
      nodes: nodes(),
      heap: memory.usedJSHeapSize,
      rows: chat?.shadowRoot?.querySelectorAll('.row').length ?? 0,
    };
  },

  /** How far the first visible row moves while `seconds` of 40/s arrive, for a reader 300 px above the end. */
  async anchoring(seconds: number): Promise<{ moved: number; rows: number }> {
    const { room: fed, feed } = feedRoom();
    const element = putChat(fed);
    await fed.connect();
    await settle();
    for (let index = 0; index < 40; index++) {
      feed(
        Array.from(
          { length: 15 },
          () => ({ ...text(), from: { userId: 'host', nick: 'Host', avatar: '' } }) as ImInbound,
        ),
      );
      await frame();
    }
    await settle();
    const log = element.shadowRoot?.querySelector<HTMLElement>('.log');
    if (!log) throw new Error('No log');
    log.scrollTop -= 300;
    await settle();
    const { top } = log.getBoundingClientRect();
    const row = [...log.querySelectorAll<HTMLElement>('.row')].find((each) => each.getBoundingClientRect().top >= top);
    if (!row) throw new Error('No row in view');
    const before = row.getBoundingClientRect().top;
    let moved = 0;
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      feed([{ ...text(), from: { userId: 'host', nick: 'Host', avatar: '' } } as ImInbound]);
      await new Promise((resolve) => setTimeout(resolve, 25));
      moved = Math.max(moved, Math.abs(row.getBoundingClientRect().top - before));
    }
    return { moved, rows: log.querySelectorAll('.row').length };
  },
};

export type LogBench = typeof bench;
(globalThis as unknown as { bench: LogBench }).bench = bench;
