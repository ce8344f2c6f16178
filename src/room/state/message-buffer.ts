import { BoundedMap } from '../../util/bounded-map.js';
import type { ChatMessage } from '../model/chat-message.js';

const MAX_LINKS = 1000;

/**
 * Own rows keep the id they were born with; the service gives the message another. This knows both, for the newest
 * thousand.
 */
export class MessageIdMap {
  readonly #localIds = new BoundedMap<string, string>(MAX_LINKS);
  readonly #serviceIds = new BoundedMap<string, string>(MAX_LINKS);

  link(rowId: string, serviceId: string): void {
    this.#localIds.set(serviceId, rowId);
    this.#serviceIds.set(rowId, serviceId);
  }

  /** The row's id for what others call `serviceId`. */
  localId(serviceId: string): string {
    return this.#localIds.get(serviceId) ?? serviceId;
  }

  /** What others call the row `rowId`. */
  serviceId(rowId: string): string {
    return this.#serviceIds.get(rowId) ?? rowId;
  }
}

// The newest rows of the room: bounded, in order, each id once. Constant work per row (amortised); one array per
// `rows()`.
// It does not decide what is worth a row, and knows nothing of time.

/** A late row is put in its place only this far back; older ones go where they arrived. */
const REORDER_REACH = 64;

interface Entry {
  message: ChatMessage;
}

/** A bounded list of messages, oldest first. */
export class MessageBuffer {
  readonly #byId = new Map<string, Entry>();
  #entries: (Entry | undefined)[] = [];
  /** Entries before this one are gone; their places are cut off now and then, so that dropping one costs nothing. */
  #head = 0;
  #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  get last(): ChatMessage | undefined {
    return this.#entries[this.#entries.length - 1]?.message;
  }

  /** How many rows are kept; the oldest beyond go at once. */
  setMax(max: number): void {
    this.#max = max;
    this.#trim();
  }

  get(id: string): ChatMessage | undefined {
    return this.#byId.get(id)?.message;
  }

  /** Adds a row by its position in the group (`seq`; 0: at the end). False when the id is already there. */
  add(message: ChatMessage): boolean {
    if (this.#byId.has(message.id)) return false;
    const entry = { message };
    const at = this.#placeFor(message.seq);
    if (at === this.#entries.length) this.#entries.push(entry);
    else this.#entries.splice(at, 0, entry);
    this.#byId.set(message.id, entry);
    this.#trim();
    return true;
  }

  /** Puts a changed row in the place of the one with its id. False when there is none. */
  replace(message: ChatMessage): boolean {
    const entry = this.#byId.get(message.id);
    if (!entry) return false;
    entry.message = message;
    return true;
  }

  remove(id: string): boolean {
    const entry = this.#byId.get(id);
    if (!entry) return false;
    this.#byId.delete(id);
    this.#entries.splice(this.#entries.lastIndexOf(entry), 1);
    return true;
  }

  /** The newest row that fits; looks at every row in the worst case. */
  findLast(fits: (message: ChatMessage) => boolean): ChatMessage | undefined {
    for (let index = this.#entries.length - 1; index >= this.#head; index--) {
      const message = this.#entries[index]?.message;
      if (message && fits(message)) return message;
    }
    return undefined;
  }

  /** A new array of all rows, oldest first. */
  messages(keep?: (message: ChatMessage) => boolean): readonly ChatMessage[] {
    const rows: ChatMessage[] = [];
    for (let index = this.#head; index < this.#entries.length; index++) {
      const message = this.#entries[index]?.message;
      if (message && (!keep || keep(message))) rows.push(message);
    }
    return Object.freeze(rows);
  }

  #placeFor(seq: number): number {
    const end = this.#entries.length;
    if (seq === 0) return end;
    const from = Math.max(this.#head, end - REORDER_REACH);
    let place = end;
    // Rows without a position (own ones, notices) stay where they are; a late row goes before the first later one.
    for (let index = end - 1; index >= from; index--) {
      const other = this.#entries[index]?.message.seq ?? 0;
      if (other === 0) continue;
      if (other <= seq) break;
      place = index;
    }
    return place;
  }

  #trim(): void {
    while (this.size > this.#max) {
      const entry = this.#entries[this.#head];
      if (entry) this.#byId.delete(entry.message.id);
      this.#entries[this.#head++] = undefined;
    }
    if (this.#head > this.#max) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }
}
