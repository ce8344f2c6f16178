// Counts a room's likes in the before-send webhook, for plans without group counters: there even the likes pass that
// the
// service will shed above 40 messages a second. Totals are reported every few seconds, never per like.
import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import { BoundedSet } from '../../util/bounded-set.js';
import { RateLimiter } from '../rate-limiter.js';
import type { BeforeSendHook } from '../webhook/webhook-handler.js';
import { decodeElements } from '../webhook/message-elements.js';
import type { LikeStore } from './like-store.js';

/** What `createLikeCounter` wants; only `store` is needed. */
export interface LikeCounterOptions {
  store: LikeStore;
  /** Between two reports of a room; default 4000 ms, Tencent's advice being 3 to 5 s. */
  everyMs?: number;
  /** Told of each new total. */
  onTotal?: (groupId: string, total: number, added: number) => void;
  /**
   * Likes of one person that count; default 20 a second, more than a thumb can do; a minute's worth at once, and at
   * least one fullest message of somebody who waited long.
   */
  likesPerSecond?: number;
  /** Hears of failures of the store; what could not be added is added with the next. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

/** Likes of all rooms, counted as they pass the webhook. */
export interface LikeCounter {
  /** For `createWebhookHandler({on: {beforeSend}})`, after the hooks that may refuse. Lets everything pass. */
  readonly beforeSend: BeforeSendHook;
  /** As last reported; undefined before the first report of the room. */
  total(groupId: string): number | undefined;
  /** Reports now what waits. */
  flush(): Promise<void>;
  /** Reports what waits, and stops. */
  close(): Promise<void>;
}

const REMEMBERED_MESSAGES = 50_000;
const REMEMBERED_TOTALS = 5000;
const MIN_BURST_SECONDS = 60;

/** Makes the helper. A message that comes twice counts once. */
export function createLikeCounter({
  store,
  everyMs = 4000,
  onTotal,
  likesPerSecond = 20,
  onError = (error: unknown) => console.error(error),
  now = Date.now,
}: LikeCounterOptions): LikeCounter {
  const seen = new BoundedSet(REMEMBERED_MESSAGES);
  const burstSeconds = Math.max(MIN_BURST_SECONDS, Math.ceil(MAX_LIKES_PER_MESSAGE / likesPerSecond));
  const pace = new RateLimiter({ limit: likesPerSecond * burstSeconds, windowSeconds: burstSeconds }, now);
  const waiting = new Map<string, number>();
  const totals = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reporting: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function report(): Promise<void> {
    const batch = [...waiting];
    waiting.clear();
    await Promise.all(
      batch.map(async ([groupId, likes]) => {
        try {
          const total = await store.add(groupId, likes);
          totals.delete(groupId);
          totals.set(groupId, total);
          const [oldest] = totals.keys();
          if (totals.size > REMEMBERED_TOTALS && oldest !== undefined) totals.delete(oldest);
          onTotal?.(groupId, total, likes);
        } catch (error) {
          waiting.set(groupId, (waiting.get(groupId) ?? 0) + likes);
          onError(error);
        }
      }),
    );
    if (waiting.size > 0) schedule();
  }
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    reporting = reporting.then(report); // one at a time, so that totals never run backwards
    return reporting;
  }
  function schedule(): void {
    if (isClosed) return;
    timer ??= setTimeout(() => void flush(), everyMs);
  }

  return {
    beforeSend(event) {
      const { groupId, userId, random } = event;
      for (const part of decodeElements(event)) {
        if (part.kind !== 'like') continue;
        if (!seen.add(`${groupId}\n${userId}\n${part.id ?? random}`)) continue;
        const counted = pace.takeUpTo(`${groupId}\n${userId}`, part.count);
        if (counted === 0) continue;
        waiting.set(groupId, (waiting.get(groupId) ?? 0) + counted);
        schedule();
      }
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
