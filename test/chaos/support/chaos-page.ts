// Runs in the page that run-chaos.ts serves: many users in one page, each a headless Room over the real SDK. It sends
// what the test asks it to send, joins again as a user would after a removal, and returns what happened since the last call.
// It checks only the order of rows, which only the page sees as a whole. It keeps nothing that grows with the run,
// because its heap is measured.
import type { ImClientFactory } from '../../../src/im/im-client.js';
import { createTimClient } from '../../../src/im/sandboxed/tim-client.lazy.js';
import { TimSession } from '../../../src/im/tim/tim-session.js';
import { ChatError } from '../../../src/room/model/chat-error.js';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import { Room } from '../../../src/room/room.js';
import { type OrderedRow, outOfOrder } from './out-of-order.js';
import { declaredGaps } from './declared-gaps.js';
import type { Gap, Written } from './history.js';

/** Texts of the run begin with their user and that user's own count. All other messages come from faults. */
const OURS = /^(p\d+)-(\d+) /;
/** A user who was removed joins again after this time plus at most as much again. */
const REJOIN_DELAY_MS = 600;

/** What happened to one user since the last call. */
export interface UserReport {
  readonly user: string;
  readonly status: string;
  /** Rows that were not in the message buffer at the last call. */
  readonly rows: readonly { readonly id: string; readonly text: string }[];
  readonly arrived: readonly string[];
  /** Unix ms. */
  readonly statusChanges: readonly {
    readonly at: number;
    readonly isJoined: boolean;
    /** Closed or failed. */ readonly isOver: boolean;
    readonly reason: string;
  }[];
  readonly gaps: readonly Gap[];
  readonly dropped: number;
  readonly outOfOrder: readonly string[];
  readonly outcomes: readonly Written[];
  readonly waiting: number;
}

class Participant {
  readonly room: Room;
  #known: ReadonlySet<string> = new Set();
  #reportedGaps: ReadonlySet<string> = new Set();
  #isLeaving = false;
  #arrived: string[] = [];
  #statusChanges: { at: number; isJoined: boolean; isOver: boolean; reason: string }[] = [];
  #outcomes: Written[] = [];
  #dropped = 0;
  readonly #waiting = new Set<string>();

  /** `retried`: texts that any user sent again. Their place in the order is the sender's own choice. */
  constructor(
    readonly user: string,
    groupId: string,
    private readonly retried: Set<string>,
    private readonly random: () => number,
  ) {
    const createClient: ImClientFactory = (listener, options) =>
      createTimClient(
        {
          ...listener,
          onInbound: (items) => {
            for (const item of items) if (item.kind === 'text' && OURS.test(item.text)) this.#arrived.push(item.text);
            listener.onInbound(items);
          },
        },
        options,
      );
    this.room = new Room({ groupId, tokenEndpoint: `/api/token?user=${user}`, createClient });
    this.room.on('status', ({ status, error }) => this.#follow(status, error));
    this.room.on('messages-dropped', ({ count }) => (this.#dropped += count));
    this.#connect();
  }

  write(text: string, retriesOnce: boolean): void {
    this.#waiting.add(text);
    let row: ChatMessage | undefined;
    const off = this.room.on('send-failed', ({ message }) => {
      if (message.text === text) row = message;
    });
    const finish = (outcome: Written['outcome'], code?: string): void => {
      off();
      this.#waiting.delete(text);
      this.#outcomes.push({ text, user: this.user, outcome, ...(code && { code }) });
    };
    const failed = (error: unknown): void =>
      finish(row ? 'failed' : 'refused', error instanceof ChatError ? error.code : `not a ChatError: ${String(error)}`);
    this.room.send(text).then(
      () => finish('sent'),
      (error: unknown) => {
        if (!row || !retriesOnce) return failed(error);
        this.retried.add(text);
        this.room.retry(row.id).then(() => finish('sent'), failed);
      },
    );
  }

  drainReport(): UserReport {
    const rows = this.room.snapshot.messages;
    const ours = rows.filter((row) => row.kind === 'text' && OURS.test(row.text));
    const known = new Set(ours.map((row) => row.id));
    const allGaps = declaredGaps(rows);
    const gaps = allGaps.filter(({ id }) => !this.#reportedGaps.has(id));
    const all = {
      arrived: this.#arrived,
      statusChanges: this.#statusChanges,
      outcomes: this.#outcomes,
      dropped: this.#dropped,
    };
    this.#arrived = [];
    this.#statusChanges = [];
    this.#outcomes = [];
    this.#dropped = 0;
    const harvest: UserReport = {
      user: this.user,
      status: this.room.snapshot.status,
      rows: ours.filter((row) => !this.#known.has(row.id)).map(({ id, text }) => ({ id, text })),
      gaps: gaps.map(({ after, before }) => ({ after, before })),
      outOfOrder: outOfOrder(
        ours.filter((row) => row.status === 'sent' && !this.retried.has(row.text)).map((row) => orderOf(row.text)),
      ),
      waiting: this.#waiting.size,
      ...all,
    };
    this.#known = known;
    this.#reportedGaps = new Set(allGaps.map(({ id }) => id));
    return harvest;
  }

  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.room.disconnect();
  }

  #connect(): void {
    this.room.connect().catch(() => undefined); // the status reports it to #follow
  }

  #follow(status: string, error: ChatError | undefined): void {
    const isOver = status === 'closed' || status === 'failed';
    this.#statusChanges.push({
      at: Date.now(),
      isJoined: status === 'joined',
      isOver,
      reason: error ? `${status} ${error.code}` : status,
    });
    if (isOver && !this.#isLeaving) setTimeout(() => this.#connect(), REJOIN_DELAY_MS * (1 + this.random()));
  }
}

function orderOf(text: string): OrderedRow {
  const [, user = '', number = ''] = OURS.exec(text) ?? [];
  return { user, number: Number(number) };
}

function describeError(reason: unknown): string {
  const { code, message, stack } = reason as {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly stack?: unknown;
  };
  return `${String(code)} ${String(message)} at ${String(stack).slice(0, 600)}`;
}

class ChaosPage {
  /** For counting the sessions, and with them SDKs, that the page still holds. */
  readonly sessionPrototype: object = TimSession.prototype;
  readonly #participants = new Map<string, Participant>();
  readonly #errors: string[] = [];
  readonly #retried = new Set<string>();

  constructor() {
    addEventListener('unhandledrejection', (event) =>
      this.#errors.push(`unhandled rejection: ${describeError(event.reason)}`),
    );
    addEventListener('error', (event) => this.#errors.push(event.message));
  }

  addUser(user: string, groupId: string): void {
    this.#participants.set(user, new Participant(user, groupId, this.#retried, Math.random));
  }
  /** `[user, text, whether a failure is retried once]` each. */
  write(lines: readonly (readonly [user: string, text: string, isStubborn: boolean])[]): void {
    for (const [user, text, isStubborn] of lines) this.#participants.get(user)?.write(text, isStubborn);
  }
  drainReport(): { readonly users: readonly UserReport[]; readonly errors: readonly string[] } {
    return {
      users: [...this.#participants.values()].map((each) => each.drainReport()),
      errors: this.#errors.splice(0),
    };
  }
  async leave(): Promise<void> {
    await Promise.all([...this.#participants.values()].map((each) => each.leave()));
  }
}

declare global {
  interface Window {
    chaosPage: ChaosPage;
  }
}
window.chaosPage = new ChaosPage();
