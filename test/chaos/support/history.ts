// The record of a chaos run as plain data: what was sent by whom, what the service delivered, and what each user saw.
// Checked by invariants.ts.

/** One sent message. Texts are unique in a run, so a text identifies its message. */
export interface Written {
  readonly text: string;
  readonly user: string;
  /**
   * `failed`: its row showed it. `refused`: there was never a row, the call was rejected at once. `pending`: nothing
   * was reported.
   */
  readonly outcome: 'sent' | 'failed' | 'refused' | 'pending';
  /** The ChatError's code when it failed or was refused. */
  readonly code?: string;
}

/** What the service delivered, by its own report. */
export interface DeliveredMessage {
  readonly text: string;
  readonly seq: number;
  /** Unix ms. */
  readonly at: number;
}

/**
 * A time span, unix ms. Of a user in a room: from the status `joined` until the removal, or until the status `closed`
 * or `failed`.
 */
export interface JoinedPeriod {
  readonly from: number;
  readonly to: number;
}

/** The notice that messages were missed, between two sequence numbers, both exclusive. */
export interface Gap {
  readonly after: number;
  readonly before: number;
}

/** What the page of one user showed. */
export interface Viewer {
  readonly user: string;
  readonly joinedPeriods: readonly JoinedPeriod[];
  /** By text: the ids of all its rows so far. */
  readonly shown: ReadonlyMap<string, ReadonlySet<string>>;
  /** Texts that the connection delivered, shown or not. */
  readonly arrived: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
  /** Messages that the room reported as dropped. */
  readonly dropped: number;
  /** Pairs of messages of one sender in the wrong order. */
  readonly outOfOrder: readonly string[];
  readonly finalStatus: string;
}

export interface History {
  readonly written: readonly Written[];
  readonly delivered: ReadonlyMap<string, DeliveredMessage>;
  /** The number of messages that the service reports as dropped. */
  readonly droppedByService: number;
  /** When the service gave two messages one sequence number. The SDK drops the second as a duplicate. */
  readonly repeatedSeqs: readonly JoinedPeriod[];
  readonly viewers: readonly Viewer[];
  /** Exceptions and unhandled rejections of the page. */
  readonly errors: readonly string[];
}
