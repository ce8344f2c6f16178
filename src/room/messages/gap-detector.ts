// Detects after a loss of the connection whether messages were missed: everything in a group has a sequence number, and a
// skipped number means that something was not received. Skipped numbers at other times are normal (the service drops
// messages) and are not reported; nor are those within a batch, which the service sent as one.

const MAX_OWN_SEQS = 200;

export class GapDetector {
  #lastSeq = 0;
  #isAway = false;
  /** The connection was restored, and nothing was received since. */
  #isFirstAfterRestore = false;
  #isInsideBatch = false;
  /** Own messages are confirmed, not received. */
  #ownSeqs: number[] = [];

  /**
   * `onGap` is called before the first message after a gap is handled, with the last sequence number that is missing.
   */
  constructor(private readonly onGap: (lastMissingSeq: number) => void) {}

  /**
   * The connection was lost. What is still received may have been sent before the loss, or come from a room that does
   * not know this client any more: a skipped number is a gap, but the absence of one proves nothing.
   */
  connectionLost(): void {
    this.#isAway = true;
  }

  /** The client is in the room again: the next sequence number shows whether something was missed. */
  connectionRestored(): void {
    this.#isAway = false;
    this.#isFirstAfterRestore = true;
  }

  /** The numbers from here on belong to one batch. */
  beginBatch(): void {
    this.#isInsideBatch = false;
  }

  /** An own message got this sequence number. */
  noteOwnSeq(seq: number): void {
    if (seq <= this.#lastSeq) return;
    this.#ownSeqs.push(seq);
    if (this.#ownSeqs.length > MAX_OWN_SEQS) this.#ownSeqs.shift();
  }

  /** Something with this sequence number (0: unknown) was received. */
  noteSeq(seq: number): void {
    if (seq <= this.#lastSeq) return;
    if (this.#ownSeqs.length > 0) {
      const own = this.#ownSeqs.filter((each) => each > this.#lastSeq && each < seq).length;
      this.#ownSeqs = this.#ownSeqs.filter((each) => each > seq);
      this.#lastSeq += own;
    }
    const isGap =
      (this.#isAway || this.#isFirstAfterRestore) &&
      !this.#isInsideBatch &&
      this.#lastSeq > 0 &&
      seq > this.#lastSeq + 1;
    this.#isFirstAfterRestore = false;
    this.#isInsideBatch = true;
    this.#lastSeq = seq;
    if (isGap) this.onGap(seq - 1);
  }
}
