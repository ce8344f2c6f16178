// Faults on demand that concern single requests: refused, unanswered, late, or the end of the connection. Faults of
// whole connections and rooms are in simulate.ts.
import type { Environment } from './environment.js';

/** Which requests a fault hits, and what happens to them. */
export interface FaultRule {
  /** `service.command`, the command alone, or `*` for every one. */
  readonly command: string;
  /** Only requests of this person. */
  readonly userId?: string;
  /** Only requests for this room. */
  readonly groupId?: string;
  /** Ends after so many hits; without it, it stays until removed. */
  readonly times?: number;
  /** Part (0 to 1) of the matching requests that are hit; 1 when not given. */
  readonly probability?: number;
  /** Answer with this error code, and do nothing. */
  readonly errorCode?: number;
  readonly errorInfo?: string;
  /** More fields of the answer's body. */
  readonly answer?: Readonly<Record<string, unknown>>;
  /** Do nothing and never answer. */
  readonly noAnswer?: boolean;
  /** Do what is asked but never answer. */
  readonly loseAnswer?: boolean;
  /** Answer so many ms late, plus up to `jitterMs` more. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  /** Hang up instead of answering. */
  readonly close?: boolean;
}

/** A rule in force. */
export interface ActiveFault extends FaultRule {
  readonly id: number;
  readonly hits: number;
}

/** The rules in force; the first that matches counts. */
export class Faults {
  readonly #environment: Environment;
  #active: ActiveFault[] = [];
  #lastId = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Puts a rule in force. Returns its id. Throws TypeError when it could do nothing. */
  add(rule: FaultRule): number {
    if (typeof rule.command !== 'string' || rule.command === '')
      throw new TypeError('A fault needs `command`: a command of the service, or "*".');
    const effective =
      rule.errorCode !== undefined ||
      rule.answer ||
      rule.noAnswer ||
      rule.loseAnswer ||
      rule.close ||
      rule.delayMs !== undefined ||
      rule.jitterMs !== undefined;
    if (!effective)
      throw new TypeError('A fault needs one of errorCode, answer, noAnswer, loseAnswer, delayMs, jitterMs, close.');
    for (const [name, value] of Object.entries({
      errorCode: rule.errorCode,
      times: rule.times,
      probability: rule.probability,
      delayMs: rule.delayMs,
      jitterMs: rule.jitterMs,
    })) {
      if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value) || value < 0))
        throw new TypeError(`A fault's ${name} must be a number of at least 0.`);
    }
    this.#lastId += 1;
    this.#active.push({ ...rule, id: this.#lastId, hits: 0 });
    return this.#lastId;
  }

  /** Ends a rule. Returns whether it was in force. */
  remove(id: number): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((rule) => rule.id !== id);
    return this.#active.length < before;
  }

  /** Ends all rules. */
  clear(): void {
    this.#active = [];
  }

  /** The rules in force. */
  list(): readonly ActiveFault[] {
    return this.#active;
  }

  /** The rule that hits this request, if any; counts the hit. */
  take(command: string, userId: string, groupId: string | undefined): FaultRule | undefined {
    if (this.#active.length === 0) return undefined;
    const index = this.#active.findIndex(
      (rule) =>
        (rule.command === '*' || rule.command === command || command.endsWith(`.${rule.command}`)) &&
        (rule.userId === undefined || rule.userId === userId) &&
        (rule.groupId === undefined || rule.groupId === groupId) &&
        (rule.probability === undefined || this.#environment.random() < rule.probability),
    );
    const rule = this.#active[index];
    if (!rule) return undefined;
    const hit = { ...rule, hits: rule.hits + 1 };
    if (rule.times !== undefined && hit.hits >= rule.times) this.#active.splice(index, 1);
    else this.#active[index] = hit;
    return hit;
  }
}
