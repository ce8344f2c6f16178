/** A minute at a thousand messages a second, well above what the service delivers; a power of two. 8 kB. */
const REACH = 65_536;
/** What is newer than this is told apart by its id: two messages of one position come close together. */
const TOLD_BY_ID = 1_000;

/**
 * Remembers which positions of a group have been seen, when ids are long forgotten: after a loss the service may give
 * out
 * thousands of messages again. One bit per position, constant memory and work.
 */
export class SeenSeqs {
  readonly #bits = new Uint8Array(REACH / 8);
  #highest = 0;
  /** Unix ms, by the service's clock. */
  #newestTime = 0;

  /**
   * Notes that something of `time` stands at `seq` (0: nobody knows where). True when it was there before, and is too
   * old to be told by its id.
   */
  isRepeat(seq: number, time: number): boolean {
    if (seq <= 0) return false;
    // Old by position and newer than everything: the group was made anew, and counts from the beginning.
    if (seq <= this.#highest - TOLD_BY_ID && time > this.#newestTime) this.#forget();
    this.#newestTime = Math.max(this.#newestTime, time);
    if (seq <= this.#highest - REACH) return false;
    if (seq > this.#highest) this.#advance(seq);
    else if (seq <= this.#highest - TOLD_BY_ID && this.#has(seq)) return true;
    this.#mark(seq, true);
    return false;
  }

  #advance(seq: number): void {
    if (seq - this.#highest >= REACH) this.#bits.fill(0);
    else for (let each = this.#highest + 1; each <= seq; each++) this.#mark(each, false);
    this.#highest = seq;
  }

  #forget(): void {
    this.#bits.fill(0);
    this.#highest = 0;
  }

  #has(seq: number): boolean {
    return ((this.#bits[(seq % REACH) >> 3] ?? 0) & (1 << (seq & 7))) > 0;
  }

  #mark(seq: number, is: boolean): void {
    const place = (seq % REACH) >> 3;
    const bit = 1 << (seq & 7);
    const byte = this.#bits[place] ?? 0;
    this.#bits[place] = is ? byte | bit : byte & ~bit;
  }
}
