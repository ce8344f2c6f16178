// Collects the reports of the page into the history that invariants.ts checks.
import type { UserReport } from './chaos-page.js';
import type { Gap, JoinedPeriod, Viewer, Written } from './history.js';

interface UserRecord {
  status: string;
  waiting: number;
  dropped: number;
  readonly shown: Map<string, Set<string>>;
  readonly arrived: Set<string>;
  readonly gaps: Gap[];
  readonly outOfOrder: Set<string>;
  /** Unix ms. */
  readonly joinedPeriods: { from: number; to: number }[];
  /** When the run removed this user, unix ms. */
  readonly removedAt: number[];
  readonly statusLog: UserReport['statusChanges'][number][];
}

export class Recorder {
  readonly outcomes = new Map<string, Written>();
  /** The reasons for which users were out of the room, and how often. */
  readonly reasons = new Map<string, number>();
  readonly #users = new Map<string, UserRecord>();

  constructor(users: readonly string[]) {
    for (const user of users)
      this.#users.set(user, {
        status: 'idle',
        waiting: 0,
        dropped: 0,
        shown: new Map(),
        arrived: new Set(),
        gaps: [],
        outOfOrder: new Set(),
        joinedPeriods: [],
        removedAt: [],
        statusLog: [],
      });
  }

  add(reports: readonly UserReport[]): void {
    for (const report of reports) {
      const record = this.#record(report.user);
      record.status = report.status;
      record.waiting = report.waiting;
      record.dropped += report.dropped;
      for (const { id, text } of report.rows) record.shown.set(text, (record.shown.get(text) ?? new Set()).add(id));
      for (const text of report.arrived) record.arrived.add(text);
      record.gaps.push(...report.gaps);
      for (const pair of report.outOfOrder) record.outOfOrder.add(pair);
      for (const outcome of report.outcomes) this.outcomes.set(outcome.text, outcome);
      record.statusLog.push(...report.statusChanges);
      for (const { at, isJoined, isOver, reason } of report.statusChanges) {
        const last = record.joinedPeriods.at(-1);
        if (isJoined && (!last || last.to < Infinity || record.removedAt.some((each) => each > last.from)))
          record.joinedPeriods.push({ from: at, to: Infinity });
        else if (isOver && last) last.to = Math.min(last.to, at);
        if (isOver) this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
      }
    }
  }

  /** Every change of this user's status. */
  statusLog(user: string): UserReport['statusChanges'] {
    return this.#record(user).statusLog;
  }

  /** The run removes this user now. Messages from now on need not be shown to this user. */
  markRemoved(user: string): void {
    this.#record(user).removedAt.push(Date.now());
  }

  get everyoneJoined(): boolean {
    return [...this.#users.values()].every(({ status }) => status === 'joined');
  }
  /** Users who are in the room, as far as known. */
  get joinedUsers(): readonly string[] {
    return [...this.#users].filter(([, { status }]) => status === 'joined').map(([user]) => user);
  }
  get waiting(): number {
    return [...this.#users.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }
  /** Every user has seen this text. */
  everyoneSaw(text: string): boolean {
    return [...this.#users.values()].every(({ shown }) => shown.has(text));
  }
  saw(user: string, text: string): boolean {
    return this.#record(user).shown.has(text);
  }

  viewers(): readonly Viewer[] {
    return [...this.#users].map(
      ([user, { status, dropped, shown, arrived, gaps, outOfOrder, joinedPeriods, removedAt }]) => ({
        user,
        joinedPeriods: joinedPeriods.map(({ from, to }): JoinedPeriod => ({
          from,
          to: Math.min(to, ...removedAt.filter((at) => at > from)),
        })),
        shown,
        arrived,
        gaps,
        dropped,
        outOfOrder: [...outOfOrder],
        finalStatus: status,
      }),
    );
  }

  #record(user: string): UserRecord {
    const record = this.#users.get(user);
    if (!record) throw new Error(`Nobody is called ${user}.`);
    return record;
  }
}
