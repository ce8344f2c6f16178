// Detects after a loss of the connection whether messages were missed: everything in a group has a sequence number, and
// a skipped number means that something was not received. Skipped numbers at other times are normal (the service drops
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

/** Sequence numbers remembered: a minute at 1,000 messages per second, far above what the service delivers. 8 kB. */
const WINDOW_SIZE = 65_536;
/** The newest numbers are not checked here, but by message id: two messages may share a number for a short time. */
const CHECKED_BY_ID = 1_000;

/**
 * Remembers which sequence numbers of a group were received, for longer than ids are remembered: after a loss the
 * service may deliver thousands of messages again. One bit per number; constant memory and time.
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
