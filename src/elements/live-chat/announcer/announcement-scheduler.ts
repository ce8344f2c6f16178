// Decides which messages a screen reader is told, and when: single ones in a quiet room, a count in a busy one, what is
// for
// this person always. Pure: it is given the clock and a voice.
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { AnnounceMode } from './announce-preference.js';

/** In a quiet room one message is read in full each so often (eBuddy, 2010: a queue of all breaks down at scale). */
const SINGLE_EVERY_MS = 3_000;
/** In a busy room their number is said each so often. */
const COUNT_EVERY_MS = 8_000;
/** Who came is said only after this long without a word. */
const IDLE_MS = 20_000;

export interface AnnouncementSchedulerOptions {
  now(): number;
  /** One shot; returns its cancel. */
  setTimer(run: () => void, ms: number): () => void;
  announceMessage(message: ChatMessage): void;
  announceCount(count: number): void;
}

export class AnnouncementScheduler {
  mode: AnnounceMode = 'auto';
  #deps: AnnouncementSchedulerOptions;
  #lastAnnouncedAt = -Infinity;
  #waiting: ChatMessage[] = [];
  #waitingCount = 0;
  #cancel: (() => void) | undefined;

  constructor(deps: AnnouncementSchedulerOptions) {
    this.#deps = deps;
  }

  /** Messages that have come, in order. Own ones are left to their result. */
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
    return this.#waitingCount === 0 && this.#deps.now() - this.#lastAnnouncedAt > IDLE_MS;
  }

  #schedule(message: ChatMessage): void {
    if (message.kind === 'notice') {
      const isComingAndGoing = message.notice?.type === 'joined' || message.notice?.type === 'left';
      if (!isComingAndGoing || this.#isIdle()) this.#announce(message);
      return;
    }
    if (this.#waitingCount === 0 && this.#deps.now() - this.#lastAnnouncedAt >= SINGLE_EVERY_MS) {
      this.#announce(message);
      return;
    }
    this.#waitingCount++;
    // Only the last ones can still be read in full: the newest, and the newest of the host.
    this.#waiting = [...this.#waiting.filter((each) => each.from.role === 'host').slice(-1), message];
    this.#cancel ??= this.#deps.setTimer(
      () => this.#announceWaiting(),
      Math.max(this.#lastAnnouncedAt + SINGLE_EVERY_MS - this.#deps.now(), 0),
    );
  }

  #announceWaiting(): void {
    this.#cancel = undefined;
    const sinceLast = this.#deps.now() - this.#lastAnnouncedAt;
    if (this.#waitingCount > 1 && sinceLast < COUNT_EVERY_MS) {
      this.#cancel = this.#deps.setTimer(() => this.#announceWaiting(), COUNT_EVERY_MS - sinceLast);
      return;
    }
    const host = this.#waiting.find((each) => each.from.role === 'host');
    const [only] = this.#waiting;
    const count = this.#waitingCount;
    this.#waiting = [];
    this.#waitingCount = 0;
    if (count === 1 && only) return this.#announce(only);
    if (host) this.#announce(host);
    this.#lastAnnouncedAt = this.#deps.now();
    this.#deps.announceCount(count - (host ? 1 : 0));
  }

  #announce(message: ChatMessage): void {
    this.#lastAnnouncedAt = this.#deps.now();
    this.#deps.announceMessage(message);
  }
}
