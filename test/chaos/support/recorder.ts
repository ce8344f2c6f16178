// Gathers what the page hands over, harvest by harvest, into the history that is judged.
import type { Harvest } from './chaos-page.js';
import type { Gap, Stay, Viewer, Written } from './history.js';

interface Notes {
  status: string;
  waiting: number;
  skipped: number;
  readonly shown: Map<string, Set<string>>;
  readonly arrived: Set<string>;
  readonly gaps: Gap[];
  readonly disorders: Set<string>;
  /** Unix ms. */
  readonly stays: { from: number; to: number }[];
  /** When the run put this person out, unix ms. */
  readonly putOutAt: number[];
  readonly diary: Harvest['comings'][number][];
}

export class Chronicle {
  readonly outcomes = new Map<string, Written>();
  /** Why people were out, and how often. */
  readonly reasons = new Map<string, number>();
  readonly #people = new Map<string, Notes>();

  constructor(users: readonly string[]) {
    for (const user of users)
      this.#people.set(user, {
        status: 'idle',
        waiting: 0,
        skipped: 0,
        shown: new Map(),
        arrived: new Set(),
        gaps: [],
        disorders: new Set(),
        stays: [],
        putOutAt: [],
        diary: [],
      });
  }

  add(harvests: readonly Harvest[]): void {
    for (const harvest of harvests) {
      const notes = this.#notes(harvest.user);
      notes.status = harvest.status;
      notes.waiting = harvest.waiting;
      notes.skipped += harvest.skipped;
      for (const { id, text } of harvest.rows) notes.shown.set(text, (notes.shown.get(text) ?? new Set()).add(id));
      for (const text of harvest.arrived) notes.arrived.add(text);
      notes.gaps.push(...harvest.gaps);
      for (const pair of harvest.disorders) notes.disorders.add(pair);
      for (const outcome of harvest.outcomes) this.outcomes.set(outcome.text, outcome);
      notes.diary.push(...harvest.comings);
      for (const { at, isIn, isOver, why } of harvest.comings) {
        const last = notes.stays.at(-1);
        if (isIn && (!last || last.to < Infinity || notes.putOutAt.some((each) => each > last.from)))
          notes.stays.push({ from: at, to: Infinity });
        else if (isOver && last) last.to = Math.min(last.to, at);
        if (isOver) this.reasons.set(why, (this.reasons.get(why) ?? 0) + 1);
      }
    }
  }

  /** Every change of this person's status. */
  diary(user: string): Harvest['comings'] {
    return this.#notes(user).diary;
  }

  /** The run puts this person out now: what comes next is not owed to them. */
  putOut(user: string): void {
    this.#notes(user).putOutAt.push(Date.now());
  }

  get everybodyIsIn(): boolean {
    return [...this.#people.values()].every(({ status }) => status === 'joined');
  }
  /** People who are in the room, as far as known. */
  get present(): readonly string[] {
    return [...this.#people].filter(([, { status }]) => status === 'joined').map(([user]) => user);
  }
  get waiting(): number {
    return [...this.#people.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }
  /** Everybody has seen this text. */
  allSaw(text: string): boolean {
    return [...this.#people.values()].every(({ shown }) => shown.has(text));
  }
  saw(user: string, text: string): boolean {
    return this.#notes(user).shown.has(text);
  }

  viewers(): readonly Viewer[] {
    return [...this.#people].map(([user, { status, skipped, shown, arrived, gaps, disorders, stays, putOutAt }]) => ({
      user,
      stays: stays.map(({ from, to }): Stay => ({ from, to: Math.min(to, ...putOutAt.filter((at) => at > from)) })),
      shown,
      arrived,
      gaps,
      skipped,
      disorders: [...disorders],
      finalStatus: status,
    }));
  }

  #notes(user: string): Notes {
    const notes = this.#people.get(user);
    if (!notes) throw new Error(`Nobody is called ${user}.`);
    return notes;
  }
}
