/** Sequence numbers remembered: a minute at 1,000 messages per second, far above what the service delivers. 8 kB. */
const WINDOW_SIZE = 65_536;
/** The newest numbers are not checked here, but by message id: two messages may share a number for a short time. */
const CHECKED_BY_ID = 1_000;

/**
 * Remembers which sequence numbers of a group were received, for longer than ids are remembered: after a loss the service
 * may deliver thousands of messages again. One bit per number; constant memory and time.
 */
export class SeenSeqs {
  readonly #bits = new Uint8Array(WINDOW_SIZE / 8);
  #highest = 0;
  /** Unix ms, by the clock of the service. */
  #newestTime = 0;

  /**
   * Records that something with this sequence number (0: unknown) and time was received. True when it was received
   * before and is too old to be recognised by its id.
   */
  isRepeat(seq: number, time: number): boolean {
    if (seq <= 0) return false;
    // An old number with a new time: the group was created again, and counts from the beginning.
    if (seq <= this.#highest - CHECKED_BY_ID && time > this.#newestTime) this.#reset();
    this.#newestTime = Math.max(this.#newestTime, time);
    if (seq <= this.#highest - WINDOW_SIZE) return false;
    if (seq > this.#highest) this.#advance(seq);
    else if (seq <= this.#highest - CHECKED_BY_ID && this.#has(seq)) return true;
    this.#mark(seq, true);
    return false;
  }

  #advance(seq: number): void {
    if (seq - this.#highest >= WINDOW_SIZE) this.#bits.fill(0);
    else for (let each = this.#highest + 1; each <= seq; each++) this.#mark(each, false);
    this.#highest = seq;
  }

  #reset(): void {
    this.#bits.fill(0);
    this.#highest = 0;
  }

  #has(seq: number): boolean {
    return ((this.#bits[(seq % WINDOW_SIZE) >> 3] ?? 0) & (1 << (seq & 7))) > 0;
  }

  #mark(seq: number, isSeen: boolean): void {
    const index = (seq % WINDOW_SIZE) >> 3;
    const bit = 1 << (seq & 7);
    const byte = this.#bits[index] ?? 0;
    this.#bits[index] = isSeen ? byte | bit : byte & ~bit;
  }
}
