// Runs in the page that run-overload.ts serves: the three elements over one room with far more messages than can be
// read. It keeps one byte per message, allocated before the run, and otherwise nothing that grows.
import '../../../src/define.js';
import type { ImClientFactory } from '../../../src/im/im-client.js';
import { createTimClient } from '../../../src/im/sandboxed/tim-client.lazy.js';
import { Room } from '../../../src/room/room.js';
import { declaredGaps } from './declared-gaps.js';
import type { Gap } from './history.js';

const TEST_TEXT = /^s-(\d+) /;
const ARRIVED = 1;
const SHOWN = 2;
const REJOIN_DELAY_MS = 600;

/** What happened since the last call. Sums are over the whole run. */
export interface OverloadCounts {
  readonly status: string;
  readonly gaps: readonly Gap[];
  /** Different messages that the client received, and that became rows. */
  readonly arrived: number;
  readonly shown: number;
  readonly shownTwice: number;
  /** What the room reports as dropped. */
  readonly dropped: number;
  readonly own: { readonly sent: number; readonly failed: number; readonly waiting: number };
  readonly reasons: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
}

class OverloadPage {
  readonly #room: Room;
  readonly #marks: Uint8Array;
  readonly #own = { sent: 0, failed: 0, waiting: 0 };
  readonly #reasons: Record<string, number> = {};
  readonly #errors: string[] = [];
  #reportedGaps: ReadonlySet<string> = new Set();
  #arrived = 0;
  #shown = 0;
  #shownTwice = 0;
  #dropped = 0;

  constructor(groupId: string, capacity: number) {
    this.#marks = new Uint8Array(capacity);
    addEventListener('unhandledrejection', (event) =>
      this.#errors.push(`unhandled rejection: ${String(event.reason)}`),
    );
    addEventListener('error', (event) => this.#errors.push(event.message));
    const createClient: ImClientFactory = (listener, options) =>
      createTimClient(
        {
          ...listener,
          onInbound: (items) => {
            for (const item of items) if (item.kind === 'text') this.#mark(item.text, ARRIVED);
            listener.onInbound(items);
          },
        },
        options,
      );
    this.#room = new Room({ groupId, tokenEndpoint: '/api/token?user=reader', createClient });
    this.#room.on('messages', (rows) => {
      for (const row of rows) this.#mark(row.text, SHOWN);
    });
    this.#room.on('messages-dropped', ({ count }) => (this.#dropped += count));
    this.#room.on('status', ({ status, error }) => {
      if (error) this.#reasons[error.code] = (this.#reasons[error.code] ?? 0) + 1;
      if (status === 'closed' || status === 'failed') setTimeout(() => this.#connect(), REJOIN_DELAY_MS);
    });
    for (const name of ['live-chat', 'danmaku-layer', 'like-button'] as const) {
      const element = document.createElement(name);
      element.room = this.#room;
      document.body.append(element);
    }
    this.#connect();
  }

  write(text: string): void {
    this.#own.waiting++;
    this.#room
      .send(text)
      .then(
        () => this.#own.sent++,
        () => this.#own.failed++,
      )
      .finally(() => this.#own.waiting--);
  }

  drainCounts(): OverloadCounts {
    const gaps = declaredGaps(this.#room.snapshot.messages);
    const fresh = gaps.filter(({ id }) => !this.#reportedGaps.has(id)).map(({ after, before }) => ({ after, before }));
    this.#reportedGaps = new Set(gaps.map(({ id }) => id));
    return {
      status: this.#room.snapshot.status,
      gaps: fresh,
      arrived: this.#arrived,
      shown: this.#shown,
      shownTwice: this.#shownTwice,
      dropped: this.#dropped,
      own: { ...this.#own },
      reasons: { ...this.#reasons },
      errors: this.#errors.splice(0),
    };
  }

  hasReceived(number: number): boolean {
    return ((this.#marks[number] ?? 0) & ARRIVED) > 0;
  }

  /** The numbers below `count` that never arrived. */
  missing(count: number): readonly number[] {
    const missing: number[] = [];
    for (let number = 0; number < count; number++) if (!this.hasReceived(number)) missing.push(number);
    return missing;
  }

  #mark(text: string, what: number): void {
    const number = Number(TEST_TEXT.exec(text)?.[1] ?? -1);
    const mark = this.#marks[number];
    if (mark === undefined) return;
    const isFirst = (mark & what) === 0;
    this.#marks[number] = mark | what;
    if (what === ARRIVED && isFirst) this.#arrived++;
    if (what === SHOWN && isFirst) this.#shown++;
    if (what === SHOWN && !isFirst) this.#shownTwice++;
  }

  #connect(): void {
    this.#room.connect().catch(() => undefined); // the status reports it
  }
}

declare global {
  interface Window {
    OverloadPage: typeof OverloadPage;
    overloadPage: OverloadPage;
  }
}
window.OverloadPage = OverloadPage;
