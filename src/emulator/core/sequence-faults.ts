// Faults of numbering and batching that the real service shows now and then: the same number twice, numbers out of
// order, and many messages that come at once.

/** Which tricks a room plays; all off at first. */
export interface SequenceFaultOptions {
  /**
   * Part (0 to 1) of the events that get the number of the one before: two different events under one number, of which
   * the SDK shows the first and drops the second.
   */
  readonly duplicate?: number;
  /** Part (0 to 1) of the events that are delivered after the one that follows. */
  readonly reorder?: number;
  /** Events are held back until there are so many. 1 switches it off. */
  readonly batchSize?: number;
}

/** Decides, event by event, what number it gets and what is delivered now. */
export class SequenceFaults {
  #duplicateEvery = 0;
  #reorderEvery = 0;
  #batchSize = 1;
  #count = 0;
  #late: string[] = [];
  #gathered: string[] = [];

  /** Sets the tricks; what is left out is off. Held-back events leave with the next one. */
  set(options: SequenceFaultOptions): void {
    this.#duplicateEvery = every(options.duplicate);
    this.#reorderEvery = every(options.reorder);
    this.#batchSize = Math.max(1, options.batchSize ?? 1);
  }

  /** The MsgSeq that an event at this position gets. */
  number(position: number): number {
    this.#count += 1;
    return this.#duplicateEvery > 0 && this.#count % this.#duplicateEvery === 0 ? position - 1 : position;
  }

  /** What is delivered now that this event has come: nothing, it alone, or several. */
  batch(text: string): readonly string[] {
    if (this.#reorderEvery > 0 && this.#count % this.#reorderEvery === 0 && this.#late.length === 0) {
      this.#late = [text];
      return [];
    }
    const due = [text, ...this.#late];
    this.#late = [];
    if (this.#batchSize === 1 && this.#gathered.length === 0) return due;
    this.#gathered.push(...due);
    if (this.#gathered.length < this.#batchSize) return [];
    return this.#gathered.splice(0);
  }
}

function every(part = 0): number {
  return part > 0 ? Math.max(1, Math.round(1 / Math.min(1, part))) : 0;
}
