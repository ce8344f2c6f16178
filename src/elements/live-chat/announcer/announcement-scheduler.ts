// Decides which messages are announced to screen readers, and when: single ones in a quiet room, their number in a busy
// one, mentions of the user always. Pure: clock, timers and output are passed in.
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { AnnounceMode } from './announce-controller.js';

/** Interval in which a quiet room announces one message in full (eBuddy, 2010: a queue of all fails at scale). */
const SINGLE_EVERY_MS = 3_000;
/** Interval in which a busy room announces the number of messages. */
const COUNT_EVERY_MS = 8_000;
/** Joined and left users are announced only after this time without an announcement. */
const IDLE_MS = 20_000;

interface AnnouncementSchedulerOptions {
  now(): number;
  /** Calls `run` once after `ms`. Returns the function that cancels it. */
  setTimer(run: () => void, ms: number): () => void;
  announceMessage(message: ChatMessage): void;
  announceCount(count: number): void;
}

export class AnnouncementScheduler {
  mode: AnnounceMode = 'auto';
  readonly #options: AnnouncementSchedulerOptions;
  #lastAnnouncedAt = -Infinity;
  #waiting: ChatMessage[] = [];
  #waitingCount = 0;
  #cancel: (() => void) | undefined;

  constructor(options: AnnouncementSchedulerOptions) {
    this.#options = options;
  }

  /** Adds new messages, in order. Messages of the user are not announced, but their result is. */
  add(messages: readonly ChatMessage[]): void {
    if (this.mode === 'off') return;
    for (const message of messages) {
      if (message.from.isSelf || message.kind === 'custom') continue;
      if (message.mentionsSelf || this.mode === 'all') {
        if (message.kind !== 'notice' || this.#isIdle()) this.#announce(message);
      } else if (this.mode === 'auto') this.#schedule(message);
    }
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = [];
    this.#waitingCount = 0;
  }

  #isIdle(): boolean {
    return this.#waitingCount === 0 && this.#options.now() - this.#lastAnnouncedAt > IDLE_MS;
  }

  #schedule(message: ChatMessage): void {
    if (message.kind === 'notice') {
      const isMembershipNotice = message.notice?.type === 'joined' || message.notice?.type === 'left';
      if (!isMembershipNotice || this.#isIdle()) this.#announce(message);
      return;
    }
    if (this.#waitingCount === 0 && this.#options.now() - this.#lastAnnouncedAt >= SINGLE_EVERY_MS) {
      this.#announce(message);
      return;
    }
    this.#waitingCount++;
    // Only the newest message and the newest one of the host can still be announced in full.
    this.#waiting = [...this.#waiting.filter(({ from }) => from.role === 'host').slice(-1), message];
    this.#cancel ??= this.#options.setTimer(
      () => this.#announceWaiting(),
      Math.max(this.#lastAnnouncedAt + SINGLE_EVERY_MS - this.#options.now(), 0),
    );
  }

  #announceWaiting(): void {
    this.#cancel = undefined;
    const sinceLast = this.#options.now() - this.#lastAnnouncedAt;
    if (this.#waitingCount > 1 && sinceLast < COUNT_EVERY_MS) {
      this.#cancel = this.#options.setTimer(() => this.#announceWaiting(), COUNT_EVERY_MS - sinceLast);
      return;
    }
    const host = this.#waiting.find(({ from }) => from.role === 'host');
    const [only] = this.#waiting;
    const count = this.#waitingCount;
    this.#waiting = [];
    this.#waitingCount = 0;
    if (count === 1 && only) return this.#announce(only);
    if (host) this.#announce(host);
    this.#lastAnnouncedAt = this.#options.now();
    this.#options.announceCount(count - (host ? 1 : 0));
  }

  #announce(message: ChatMessage): void {
    this.#lastAnnouncedAt = this.#options.now();
    this.#options.announceMessage(message);
  }
}
