// The likes of a room: merges those of this user and sends them at a rate that the room can take, adds up those of
// everybody, and uses the service's counter where the application's plan has one. Knows nothing of the connection; the
// room calls `joined` and `offline`.
import { nanoid } from 'nanoid';
import type { ImOutgoing } from '../../im/im-client.js';
import type { ImError } from '../../im/im-error.js';
import type { ChatUser } from '../model/chat-message.js';
import { LikeRateController, type LikeRateContext, counterInterval } from './like-rate-controller.js';
import { MAX_LIKES_PER_MESSAGE } from '../../protocol/limits.js';
import { writeLike } from '../../protocol/like-message.js';
import { LikeRateLimiter, LikeTrafficEstimator } from './like-traffic.js';
import { LikeCounter } from './like-counter.js';
import { BoundedSet } from '../../util/bounded-map.js';

/** The key of the group counter with the total. */
const COUNTER_KEY = 'likes';
/** How often a waiting batch is checked for sending. */
const CHECK_INTERVAL_MS = 250;
/** The delay after a failure. */
const RETRY_DELAY_MS = 3_000;
const REMEMBERED_IDS = 1_000;
/**
 * The SDK may learn some seconds after the login only that the plan has counters. Delays after a refusal for this
 * reason.
 */
const COUNTER_RETRIES_MS = [4_000, 15_000] as const;

interface LikesOptions {
  /** Sends a message; rejects when it was not sent. A rejection with `retryable: false` is final. */
  send(outgoing: ImOutgoing): Promise<unknown>;
  /** Resolves to the counter's new value. */
  increaseCounter(key: string, by: number): Promise<number>;
  getCounters(): Promise<Readonly<Record<string, number>>>;
  self(): ChatUser | undefined;
  now(): number;
  /** At least 0 and less than 1. */
  random(): number;
  /** Calls `run` once after `ms`; returns the function that cancels it. */
  setTimer(run: () => void, ms: number): () => void;
  /** `from` is undefined when the counter rose and no message explained the increase. */
  onLike(delta: number, total: number, from: ChatUser | undefined): void;
  /** `total` or `exact` changed without a like: a counter was found or lost, or reached the likes already shown. */
  onChange?(): void;
  /** The size and traffic of the room, for the rate of sending. Without it a room of medium size is assumed. */
  room?(): LikeRateContext;
}

interface Batch {
  readonly id: string;
  readonly count: number;
}

/** The likes of one room, from `connect` to `disconnect`. */
export class Likes {
  readonly #options: LikesOptions;
  readonly #traffic = new LikeTrafficEstimator();
  readonly #rateController: LikeRateController;
  readonly #rateLimiter = new LikeRateLimiter();
  readonly #seen = new BoundedSet<string>(REMEMBERED_IDS);
  readonly #counter = new LikeCounter();
  #isOnline = false;
  #isClosed = false;
  /** Own likes that are in no message yet. */
  #unsent = 0;
  /** Own likes that are not in the counter yet; used only where there is a counter. */
  #uncounted = 0;
  /**
   * Own likes that were sent while no counter was known: nobody else adds them to it. The plan's features can be
   * reported some seconds after the login.
   */
  #sentWithoutCounter = 0;
  /** The batch that is being sent, or that failed and is sent again with the same id. */
  #batch: Batch | undefined;
  #isSending = false;
  #isCounting = false;
  /** The highest value that the service reported while own likes were being added to the counter. */
  #receivedMeanwhile = 0;
  /** No batch is sent before this time. */
  #sendNotBefore = -Infinity;
  /** Nothing is added to the counter before this time. */
  #countNotBefore = -Infinity;
  #cancelTimer: (() => void) | undefined;
  #cancelCounterTimer: (() => void) | undefined;

  constructor(options: LikesOptions) {
    this.#options = options;
    this.#rateController = new LikeRateController(this.#traffic, () => options.random());
  }

  /** The total to show; never decreases. */
  get total(): number {
    return this.#counter.shown;
  }

  /**
   * True when `total` is the count of the service or of the application's server, plus unsent own likes. False when it
   * is the sum of the likes received here, or contains such a sum for apps that do not use the service's counter.
   */
  get exact(): boolean {
    return this.#counter.isExact;
  }

  /** Own likes that the service has not accepted yet. */
  get pending(): number {
    return Math.max(this.#unsent + (this.#batch?.count ?? 0), this.#uncounted);
  }

  /** Adds likes of this user, at most as many as one message can carry. Shown at once; sent when the rate allows it. */
  add(likes: number): void {
    const count = Math.min(Math.floor(likes), MAX_LIKES_PER_MESSAGE);
    if (this.#isClosed || !(count >= 1)) return;
    if (!this.#hasMessage) this.#rateController.start(this.#options.now(), this.#rateContext());
    this.#unsent += count;
    if (this.#counter.source === 'counter') this.#addToUncounted(count);
    this.#counter.addOwn(count);
    this.#options.onLike(count, this.total, this.#options.self());
    this.#schedule();
  }

  /** A message of another user claims this many likes. `id` identifies copies of it. */
  received(from: ChatUser, claimed: number, id?: string): void {
    if (this.#isClosed || (id !== undefined && !this.#seen.add(`${from.userId} ${id}`))) return;
    const now = this.#options.now();
    this.#traffic.record(now, from.userId);
    const count = this.#rateLimiter.take(now, from.userId, claimed);
    if (count === 0) return;
    this.#counter.addRemote(count, id !== undefined, now); // only apps like this one send an id
    this.#options.onLike(count, this.total, from);
  }

  /** The service reports the value of the counter. */
  counterChanged(value: number): void {
    if (this.#isClosed || !isCount(value)) return;
    if (this.#counter.source !== 'counter') this.#attachCounter('counter', value);
    // It may or may not contain the likes that are being added; the response to that request decides.
    else if (this.#isCounting) this.#receivedMeanwhile = Math.max(this.#receivedMeanwhile, value);
    else this.#advanceTo(value);
  }

  /**
   * The application's server, which counts the messages of everybody, reports its total. The service's counter has
   * precedence.
   */
  serverCounted(value: number): void {
    if (this.#isClosed || !isCount(value) || this.#counter.source === 'counter') return;
    if (this.#counter.source !== 'server') this.#attachCounter('server', value);
    else this.#advanceTo(value);
  }

  /** The room is joined, for the first time or again: reads the counter, if there is one, and sends waiting likes. */
  joined(): void {
    if (this.#isClosed) return;
    this.#isOnline = true;
    if (this.#hasMessage) this.#rateController.start(this.#options.now(), this.#rateContext());
    this.#schedule();
    this.#cancelCounterTimer?.();
    if (this.#options.self()?.userId) void this.#readCounter();
  }

  /** There is no connection: likes wait. */
  offline(): void {
    this.#isOnline = false;
    this.#cancelCounterTimer?.();
    this.#stopTimer();
  }

  /** Sends waiting likes at once, because the page is about to be closed. */
  flush(): void {
    if (!this.#isOnline || this.#isClosed) return;
    if (this.#hasMessage) void this.#sendBatch();
    if (this.#uncounted > 0) void this.#sendCount();
  }

  /** Stops everything. Waiting likes are not sent. */
  close(): void {
    this.#isClosed = true;
    this.offline();
  }

  async #readCounter(retry = 0): Promise<void> {
    try {
      const counters = await this.#options.getCounters();
      this.counterChanged(counters[COUNTER_KEY] ?? 0);
    } catch (error) {
      // The sum of received likes is shown until the next join, or until the service reports a value.
      const delay = COUNTER_RETRIES_MS[retry];
      if (!isNoCounter(error) || delay === undefined || !this.#isOnline || this.#isClosed) return;
      this.#cancelCounterTimer = this.#options.setTimer(() => void this.#readCounter(retry + 1), delay);
    }
  }

  #attachCounter(source: 'counter' | 'server', value: number): void {
    const own = source === 'counter' ? this.pending + this.#sentWithoutCounter : 0;
    if (own > 0) this.#addToUncounted(own);
    if (source === 'counter') this.#sentWithoutCounter = 0;
    this.#counter.attachCounter(source, value, this.pending);
    this.#options.onChange?.();
    this.#schedule();
  }

  #advanceTo(value: number): void {
    const before = this.total;
    const unexplained = this.#counter.advance(
      value,
      this.#counter.source === 'counter' ? this.#uncounted : this.pending,
      this.#options.now(),
    );
    if (unexplained > 0) this.#options.onLike(unexplained, this.total, undefined);
    else if (this.total !== before) this.#options.onChange?.();
  }

  #addToUncounted(count: number): void {
    // Thousands of users who start at once must not make their first request at once.
    if (this.#uncounted === 0) {
      const delay = this.#options.random() * counterInterval(this.#rateController.likers, () => this.#options.random());
      this.#countNotBefore = Math.max(this.#countNotBefore, this.#options.now() + delay);
    }
    this.#uncounted += count;
  }

  #detachCounter(): void {
    this.#counter.detachCounter();
    this.#uncounted = 0;
    this.#options.onChange?.();
  }

  #rateContext(): LikeRateContext {
    return this.#options.room?.() ?? { audience: undefined, messagesPerSecond: 0 };
  }

  get #hasMessage(): boolean {
    return this.#unsent > 0 || this.#batch !== undefined;
  }

  #schedule(): void {
    if (!this.#isOnline || this.#isClosed || this.#cancelTimer || this.pending === 0) return;
    this.#cancelTimer = this.#options.setTimer(() => {
      this.#cancelTimer = undefined;
      this.#sendDue();
      this.#schedule();
    }, CHECK_INTERVAL_MS);
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #sendDue(): void {
    const now = this.#options.now();
    if (this.#hasMessage && this.#rateController.isDue(now, this.#rateContext()) && now >= this.#sendNotBefore)
      void this.#sendBatch();
    if (this.#uncounted > 0 && now >= this.#countNotBefore) void this.#sendCount();
  }

  async #sendBatch(): Promise<void> {
    const user = this.#options.self();
    if (this.#isSending || !user) return;
    const batch = this.#batch ?? this.#takeBatch();
    this.#batch = batch;
    this.#isSending = true;
    const now = this.#options.now();
    this.#rateController.sent(now);
    try {
      await this.#options.send({ kind: 'custom', priority: 'low', ...writeLike({ ...batch, user }) });
      this.#batch = undefined;
      this.#traffic.record(now, user.userId);
      if (this.#counter.source !== 'counter') this.#sentWithoutCounter += batch.count;
      if (this.#counter.source === 'server') this.#counter.markCounted(batch.count, now);
    } catch (error) {
      if (isFinal(error)) this.#batch = undefined;
      this.#sendNotBefore = this.#options.now() + RETRY_DELAY_MS;
    } finally {
      this.#isSending = false;
      this.#schedule();
    }
  }

  #takeBatch(): Batch {
    const count = Math.min(this.#unsent, MAX_LIKES_PER_MESSAGE);
    this.#unsent -= count;
    return { id: nanoid(), count };
  }

  async #sendCount(): Promise<void> {
    if (this.#isCounting) return;
    const count = this.#uncounted;
    this.#isCounting = true;
    this.#receivedMeanwhile = 0;
    let value = 0;
    let delay = RETRY_DELAY_MS;
    try {
      value = await this.#options.increaseCounter(COUNTER_KEY, count);
      this.#uncounted -= Math.min(count, this.#uncounted);
      this.#counter.markCounted(count, this.#options.now()); // already shown when they were added
      delay = counterInterval(this.#rateController.likers, () => this.#options.random());
    } catch (error) {
      if (isNoCounter(error)) this.#detachCounter();
    }
    this.#isCounting = false;
    this.#countNotBefore = this.#options.now() + delay;
    if (this.#counter.source === 'counter') this.#advanceTo(Math.max(value, this.#receivedMeanwhile));
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
