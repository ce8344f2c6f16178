// Whether a room kept its word through a chaos run: each message is shown once at everybody who was there, or its
// sender was told.
// Pure. What the service dropped, what a gap row declared and what a page said it skipped is counted apart, not
// forgiven silently.
import type { GivenOut, History, Stay, Viewer, Written } from './history.js';

/** Around coming and going nobody can say whether a message was owed: clocks and callbacks are this far apart. */
const EDGE_MS = 750;
/** The service may give two messages one number. */
const SEQ_SLACK = 1;

export interface Figures {
  readonly written: number;
  readonly sent: number;
  readonly failed: number;
  readonly refused: number;
  /** Failed at the sender and yet given out: the sender was told too much, nobody too little. */
  readonly failedButGivenOut: number;
  /** Accepted by the service and dropped by it, within the number that it admits. */
  readonly shedByService: number;
  /** Given out under a number that another message had, so that the SDK passed it on to nobody. */
  readonly twiceNumbered: number;
  /** Message × viewer: had to be shown. */
  readonly owed: number;
  readonly shown: number;
  /** Message × viewer: within a gap that the page declared. */
  readonly inGap: number;
  /** Message × viewer: the page said that it skipped so many. */
  readonly skipped: number;
}

export interface Verdict {
  readonly figures: Figures;
  /** In words, with names; none is the good outcome. */
  readonly faults: readonly string[];
}

type Fate = 'shown' | 'gap' | 'skipped' | 'lost';

/** Judges a whole run. */
export function judge(history: History): Verdict {
  const faults: string[] = [...history.errors.map((error) => `error in the page: ${error}`)];
  const count = {
    sent: 0,
    failed: 0,
    refused: 0,
    failedButGivenOut: 0,
    shedByService: 0,
    twiceNumbered: 0,
    owed: 0,
    shown: 0,
    inGap: 0,
    skipped: 0,
  };
  const skippedAt = new Map<Viewer, number>();

  for (const message of history.written) {
    const given = history.givenOut.get(message.text);
    countOutcome(message, given);
    if (!given) continue;
    if (
      history.twiceNumbered.some((span) => within(given.at, span)) &&
      !history.viewers.some(({ arrived }) => arrived.has(message.text))
    ) {
      count.twiceNumbered++;
      continue;
    }
    for (const viewer of history.viewers) {
      if (viewer.user === message.user || !wasThere(viewer, given.at)) continue;
      count.owed++;
      const fate = fateOf(given, viewer);
      if (fate === 'shown') count.shown++;
      else if (fate === 'gap') count.inGap++;
      else if (fate === 'skipped') skippedAt.set(viewer, (skippedAt.get(viewer) ?? 0) + 1);
      else
        faults.push(`lost: ${viewer.user} never got "${message.text}" (position ${given.seq}) and was told of no gap`);
    }
  }
  if (count.shedByService > history.shedByService)
    faults.push(
      `vanished: ${count.shedByService} messages were confirmed and not given out, but the service shed only ${history.shedByService}`,
    );
  for (const viewer of history.viewers) {
    const skipped = skippedAt.get(viewer) ?? 0;
    count.skipped += skipped;
    if (skipped > viewer.skipped)
      faults.push(`lost: ${viewer.user} got ${skipped} messages that it did not show, and admits to ${viewer.skipped}`);
    for (const [text, ids] of viewer.shown)
      if (ids.size > 1) faults.push(`doubled: ${viewer.user} showed "${text}" ${ids.size} times`);
    for (const pair of viewer.disorders) faults.push(`disorder: ${viewer.user} showed ${pair}`);
    if (viewer.finalStatus !== 'joined') faults.push(`not back: ${viewer.user} ended as ${viewer.finalStatus}`);
  }
  return { figures: { written: history.written.length, ...count }, faults };

  function countOutcome(message: Written, given: GivenOut | undefined): void {
    const sender = history.viewers.find((viewer) => viewer.user === message.user);
    switch (message.outcome) {
      case 'pending':
        faults.push(`stuck: ${message.user} was never told what became of "${message.text}"`);
        return;
      case 'refused':
        count.refused++;
        return;
      case 'failed':
        count.failed++;
        if (given) count.failedButGivenOut++;
        if (!sender?.shown.has(message.text)) faults.push(`lost: the failed "${message.text}" left its sender's page`);
        return;
      case 'sent':
        count.sent++;
        if (!given) count.shedByService++;
        if (!sender?.shown.has(message.text))
          faults.push(`lost: ${message.user} does not see its own "${message.text}"`);
        return;
    }
  }
}

function within(at: number, { from, to }: Stay): boolean {
  return at >= from && at < to + EDGE_MS;
}

function wasThere(viewer: Viewer, at: number): boolean {
  return viewer.stays.some((stay) => at > stay.from + EDGE_MS && at < stay.to - EDGE_MS);
}

function fateOf({ text, seq }: GivenOut, viewer: Viewer): Fate {
  if (viewer.shown.has(text)) return 'shown';
  if (viewer.arrived.has(text)) return 'skipped';
  return viewer.gaps.some((gap) => seq > gap.after - SEQ_SLACK && seq < gap.before + SEQ_SLACK) ? 'gap' : 'lost';
}
