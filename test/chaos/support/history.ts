// What a chaos run leaves behind, as plain data: who sent what, what the service gave out, who saw what. invariants.ts reads
// it.

/** One message that a person wrote. Texts are unique in a run, so a text is its message's name. */
export interface Written {
  readonly text: string;
  readonly user: string;
  /**
   * `failed`: its row said so. `refused`: there was never a row, the sender was told at once. `pending`: nobody was
   * told anything.
   */
  readonly outcome: 'sent' | 'failed' | 'refused' | 'pending';
  /** The ChatError's code when it failed or was refused. */
  readonly code?: string;
}

/** What the service gave out, by its own report. */
export interface DeliveredMessage {
  readonly text: string;
  readonly seq: number;
  /** Unix ms. */
  readonly at: number;
}

/**
 * A span of time, unix ms. Of a person in a room: from the status `joined` until put out, or until the status said
 * `closed` or `failed`.
 */
export interface JoinedPeriod {
  readonly from: number;
  readonly to: number;
}

/** "Some messages were missed", between two positions of the group, both exclusive. */
export interface Gap {
  readonly after: number;
  readonly before: number;
}

/** What one person's page showed. */
export interface Viewer {
  readonly user: string;
  readonly joinedPeriods: readonly JoinedPeriod[];
  /** By text: the ids of all rows that ever showed it. */
  readonly shown: ReadonlyMap<string, ReadonlySet<string>>;
  /** Texts that came through the connection, shown or not. */
  readonly arrived: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
  /** Messages that the room said it skipped. */
  readonly dropped: number;
  /** Pairs of one sender's messages that stood in the wrong order. */
  readonly outOfOrder: readonly string[];
  readonly finalStatus: string;
}

export interface History {
  readonly written: readonly Written[];
  readonly delivered: ReadonlyMap<string, DeliveredMessage>;
  /** How many the service says it shed. */
  readonly droppedByService: number;
  /**
   * When the service gave two messages one number, by which the SDK takes the second for a repeat and drops it unseen.
   */
  readonly repeatedSeqs: readonly JoinedPeriod[];
  readonly viewers: readonly Viewer[];
  /** Exceptions and unhandled rejections of the page. */
  readonly errors: readonly string[];
}
