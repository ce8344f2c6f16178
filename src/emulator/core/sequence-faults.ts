// Faults of numbering and batching that occur with the real service: duplicate sequence numbers, reordered events and
// large batches.

/** Faults of the sequence of a room; all are off by default. */
export interface SequenceFaultOptions {
  /**
   * Fraction (0 to 1) of the events that get the sequence number of the previous event. The SDK drops the second event
   * of that number.
   */
  readonly duplicate?: number;
  /** Fraction (0 to 1) of the events that are delivered after their successor. */
  readonly reorder?: number;
  /** Events are delivered in batches of this size. Default: 1. */
  readonly batchSize?: number;
}

/** Assigns the sequence number of each event and decides when it is delivered. */
export class SequenceFaults {
  #duplicateEvery = 0;
  #reorderEvery = 0;
  #batchSize = 1;
  #count = 0;
  #delayed: string[] = [];
  #held: string[] = [];

  /** Sets the faults; omitted ones are off. Events held back so far are delivered with the next event. */
  set(options: SequenceFaultOptions): void {
    this.#duplicateEvery = every(options.duplicate);
    this.#reorderEvery = every(options.reorder);
    this.#batchSize = Math.max(1, options.batchSize ?? 1);
  }

  /** The MsgSeq of the event at this position. */
  number(position: number): number {
    this.#count += 1;
    return this.#duplicateEvery > 0 && this.#count % this.#duplicateEvery === 0 ? position - 1 : position;
  }

  /** Takes an event. Returns the events to deliver now: none, this one, or several. */
  batch(text: string): readonly string[] {
    if (this.#reorderEvery > 0 && this.#count % this.#reorderEvery === 0 && this.#delayed.length === 0) {
      this.#delayed = [text];
      return [];
    }
    const due = [text, ...this.#delayed];
    this.#delayed = [];
    if (this.#batchSize === 1 && this.#held.length === 0) return due;
    this.#held.push(...due);
    if (this.#held.length < this.#batchSize) return [];
    return this.#held.splice(0);
  }
}

function every(fraction = 0): number {
  return fraction > 0 ? Math.max(1, Math.round(1 / Math.min(1, fraction))) : 0;
}
