// Finds out after a loss of the connection whether something was missed: everything in a group has a position, and a
// jump in the
// positions is something that never came. Jumps at other times are normal (the service sheds), and nothing is said of
// them; nor of
// jumps within a batch, which left the service in one piece.

const MAX_OWN = 200;

export class GapDetector {
  #last = 0;
  #isAway = false;
  /** The next position tells. */
  #isExpected = false;
  #isBatchBegun = false;
  /** Own messages are confirmed, and do not arrive. */
  #ownSeqs: number[] = [];

  /**
   * `onGap` is called before the first message behind a gap is shown, with the present time and the last position that
   * is missing.
   */
  constructor(private readonly onGap: (now: number, before: number) => void) {}

  /**
   * The connection was lost. What still arrives may come from before the loss, or from a room that has forgotten us but
   * goes on
   * answering: a jump tells, the lack of one does not.
   */
  connectionLost(): void {
    this.#isAway = true;
  }

  /** We are in the room again: the next position tells. */
  connectionRestored(): void {
    this.#isAway = false;
    this.#isExpected = true;
  }

  /** What arrives from here on left the service together. */
  beginBatch(): void {
    this.#isBatchBegun = false;
  }

  /** An own message stands at `seq`. */
  sent(seq: number): void {
    if (seq <= this.#last) return;
    this.#ownSeqs.push(seq);
    if (this.#ownSeqs.length > MAX_OWN) this.#ownSeqs.shift();
  }

  /** Something stands at `seq` (0: nobody knows where). */
  arrived(seq: number, now: number): void {
    if (seq <= this.#last) return;
    if (this.#ownSeqs.length > 0) {
      const own = this.#ownSeqs.filter((each) => each > this.#last && each < seq).length;
      this.#ownSeqs = this.#ownSeqs.filter((each) => each > seq);
      this.#last += own;
    }
    const isGap = (this.#isAway || this.#isExpected) && !this.#isBatchBegun && this.#last > 0 && seq > this.#last + 1;
    this.#isExpected = false;
    this.#isBatchBegun = true;
    this.#last = seq;
    if (isGap) this.onGap(now, seq - 1);
  }
}
