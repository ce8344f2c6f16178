// What happened in a room, in order, as ready-made JSON, and the polls that wait for more. A position is the MsgSeq
// that
// the next event will have. Each event is serialised once; a batch that several people ask for is joined once.
import type { Cancel, Environment } from './environment.js';

/**
 * Gets the events since its position: `list` is the inside of a JSON array, `next` the position to ask from next time.
 */
export type Deliver = (list: string, next: number) => void;

interface Held {
  readonly start: number;
  readonly deliver: Deliver;
  cancelTimer: Cancel;
}

/** A bounded, ordered list of serialised events with waiting readers. */
export class Timeline {
  readonly #capacity: number;
  readonly #environment: Environment;
  /** By position modulo capacity; '' stands for a position that was used up by something that is not delivered. */
  readonly #entries: string[] = [];
  readonly #held = new Set<Held>();
  readonly #joined = new Map<number, string>();
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

  /** How many polls wait. */
  get heldCount(): number {
    return this.#held.size;
  }

  /** Goes on at a later position: a client of an earlier run of this service has read as far as that. */
  skipTo(position: number): void {
    if (position <= this.#next) return;
    this.#joined.clear();
    this.#first = position;
    this.#next = position;
  }

  /** Uses up a position for something that nobody gets. Returns it. */
  reserve(): number {
    return this.#put('');
  }

  /**
   * Adds events, the last of which wakes the waiting polls, so that they leave in one batch. Returns the first
   * position.
   */
  append(...entries: readonly string[]): number {
    const position = this.#next;
    for (const entry of entries) this.#put(entry);
    if (this.#held.size > 0) this.#wake();
    return position;
  }

  /**
   * Answers at once when there is something at or after `start`, else as soon as there is, at latest after `holdMs`.
   */
  read(start: number, holdMs: number, deliver: Deliver): Cancel {
    if (start < this.#next) {
      const list = this.#slice(start);
      if (list !== '' || holdMs <= 0) {
        deliver(list, this.#next);
        return () => undefined;
      }
    }
    const held: Held = { start: Math.max(start, this.#next), deliver, cancelTimer: () => undefined };
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

  /** Answers every waiting poll with nothing new: the room is gone. */
  release(): void {
    this.#wake();
  }

  #put(entry: string): number {
    const position = this.#next;
    this.#entries[position % this.#capacity] = entry;
    this.#next = position + 1;
    this.#first = Math.max(this.#first, this.#next - this.#capacity);
    if (this.#joined.size > 0) this.#joined.clear();
    return position;
  }

  #wake(): void {
    const waiting = [...this.#held];
    this.#held.clear();
    for (const held of waiting) {
      held.cancelTimer();
      held.deliver(this.#slice(held.start), this.#next);
    }
  }

  #slice(start: number): string {
    const known = this.#joined.get(start);
    if (known !== undefined) return known;
    const parts: string[] = [];
    for (let position = Math.max(start, this.#first); position < this.#next; position++) {
      const entry = this.#entries[position % this.#capacity];
      if (entry) parts.push(entry);
    }
    const list = parts.join(',');
    this.#joined.set(start, list);
    return list;
  }
}
