// Runs in the page that test/room/support/room-fixture.ts serves: rooms by name, and the events of each as plain data.
import { ChatError } from '../../../src/room/model/chat-error.js';
import { Room } from '../../../src/room/room.js';
import type { RoomSnapshot } from '../../../src/room/model/room-snapshot.js';

interface RoomEvent {
  /** Unix ms. */
  readonly at: number;
  readonly what: string;
}

/** The end of a gap notice without a following row. It is plain data, so it cannot be Infinity. */
const OPEN_END = Number.MAX_SAFE_INTEGER;

class RoomPage {
  readonly #rooms = new Map<string, Room>();
  readonly #events = new Map<string, RoomEvent[]>();
  /** The data of all events as text: a signature must not be in it. */
  #delivered = '';

  /** A room whose events are recorded. */
  make(name: string, groupId: string, keepOutbox = false): void {
    const room = new Room({ groupId, tokenEndpoint: `/api/token?user=${name}&nick=${name}`, keepOutbox });
    const events: RoomEvent[] = [];
    this.#rooms.set(name, room);
    this.#events.set(name, events);
    const addEvent = (what: string): number => events.push({ at: Date.now(), what });
    room.on('status', ({ status, error }) => addEvent(error ? `${status} ${error.code}` : status));
    room.on('messages', (messages) => messages.forEach((each) => addEvent(`message ${each.text}`)));
    room.on('retracted', (ids) => addEvent(`retracted ${ids.length}`));
    for (const type of [
      'status',
      'messages',
      'sent',
      'send-failed',
      'members',
      'like',
      'custom-message',
      'error',
    ] as const) {
      room.on(type, (payload) => (this.#delivered += describeError(payload)));
    }
  }

  /** When the last row was added, by the clock of this page. */
  lastShownAt = 0;
  readonly #shown = new Map<string, [text: string, seq: number][]>();
  /** Sequence numbers around each reported gap. */
  readonly #gaps = new Map<string, [number, number][]>();
  readonly #sent = new Map<string, [text: string, seq: number][]>();
  readonly #failed = new Map<string, Set<string>>();

  /**
   * Creates and joins rooms that record everything they show and send. They connect again when another device takes
   * over.
   */
  startRecording(names: readonly string[], groupId: string): void {
    for (const name of names) {
      // Not `make`: its records would grow with every message, and the heap is measured.
      const room = new Room({ groupId, tokenEndpoint: `/api/token?user=${name}&nick=${name}` });
      this.#rooms.set(name, room);
      const events: RoomEvent[] = [];
      this.#events.set(name, events);
      room.on('status', ({ status, error }) =>
        events.push({ at: Date.now(), what: error ? `${status} ${error.code}` : status }),
      );
      const seen = new Set<string>();
      const shown: [string, number][] = [];
      const sent: [string, number][] = [];
      const failed = new Set<string>();
      const gaps: [number, number][] = [];
      let highest = 0;
      this.#gaps.set(name, gaps);
      this.#shown.set(name, shown);
      this.#sent.set(name, sent);
      this.#failed.set(name, failed);
      room.on('change', () => {
        const { messages } = room.snapshot;
        messages.forEach((row, index) => {
          if (seen.has(row.id) || (row.kind === 'notice' && row.notice?.type !== 'gap')) return;
          seen.add(row.id);
          this.lastShownAt = performance.now();
          if (row.kind === 'notice') {
            gaps.push([highest, messages.slice(index + 1).find((each) => each.seq > 0)?.seq ?? OPEN_END]);
            return;
          }
          shown.push([row.text, row.from.isSelf ? 0 : row.seq]);
          if (row.from.isSelf || row.seq === 0) return;
          // The end of a gap that was reported before a row followed.
          for (const gap of gaps) if (gap[1] === OPEN_END) gap[1] = row.seq;
          highest = Math.max(highest, row.seq);
        });
      });
      room.on('sent', ({ text, seq }) => {
        sent.push([text, seq]);
        failed.delete(text);
      });
      room.on('send-failed', ({ message }) => failed.add(message.text));
      room.connect().catch(() => undefined);
    }
  }
  isSending(name: string): boolean {
    return this.room(name).snapshot.messages.some((each) => each.status === 'sending');
  }
  /** What a room showed, sent and reported. */
  account(name: string) {
    const { snapshot } = this.room(name);
    return {
      name,
      status: snapshot.status,
      shown: this.#shown.get(name) ?? [],
      gaps: this.#gaps.get(name) ?? [],
      sent: this.#sent.get(name) ?? [],
      failed: [...(this.#failed.get(name) ?? [])],
      shed: snapshot.droppedCount,
    };
  }

  room(name: string): Room {
    const room = this.#rooms.get(name);
    if (!room) throw new Error(`No room ${name}`);
    return room;
  }

  async connect(name: string): Promise<string> {
    return output(this.room(name).connect());
  }
  async send(name: string, text: string): Promise<string> {
    return output(this.room(name).send(text));
  }
  /** Sends without waiting; the result is in `rows`. */
  start(name: string, ...texts: string[]): void {
    // A refusal without a row (fifty are waiting already) counts as failed too: its sender is notified.
    for (const text of texts)
      this.room(name)
        .send(text)
        .catch(() => this.#failed.get(name)?.add(text));
  }
  async disconnect(name: string): Promise<void> {
    await this.room(name).disconnect();
  }
  status(name: string): RoomSnapshot['status'] {
    return this.room(name).snapshot.status;
  }
  error(name: string): string | undefined {
    return this.room(name).snapshot.error?.code;
  }
  events(name: string): readonly RoomEvent[] {
    return this.#events.get(name) ?? [];
  }
  /** Rows as "text" or "text (status)". */
  rows(name: string): readonly string[] {
    return this.room(name)
      .snapshot.messages.filter((each) => each.notice?.type !== 'joined' && each.notice?.type !== 'left')
      .map((each) => `${each.text || each.notice?.type}${each.status === 'sent' ? '' : ` (${each.status})`}`);
  }
  allPublished(): string {
    return (
      this.#delivered +
      [...this.#rooms.values()].map((room) => describeError(room.snapshot)).join() +
      JSON.stringify({ ...localStorage }) +
      JSON.stringify({ ...sessionStorage })
    );
  }
  /** Creates, joins and closes a room, `times` times. */
  async cycle(times: number, groupId: string): Promise<void> {
    for (let index = 0; index < times; index++) {
      const room = new Room({ groupId, tokenEndpoint: '/api/token?user=cycler' });
      room.on('change', () => undefined);
      const joined = room.connect();
      if (index % 3 === 0) joined.catch(() => undefined);
      else await joined;
      await room.disconnect();
    }
  }
}

function describeError(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      each instanceof Error
        ? { ...each, message: each.message, stack: each.stack }
        : each instanceof Set
          ? [...each]
          : each,
    ) ?? ''
  );
}

async function output(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof ChatError ? error.code : `not a ChatError: ${String(error)}`;
  }
}

declare global {
  interface Window {
    roomPage: RoomPage;
  }
}
window.roomPage = new RoomPage();
