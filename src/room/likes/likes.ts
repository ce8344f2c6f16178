// The likes of a room: ours merged and sent at the room's pace, everybody's added up, the service's counter used where
// the
// application's plan has one. Knows no screen and no connection; the room tells it when there is one.

import type { ImOutgoing } from '../../im/im-client.js';
import type { ImError } from '../../im/im-error.js';
import type { ChatUser } from '../model/chat-message.js';
import { LikeRateController, type LikeRateContext, counterInterval } from './like-rate-controller.js';
import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import { writeLike } from '../../protocol/like-message.js';
import { LikeRateLimiter } from './like-rate-limiter.js';
import { LikeCounter } from './like-counter.js';
import { LikeTrafficEstimator } from './like-traffic.js';
import { BoundedSet } from '../../util/bounded-map.js';

/** The group counter that holds the total. */
const COUNTER_KEY = 'likes';
/** How often a waiting batch looks whether it may go. */
const STEP_MS = 250;
/** After a failure, before the next try. */
const RETRY_MS = 3_000;
const REMEMBERED_IDS = 1_000;

export interface LikesOptions {
  /** Hands a message over; rejects when it did not go. A rejection with `retryable: false` is final. */
  send(outgoing: ImOutgoing): Promise<unknown>;
  /** Resolves to the counter's new value. */
  increaseCounter(key: string, by: number): Promise<number>;
  getCounters(): Promise<Readonly<Record<string, number>>>;
  self(): ChatUser | undefined;
  now(): number;
  /** 0 to 1, without 1. */
  random(): number;
  /** Returns how to call it off. */
  setTimer(run: () => void, ms: number): () => void;
  /** `from` is undefined for a step of the counter that no message explained. */
  onLike(delta: number, total: number, from: ChatUser | undefined): void;
  /** `total` or `exact` changed without a like: a count was found, lost, or has caught up with what was told. */
  onChange?(): void;
  /** What the room knows of its size and traffic, for the pace. Without it a middling room is assumed. */
  room?(): LikeRateContext;
}

interface Batch {
  readonly id: string;
  readonly count: number;
}

/** The likes of one room, from its opening to its closing. */
export class Likes {
  readonly #deps: LikesOptions;
  readonly #traffic = new LikeTrafficEstimator();
  readonly #rateController: LikeRateController;
  readonly #rateLimiter = new LikeRateLimiter();
  readonly #seen = new BoundedSet<string>(REMEMBERED_IDS);
  readonly #counter = new LikeCounter();
  #isOnline = false;
  #isClosed = false;
  /** Own likes that no message carries yet. */
  #unsent = 0;
  /** Own likes that the counter does not hold yet; kept only where there is a counter. */
  #uncounted = 0;
  /** On its way, or failed and to be tried again under the same id. */
  #batch: Batch | undefined;
  #isSending = false;
  #isCounting = false;
  /** The highest value that the service told while own likes were on their way to the counter. */
  #receivedMeanwhile = 0;
  #notBefore = -Infinity;
  #countNotBefore = -Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(deps: LikesOptions) {
    this.#deps = deps;
    this.#rateController = new LikeRateController(this.#traffic, () => deps.random());
  }

  /** What to show: never smaller than before. */
  get total(): number {
    return this.#counter.shown;
  }

  /**
   * True when `total` is the count of the service or of the application's server (and own likes on their way); false
   * when it is
   * the sum of what was seen here, or such a sum of apps that do not step the service's counter is part of it.
   */
  get exact(): boolean {
    return this.#counter.isExact;
  }

  /** Own likes that the service has not taken yet. */
  get pending(): number {
    return Math.max(this.#unsent + (this.#batch?.count ?? 0), this.#uncounted);
  }

  /**
   * The person likes `n` times; more than one message can say is as many as it can. Shown at once, sent when the room
   * has space.
   */
  add(n: number): void {
    const count = Math.min(Math.floor(n), MAX_LIKES_PER_MESSAGE);
    if (this.#isClosed || !(count >= 1)) return;
    if (!this.#hasMessage) this.#rateController.start(this.#deps.now(), this.#room());
    this.#unsent += count;
    if (this.#counter.source === 'counter') this.#toCount(count);
    this.#counter.addOwn(count);
    this.#deps.onLike(count, this.total, this.#deps.self());
    this.#schedule();
  }

  /** Another person's message claims so many likes. `id` tells copies apart. */
  received(from: ChatUser, claimed: number, id?: string): void {
    if (this.#isClosed || (id !== undefined && !this.#seen.add(`${from.userId} ${id}`))) return;
    const now = this.#deps.now();
    this.#traffic.record(now, from.userId);
    const count = this.#rateLimiter.take(now, from.userId, claimed);
    if (count === 0) return;
    this.#counter.addRemote(count, id !== undefined, now); // only apps like this one send an id
    this.#deps.onLike(count, this.total, from);
  }

  /** The service says that the counter stands at `value`. */
  counterChanged(value: number): void {
    if (this.#isClosed || !isCount(value)) return;
    if (this.#counter.source !== 'counter') this.#attachCounter('counter', value);
    // It may or may not hold the likes that are on their way there; the answer to those will say.
    else if (this.#isCounting) this.#receivedMeanwhile = Math.max(this.#receivedMeanwhile, value);
    else this.#stepTo(value);
  }

  /**
   * The application's server, which counts the messages as they pass, says that there are `value` likes. The service's
   * counter goes before it.
   */
  serverCounted(value: number): void {
    if (this.#isClosed || !isCount(value) || this.#counter.source === 'counter') return;
    if (this.#counter.source !== 'server') this.#attachCounter('server', value);
    else this.#stepTo(value);
  }

  /** The room is joined, for the first time or again. Finds out whether there is a counter, and sends what waited. */
  joined(): void {
    if (this.#isClosed) return;
    this.#isOnline = true;
    if (this.#hasMessage) this.#rateController.start(this.#deps.now(), this.#room());
    this.#schedule();
    if (this.#deps.self()?.userId) void this.#readCounter();
  }

  /** There is no connection: likes are kept. */
  offline(): void {
    this.#isOnline = false;
    this.#stopTimer();
  }

  /** Sends at once whatever can be sent: the page is about to go. */
  flush(): void {
    if (!this.#isOnline || this.#isClosed) return;
    if (this.#hasMessage) void this.#sendBatch();
    if (this.#uncounted > 0) void this.#sendCount();
  }

  /** Stops everything. What is pending stays unsent. */
  close(): void {
    this.#isClosed = true;
    this.offline();
  }

  async #readCounter(): Promise<void> {
    try {
      const counters = await this.#deps.getCounters();
      this.counterChanged(counters[COUNTER_KEY] ?? 0);
    } catch {
      // No counter in this plan, or no answer: the sum of what is seen stands until the next joining, or until the
      // service tells one.
    }
  }

  #attachCounter(source: 'counter' | 'server', value: number): void {
    if (source === 'counter' && this.pending > 0) this.#toCount(this.pending);
    this.#counter.attachCounter(source, value, this.pending);
    this.#deps.onChange?.();
    this.#schedule();
  }

  #stepTo(value: number): void {
    const before = this.total;
    const untold = this.#counter.advance(
      value,
      this.#counter.source === 'counter' ? this.#uncounted : this.pending,
      this.#deps.now(),
    );
    if (untold > 0) this.#deps.onLike(untold, this.total, undefined);
    else if (this.total !== before) this.#deps.onChange?.();
  }

  #toCount(count: number): void {
    // Thousands who begin at once spread their first step, too.
    if (this.#uncounted === 0) {
      const wait = this.#deps.random() * counterInterval(this.#rateController.likers, () => this.#deps.random());
      this.#countNotBefore = Math.max(this.#countNotBefore, this.#deps.now() + wait);
    }
    this.#uncounted += count;
  }

  #detachCounter(): void {
    this.#counter.detachCounter();
    this.#uncounted = 0;
    this.#deps.onChange?.();
  }

  #room(): LikeRateContext {
    return this.#deps.room?.() ?? { audience: undefined, messagesPerSecond: 0 };
  }

  get #hasMessage(): boolean {
    return this.#unsent > 0 || this.#batch !== undefined;
  }

  #schedule(): void {
    if (!this.#isOnline || this.#isClosed || this.#cancelTimer || this.pending === 0) return;
    this.#cancelTimer = this.#deps.setTimer(() => {
      this.#cancelTimer = undefined;
      this.#step();
      this.#schedule();
    }, STEP_MS);
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #step(): void {
    const now = this.#deps.now();
    if (this.#hasMessage && this.#rateController.isDue(now, this.#room()) && now >= this.#notBefore)
      void this.#sendBatch();
    if (this.#uncounted > 0 && now >= this.#countNotBefore) void this.#sendCount();
  }

  async #sendBatch(): Promise<void> {
    const user = this.#deps.self();
    if (this.#isSending || !user) return;
    const batch = this.#batch ?? this.#takeBatch();
    this.#batch = batch;
    this.#isSending = true;
    const now = this.#deps.now();
    this.#rateController.sent(now);
    try {
      await this.#deps.send({ kind: 'custom', priority: 'low', ...writeLike({ ...batch, user }) });
      this.#batch = undefined;
      this.#traffic.record(now, user.userId);
      if (this.#counter.source === 'server') this.#counter.markCounted(batch.count, now);
    } catch (error) {
      if (isFinal(error)) this.#batch = undefined;
      this.#notBefore = this.#deps.now() + RETRY_MS;
    } finally {
      this.#isSending = false;
      this.#schedule();
    }
  }

  #takeBatch(): Batch {
    const count = Math.min(this.#unsent, MAX_LIKES_PER_MESSAGE);
    this.#unsent -= count;
    return { id: Math.floor(this.#deps.random() * 2 ** 48).toString(36), count };
  }

  async #sendCount(): Promise<void> {
    if (this.#isCounting) return;
    const count = this.#uncounted;
    this.#isCounting = true;
    this.#receivedMeanwhile = 0;
    let value = 0;
    let wait = RETRY_MS;
    try {
      value = await this.#deps.increaseCounter(COUNTER_KEY, count);
      this.#uncounted -= Math.min(count, this.#uncounted);
      this.#counter.markCounted(count, this.#deps.now()); // told when they were tapped
      wait = counterInterval(this.#rateController.likers, () => this.#deps.random());
    } catch (error) {
      if (isNoCounter(error)) this.#detachCounter();
    }
    this.#isCounting = false;
    this.#countNotBefore = this.#deps.now() + wait;
    if (this.#counter.source === 'counter') this.#stepTo(Math.max(value, this.#receivedMeanwhile));
    this.#schedule();
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Whether the application's plan has no counters; the room may have wrapped the port's error in its own. */
function isNoCounter(error: unknown): boolean {
  const { reason, cause } = (error ?? {}) as Partial<ImError>;
  return reason === 'unsupported' || (cause as Partial<ImError> | undefined)?.reason === 'unsupported';
}

function isFinal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === false;
}
