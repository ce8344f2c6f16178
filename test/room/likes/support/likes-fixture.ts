import type { ImOutgoing } from '../../../../src/im/im-client.js';
import type { ChatUser } from '../../../../src/room/model/chat-message.js';
import { Likes } from '../../../../src/room/likes/likes.js';

interface LikeEvent {
  readonly delta: number;
  readonly total: number;
  readonly from: string | undefined;
}

export const user = (userId: string): ChatUser => ({
  userId,
  nick: userId,
  avatar: '',
  role: 'viewer',
  isSelf: userId === 'me',
});

/** Likes with a fake clock, and a service with the responses that a test sets. */
export class LikesFixture {
  now = 1_000_000;
  /** The counts of the sent like messages, in order. */
  readonly sent: { readonly count: number; readonly id: string }[] = [];
  readonly events: LikeEvent[] = [];
  /** undefined: the plan has no counter. */
  counter: number | undefined;
  /** What was added to the counter, in order. */
  readonly increases: number[] = [];
  /** How often the counters were read. */
  reads = 0;
  /** How often a change without a like was reported. */
  changes = 0;
  /** Users in the room. */
  audience = 2;
  isGuest = false;
  /** A fixed random number; undefined: a seeded sequence. */
  fixedRandom: number | undefined;
  /** Messages wait for this. */
  sendDelay: Promise<unknown> | undefined;
  /** Additions to the counter wait for this. */
  counterDelay: Promise<unknown> = Promise.resolve();
  /** Errors for the next calls. */
  sendFailure: unknown;
  counterFailure: unknown;
  readonly likes: Likes;
  #timers: { readonly at: number; readonly run: () => void }[] = [];
  #seed = 7;

  constructor(counter?: number) {
    this.counter = counter;
    this.likes = new Likes({
      send: (outgoing) => this.#send(outgoing),
      increaseCounter: async (_key, by) => {
        this.increases.push(by);
        await this.counterDelay;
        if (this.counterFailure) throw this.counterFailure;
        if (this.counter === undefined) throw Object.assign(new Error('no counters'), { reason: 'unsupported' });
        this.counter += by;
        return this.counter;
      },
      getCounters: async () => {
        this.reads++;
        if (this.counter === undefined) throw Object.assign(new Error('no counters'), { reason: 'unsupported' });
        return { likes: this.counter };
      },
      self: () => user(this.isGuest ? '' : 'me'),
      now: () => this.now,
      random: () => {
        if (this.fixedRandom !== undefined) return this.fixedRandom;
        this.#seed = (this.#seed * 16_807) % 2_147_483_647;
        return this.#seed / 2_147_483_647;
      },
      setTimer: (run, ms) => {
        const timer = { at: this.now + ms, run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((each) => each !== timer);
        };
      },
      onLike: (delta, total, from) => this.events.push({ delta, total, from: from?.userId }),
      onChange: () => this.changes++,
      room: () => ({ audience: this.audience, messagesPerSecond: 0 }),
    });
  }

  get sentLikes(): number {
    return this.sent.reduce((sum, { count }) => sum + count, 0);
  }

  /** Advances the clock by `ms`, timer by timer, and runs the callbacks of all responses. */
  async advance(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      await this.flushPromises();
      const next = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.now = next.at;
      next.run();
    }
    this.now = until;
  }

  /** Runs the callbacks of all responses without advancing the clock. */
  async flushPromises(): Promise<void> {
    for (let flush = 0; flush < 10; flush++) await Promise.resolve();
  }

  async #send(outgoing: ImOutgoing): Promise<void> {
    if (this.sendDelay) await this.sendDelay;
    if (this.sendFailure) throw this.sendFailure;
    if (outgoing.kind !== 'custom' || outgoing.priority !== 'low')
      throw new Error('a like is a custom message of low priority');
    this.sent.push((JSON.parse(outgoing.data) as { data: { count: number; id: string } }).data);
  }
}
