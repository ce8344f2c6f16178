// The events of a room in order, as serialised JSON, and the polls that wait for the next event. The position of an
// event is its MsgSeq. Each event is serialised once, and a batch for several readers is concatenated once.
import type { Cancel, Environment } from './environment.js';

/** Receives events: `list` is comma-separated JSON objects, `next` the position of the next poll. */
export type Deliver = (list: string, next: number) => void;

interface HeldPoll {
  readonly start: number;
  readonly deliver: Deliver;
  cancelTimer: Cancel;
}

/** A bounded list of serialised events with held polls. */
export class Timeline {
  readonly #capacity: number;
  readonly #environment: Environment;
  /** Events by position modulo capacity; '' for a position without an event. */
  readonly #entries: string[] = [];
  readonly #held = new Set<HeldPoll>();
  readonly #batches = new Map<number, string>();
  #first: number;
  #next: number;

  constructor(environment: Environment, capacity: number, first = 1) {
    this.#environment = environment;
    this.#capacity = capacity;
    this.#first = first;
    this.#next = first;
  }

  /** The position of the next event. */
  get next(): number {
    return this.#next;
  }

  /** Whether a poll at this position misses nothing: its event is still kept, or it is the next one. */
  has(position: number): boolean {
    return position >= this.#first && position <= this.#next;
  }

  /** Number of held polls. */
  get heldCount(): number {
    return this.#held.size;
  }

  /** Continues at a later position: a client of an earlier run of this service has read up to it. */
  skipTo(position: number): void {
    if (position <= this.#next) return;
    this.#batches.clear();
    this.#first = position;
    this.#next = position;
  }

  /** Assigns a position without an event. Returns it. */
  reserve(): number {
    return this.#add('');
  }

  /** Adds events and responds to the held polls with all of them. Returns the position of the first event. */
  append(...entries: readonly string[]): number {
    const position = this.#next;
    for (const entry of entries) this.#add(entry);
    if (this.#held.size > 0) this.#deliverToHeld();
    return position;
  }

  /**
   * Calls `deliver` at once if there is an event at or after `start`, otherwise with the next event or after `holdMs`.
   */
  read(start: number, holdMs: number, deliver: Deliver): Cancel {
    const list = start < this.#next ? this.#slice(start) : '';
    if (list !== '' || holdMs <= 0) {
      deliver(list, this.#next);
      return () => undefined;
    }
    const held: HeldPoll = { start: Math.max(start, this.#next), deliver, cancelTimer: () => undefined };
    const cancel = () => {
      held.cancelTimer();
      this.#held.delete(held);
    };
    this.#held.add(held);
    held.cancelTimer = this.#environment.setTimer(() => {
      this.#held.delete(held);
      deliver('', this.#next);
    }, holdMs);
    return cancel;
  }

  /** Responds to all held polls, because the room was dismissed or lost members. */
  releasePolls(): void {
    this.#deliverToHeld();
  }

  /** Forgets all events: no position of a reader is known any more. */
  expire(): void {
    this.skipTo(this.#next + 1);
    this.#deliverToHeld();
  }

  #add(entry: string): number {
    const position = this.#next;
    this.#entries[position % this.#capacity] = entry;
    this.#next = position + 1;
    this.#first = Math.max(this.#first, this.#next - this.#capacity);
    if (this.#batches.size > 0) this.#batches.clear();
    return position;
  }

  #deliverToHeld(): void {
    const waiting = [...this.#held];
    this.#held.clear();
    for (const held of waiting) {
      held.cancelTimer();
      held.deliver(this.#slice(held.start), this.#next);
    }
  }

  #slice(start: number): string {
    const known = this.#batches.get(start);
    if (known !== undefined) return known;
    const parts: string[] = [];
    for (let position = Math.max(start, this.#first); position < this.#next; position++) {
      const entry = this.#entries[position % this.#capacity];
      if (entry) parts.push(entry);
    }
    const list = parts.join(',');
    this.#batches.set(start, list);
    return list;
  }
}
