// Counts a room's likes in the before-send webhook, for plans without group counters. The webhook also receives the
// likes that the service will drop above 40 messages per second. Totals are reported every few seconds, not per like.
import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import { BoundedMap, BoundedSet } from '../../util/bounded-map.js';
import { RECHECK_MS, settlesWithin } from '../../util/promises.js';
import { RateLimiter } from '../rate-limiter.js';
import type { RequestContext } from '../request-context.js';
import type { BeforeSendHook } from '../webhook/webhook-handler.js';
import { decodeElements } from '../webhook/message-elements.js';
import { parseRoomMetadata } from '../../protocol/room-metadata.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import { type RoomMetadataClient, updateRoomMetadata } from '../metadata/room-metadata.js';

/** Where the likes of rooms are stored: a database, or `groupLikeStore`. */
export interface LikeStore {
  /** Adds to a room's likes and resolves to the new total. When it rejects, nothing was added. */
  add(groupId: string, likes: number): Promise<number>;
}

const TIMEOUT_MS = 10_000;

/**
 * Keeps totals in the metadata of the group's introduction, where users who join later can read them and no member can
 * write. Pages in the room receive a control message. For one process: two would overwrite each other's totals.
 */
export function groupLikeStore(client: RoomMetadataClient): LikeStore {
  const totals = new Map<string, number>();
  return {
    async add(groupId, likes) {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      let total = totals.get(groupId);
      if (total === undefined) {
        // An error must not look like a room without likes: the total would be overwritten.
        total = parseRoomMetadata((await requireGroupInfo(client, groupId, { signal })).introduction).likes ?? 0;
        totals.set(groupId, total); // a write whose response is lost must not be read back and counted twice
      }
      const sum = total + likes;
      await updateRoomMetadata(client, groupId, () => ({ likes: sum }), 'Low', signal);
      totals.set(groupId, sum);
      return sum;
    },
  };
}

/** Options of `createLikeCounter`; only `store` is required. */
export interface LikeCounterOptions {
  store: LikeStore;
  /**
   * Milliseconds between two reports of a room; default 10,000: with `groupLikeStore` each report is a control message
   * to the room, and an event of the changed introduction, which Tencent sends by default. A platform that stops a
   * function after its response (Workers, Lambda) needs `handler(request, { waitUntil })`, or 0: then the likes of a
   * message are reported before the response to it.
   */
  everyMs?: number;
  /** Called with each new total. */
  onTotal?: (groupId: string, total: number, added: number) => void;
  /**
   * Likes of one user that are counted; default 20 per second, more than a user can make. A minute of them may come at
   * once, and at least one full message of a user who waited long.
   */
  likesPerSecond?: number;
  /** Called with failures of the store; the likes are added with the next report. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

/** Counts the likes of all rooms in the webhook. */
export interface LikeCounter {
  /** For `createWebhookHandler({on: {beforeSend}})`, after the hooks that may refuse. Allows every message. */
  readonly beforeSend: BeforeSendHook;
  /** The total of the last report; undefined before the first report of the room. */
  total(groupId: string): number | undefined;
  /** Reports the waiting likes now. */
  flush(): Promise<void>;
  /** Reports the waiting likes, and stops. */
  close(): Promise<void>;
}

const REMEMBERED_MESSAGES = 50_000;
const REMEMBERED_TOTALS = 5000;
const MIN_BURST_SECONDS = 60;
/** After this a request that should have reported is taken for stopped. */
const LONGEST_REPORT_MS = 10_000;
/** A report that takes longer was stopped together with the function it ran in, and never ends. */
const STOPPED_AFTER_MS = 30_000;

/** Makes the counter. A message that arrives twice is counted once. */
export function createLikeCounter({
  store,
  everyMs = 10_000,
  onTotal,
  likesPerSecond = 20,
  onError = (error: unknown) => console.error(error),
  now = Date.now,
}: LikeCounterOptions): LikeCounter {
  const seen = new BoundedSet<string>(REMEMBERED_MESSAGES);
  const burstSeconds = Math.max(MIN_BURST_SECONDS, Math.ceil(MAX_LIKES_PER_MESSAGE / likesPerSecond));
  const limiter = new RateLimiter({ limit: likesPerSecond * burstSeconds, windowSeconds: burstSeconds }, now);
  const waiting = new Map<string, number>();
  const totals = new BoundedMap<string, number>(REMEMBERED_TOTALS);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reporting: Promise<void> = Promise.resolve();
  /** When a report began that has not ended. */
  let reportingSince: number | undefined;
  /** Until then another request keeps the function alive. */
  let keptUntil = 0;
  let isClosed = false;

  async function report(): Promise<void> {
    const since = (reportingSince = now());
    const batch = [...waiting];
    waiting.clear();
    await Promise.all(
      batch.map(async ([groupId, likes]) => {
        try {
          const total = await store.add(groupId, likes);
          totals.set(groupId, total);
          onTotal?.(groupId, total, likes);
        } catch (error) {
          waiting.set(groupId, (waiting.get(groupId) ?? 0) + likes);
          onError(error);
        }
      }),
    );
    if (reportingSince === since) reportingSince = undefined;
    if (waiting.size > 0) schedule();
  }
  const isReporting = () => reportingSince !== undefined && now() - reportingSince <= STOPPED_AFTER_MS;
  /** One report at a time, so that totals never decrease. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (isReporting()) await settlesWithin(reporting, RECHECK_MS);
    reporting = report();
    await reporting;
  }
  function schedule(): void {
    if (isClosed || everyMs === 0) return;
    timer ??= setTimeout(() => void flush(), everyMs);
  }
  /** In a function that a platform stops after the response: one request keeps it alive until the next report. */
  function reportWithin(context: RequestContext): void {
    if (isClosed || now() < keptUntil) return;
    keptUntil = now() + everyMs + LONGEST_REPORT_MS;
    const report = new Promise((resolve) => setTimeout(resolve, everyMs)).then(flush).finally(() => (keptUntil = 0));
    context.waitUntil?.(report);
  }

  return {
    beforeSend(event, _signal, context) {
      let isCounted = false;
      const { groupId, userId, random } = event;
      for (const part of decodeElements(event)) {
        if (part.kind !== 'like') continue;
        if (!seen.add(`${groupId}\n${userId}\n${part.id ?? random}`)) continue;
        const counted = limiter.takeUpTo(`${groupId}\n${userId}`, part.count);
        if (counted === 0) continue;
        waiting.set(groupId, (waiting.get(groupId) ?? 0) + counted);
        isCounted = true;
      }
      if (!isCounted) return undefined;
      if (everyMs === 0) return flush();
      if (typeof context?.waitUntil === 'function') reportWithin(context);
      else schedule();
      return undefined;
    },
    total: (groupId) => totals.get(groupId),
    flush,
    async close() {
      isClosed = true;
      await flush();
    },
  };
}
