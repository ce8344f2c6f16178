// The newest messages of the room: bounded, ordered, each id once. An addition takes constant time (amortised). Does
// not decide which messages belong in it.
import { BoundedMap } from '../../util/bounded-map.js';
import type { ChatMessage } from '../model/chat-message.js';

const MAX_ID_PAIRS = 1000;

/**
 * Maps the local id of an own message to the id that the service gave it, and back. Keeps the newest thousand pairs.
 */
export class MessageIdMap {
  readonly #localIds = new BoundedMap<string, string>(MAX_ID_PAIRS);
  readonly #serviceIds = new BoundedMap<string, string>(MAX_ID_PAIRS);

  link(localId: string, serviceId: string): void {
    this.#localIds.set(serviceId, localId);
    this.#serviceIds.set(localId, serviceId);
  }

  /** The id under which the room holds the message. */
  localId(serviceId: string): string {
    return this.#localIds.get(serviceId) ?? serviceId;
  }

  /** The id by which the service and other users know the message. */
  serviceId(localId: string): string {
    return this.#serviceIds.get(localId) ?? localId;
  }
}

/** A late message is inserted by its sequence number at most this far from the end; otherwise it is appended. */
const MAX_REORDER_DISTANCE = 64;

/** At most this many unsent messages are kept beyond the maximum. The outbox queues 50. */
const MAX_UNSENT = 100;

interface Entry {
  message: ChatMessage;
}

/** A bounded list of messages, oldest first. */
export class MessageBuffer {
  readonly #byId = new Map<string, Entry>();
  #entries: (Entry | undefined)[] = [];
  /** Index of the oldest entry. Entries before it were trimmed; the array is shortened only now and then. */
  #head = 0;
  #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  /** How many messages are kept; the oldest beyond that are removed at once. */
  setMax(max: number): void {
    this.#max = max;
    this.#trim();
  }

  get(id: string): ChatMessage | undefined {
    return this.#byId.get(id)?.message;
  }

  /** Adds a message in the order of `seq` (0: at the end). False when its id is already there. */
  add(message: ChatMessage): boolean {
    if (this.#byId.has(message.id)) return false;
    const entry = { message };
    const index = this.#indexFor(message.seq);
    if (index === this.#entries.length) this.#entries.push(entry);
    else this.#entries.splice(index, 0, entry);
    this.#byId.set(message.id, entry);
    this.#trim();
    return true;
  }

  /** Replaces the message with the same id. False when there is none. */
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

  /** The newest message for which `predicate` is true. In the worst case it checks every message. */
  findLast(predicate: (message: ChatMessage) => boolean): ChatMessage | undefined {
    for (let index = this.#entries.length - 1; index >= this.#head; index--) {
      const message = this.#entries[index]?.message;
      if (message && predicate(message)) return message;
    }
    return undefined;
  }

  /** A new frozen array of the messages for which `predicate` is true (default: all), oldest first. */
  toArray(predicate?: (message: ChatMessage) => boolean): readonly ChatMessage[] {
    const messages: ChatMessage[] = [];
    for (let index = this.#head; index < this.#entries.length; index++) {
      const message = this.#entries[index]?.message;
      if (message && (!predicate || predicate(message))) messages.push(message);
    }
    return Object.freeze(messages);
  }

  #indexFor(seq: number): number {
    const end = this.#entries.length;
    if (seq === 0) return end;
    const start = Math.max(this.#head, end - MAX_REORDER_DISTANCE);
    let found = end;
    // Messages without a sequence number (own ones, notices) are not moved; a late message goes before the first with
    // a higher number.
    for (let index = end - 1; index >= start; index--) {
      const other = this.#entries[index]?.message.seq ?? 0;
      if (other === 0) continue;
      if (other <= seq) break;
      found = index;
    }
    return found;
  }

  /**
   * Removes the oldest messages beyond the maximum. Own messages that are being sent or have failed stay, or their
   * author would not learn what became of them.
   */
  #trim(): void {
    while (this.size > this.#max) {
      let oldest = this.#head;
      while (oldest - this.#head < MAX_UNSENT && this.#isUnsent(oldest)) oldest++;
      if (oldest === this.#entries.length) return;
      if (oldest - this.#head === MAX_UNSENT) oldest = this.#head;
      const entry = this.#entries[oldest];
      if (entry) this.#byId.delete(entry.message.id);
      // Unsent messages before it move up by one place.
      this.#entries.copyWithin(this.#head + 1, this.#head, oldest);
      this.#entries[this.#head++] = undefined;
    }
    if (this.#head > this.#max) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }

  #isUnsent(index: number): boolean {
    const status = this.#entries[index]?.message.status;
    return status === 'sending' || status === 'failed';
  }
}
