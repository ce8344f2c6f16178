// The rules of a chaos run: each message is shown once to every user who was in the room, or its sender was notified of
// the failure. A pure function. What the service dropped, what a gap notice covers and what a page reported as dropped
// are counted separately.
import type { DeliveredMessage, History, JoinedPeriod, Viewer, Written } from './history.js';

/**
 * Around joining and leaving it is undefined whether a message had to be delivered: clocks and callbacks differ by this
 * time.
 */
const EDGE_MS = 750;
/** The service can give two messages one sequence number. */
const SEQ_SLACK = 1;

export interface Figures {
  readonly written: number;
  readonly sent: number;
  readonly failed: number;
  readonly refused: number;
  /** Failed for the sender and delivered all the same: the sender was warned without need. */
  readonly failedButDelivered: number;
  /** Accepted by the service and dropped by it, within the number that it reports. */
  readonly droppedByService: number;
  /** Delivered with a sequence number that another message had, so that the SDK dropped it for every user. */
  readonly repeatedSeqs: number;
  /** Message × viewer: it had to be shown. */
  readonly owed: number;
  readonly shown: number;
  /** Message × viewer: within a gap that the page reported. */
  readonly inGap: number;
  /** Message × viewer: reported as dropped by the page. */
  readonly droppedByPage: number;
}

export interface InvariantReport {
  readonly figures: Figures;
  /** Descriptions with names; empty when every rule holds. */
  readonly violations: readonly string[];
}

type MessageFate = 'shown' | 'gap' | 'skipped' | 'lost';

/** Checks a whole run. */
export function checkInvariants(history: History): InvariantReport {
  const violations: string[] = [...history.errors.map((error) => `error in the page: ${error}`)];
  const count = {
    sent: 0,
    failed: 0,
    refused: 0,
    failedButDelivered: 0,
    droppedByService: 0,
    repeatedSeqs: 0,
    owed: 0,
    shown: 0,
    inGap: 0,
    droppedByPage: 0,
  };
  const skippedAt = new Map<Viewer, number>();

  for (const message of history.written) {
    const given = history.delivered.get(message.text);
    countOutcome(message, given);
    if (!given) continue;
    if (
      history.repeatedSeqs.some((span) => within(given.at, span)) &&
      !history.viewers.some(({ arrived }) => arrived.has(message.text))
    ) {
      count.repeatedSeqs++;
      continue;
    }
    for (const viewer of history.viewers) {
      if (viewer.user === message.user || !wasJoined(viewer, given.at)) continue;
      count.owed++;
      const fate = fateOf(given, viewer);
      if (fate === 'shown') count.shown++;
      else if (fate === 'gap') count.inGap++;
      else if (fate === 'skipped') skippedAt.set(viewer, (skippedAt.get(viewer) ?? 0) + 1);
      else
        violations.push(
          `lost: ${viewer.user} never got "${message.text}" (position ${given.seq}) and was notified of no gap`,
        );
    }
  }
  if (count.droppedByService > history.droppedByService)
    violations.push(
      `vanished: ${count.droppedByService} messages were confirmed and not given out, but the service dropped only ` +
        `${history.droppedByService}`,
    );
  for (const viewer of history.viewers) {
    const droppedByPage = skippedAt.get(viewer) ?? 0;
    count.droppedByPage += droppedByPage;
    if (droppedByPage > viewer.dropped)
      violations.push(
        `lost: ${viewer.user} got ${droppedByPage} messages that it did not show, and admits to ${viewer.dropped}`,
      );
    for (const [text, ids] of viewer.shown)
      if (ids.size > 1) violations.push(`doubled: ${viewer.user} showed "${text}" ${ids.size} times`);
    for (const pair of viewer.outOfOrder) violations.push(`disorder: ${viewer.user} showed ${pair}`);
    if (viewer.finalStatus !== 'joined') violations.push(`not back: ${viewer.user} ended as ${viewer.finalStatus}`);
  }
  return { figures: { written: history.written.length, ...count }, violations };

  function countOutcome(message: Written, given: DeliveredMessage | undefined): void {
    const sender = history.viewers.find((viewer) => viewer.user === message.user);
    switch (message.outcome) {
      case 'pending':
        violations.push(`stuck: ${message.user} never received a result for "${message.text}"`);
        return;
      case 'refused':
        count.refused++;
        return;
      case 'failed':
        count.failed++;
        if (given) count.failedButDelivered++;
        if (!sender?.shown.has(message.text))
          violations.push(`lost: the failed "${message.text}" left its sender's page`);
        return;
      case 'sent':
        count.sent++;
        if (!given) count.droppedByService++;
        if (!sender?.shown.has(message.text))
          violations.push(`lost: ${message.user} does not see its own "${message.text}"`);
        return;
    }
  }
}

function within(at: number, { from, to }: JoinedPeriod): boolean {
  return at >= from && at < to + EDGE_MS;
}

function wasJoined(viewer: Viewer, at: number): boolean {
  return viewer.joinedPeriods.some((stay) => at > stay.from + EDGE_MS && at < stay.to - EDGE_MS);
}

function fateOf({ text, seq }: DeliveredMessage, viewer: Viewer): MessageFate {
  if (viewer.shown.has(text)) return 'shown';
  if (viewer.arrived.has(text)) return 'skipped';
  return viewer.gaps.some((gap) => seq > gap.after - SEQ_SLACK && seq < gap.before + SEQ_SLACK) ? 'gap' : 'lost';
}
