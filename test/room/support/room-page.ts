// Runs in the page that test/room/support/room-lab.ts serves: rooms by name, and what each of them told, as plain data.
import { ChatError } from '../../../src/room/chat-error.js';
import { Room } from '../../../src/room/room.js';
import type { RoomSnapshot } from '../../../src/room/room-snapshot.js';

interface Said {
  /** Unix ms. */
  readonly at: number;
  readonly what: string;
}

class RoomLabPage {
  readonly #rooms = new Map<string, Room>();
  readonly #said = new Map<string, Said[]>();
  /** Everything that events carried, as text: a signature must not be in it. */
  #carried = '';

  make(name: string, groupId: string, user = name, query = ''): void {
    const room = new Room({ groupId, tokenEndpoint: `/api/token?user=${user}&nick=${user}${query}` });
    const said: Said[] = [];
    this.#rooms.set(name, room);
    this.#said.set(name, said);
    const say = (what: string): number => said.push({ at: Date.now(), what });
    room.on('status', ({ status, error }) => say(error ? `${status} ${error.code}` : status));
    room.on('messages', (messages) => messages.forEach((each) => say(`message ${each.text}`)));
    room.on('retracted', (ids) => say(`retracted ${ids.length}`));
    for (const type of ['status', 'messages', 'sent', 'send-failed', 'members', 'like', 'custom-message', 'error'] as const) {
      room.on(type, (payload) => (this.#carried += inWords(payload)));
    }
  }

  room(name: string): Room {
    const room = this.#rooms.get(name);
    if (!room) throw new Error(`No room ${name}`);
    return room;
  }

  async connect(name: string): Promise<string> {
    return told(this.room(name).connect());
  }
  async send(name: string, text: string): Promise<string> {
    return told(this.room(name).send(text));
  }
  /** Sends without waiting; what becomes of it is in `rows`. */
  start(name: string, ...texts: string[]): void {
    for (const text of texts) this.room(name).send(text).catch(() => undefined);
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
  said(name: string): readonly Said[] {
    return this.#said.get(name) ?? [];
  }
  /** Rows as "text" or "text (status)". */
  rows(name: string): readonly string[] {
    return this.room(name).snapshot.messages.filter((each) => each.notice?.type !== 'joined' && each.notice?.type !== 'left').map((each) => `${each.text || each.notice?.type}${each.status === 'sent' ? '' : ` (${each.status})`}`);
  }
  everythingPublished(): string {
    return this.#carried + [...this.#rooms.values()].map((room) => inWords(room.snapshot)).join() + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
  }
  /** Makes, joins and closes a room, `times` times. */
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

function inWords(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each instanceof Error ? { ...each, message: each.message, stack: each.stack } : each instanceof Set ? [...each] : each)) ?? '';
}

async function told(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof ChatError ? error.code : `not a ChatError: ${String(error)}`;
  }
}

declare global {
  interface Window {
    roomLab: RoomLabPage;
  }
}
window.roomLab = new RoomLabPage();
