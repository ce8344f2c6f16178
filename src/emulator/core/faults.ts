// Faults of single requests: an error code, no response, a late response, or a closed connection. Faults of
// connections, logins and rooms are in fault-injector.ts.
import type { Environment } from './environment.js';

/** Which requests a fault applies to, and its effect. */
export interface FaultRule {
  /** `service.command`, the command alone, or `*` for all commands. */
  readonly command: string;
  /** Only requests of this user. */
  readonly userId?: string;
  /** Only requests for this room. */
  readonly groupId?: string;
  /** The rule is removed after so many hits. Default: it stays until removed. */
  readonly times?: number;
  /** Fraction (0 to 1) of the matching requests that are hit. Default: 1. */
  readonly probability?: number;
  /** Respond with this error code without executing the request. */
  readonly errorCode?: number;
  readonly errorInfo?: string;
  /** More fields of the response body. */
  readonly response?: Readonly<Record<string, unknown>>;
  /** Neither execute the request nor respond. */
  readonly noResponse?: boolean;
  /** Execute the request but never respond. */
  readonly loseResponse?: boolean;
  /** Respond so many ms late, plus up to `jitterMs` more. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  /** Close the connection instead of responding. */
  readonly close?: boolean;
}

/** An active rule. */
export interface ActiveFault extends FaultRule {
  readonly id: number;
  readonly hits: number;
}

/** The active rules. The first rule that matches a request applies. */
export class Faults {
  readonly #environment: Environment;
  #active: ActiveFault[] = [];
  #lastId = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Adds a rule. Returns its id. Throws TypeError for a rule without effect. */
  add(rule: FaultRule): number {
    if (typeof rule.command !== 'string' || rule.command === '')
      throw new TypeError('A fault needs `command`: a command of the service, or "*".');
    const effective =
      rule.errorCode !== undefined ||
      rule.response ||
      rule.noResponse ||
      rule.loseResponse ||
      rule.close ||
      rule.delayMs !== undefined ||
      rule.jitterMs !== undefined;
    if (!effective)
      throw new TypeError(
        'A fault needs one of errorCode, response, noResponse, loseResponse, delayMs, jitterMs, close.',
      );
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

  /** Removes a rule. Returns whether it was active. */
  remove(id: number): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((rule) => rule.id !== id);
    return this.#active.length < before;
  }

  /** Removes all rules. */
  clear(): void {
    this.#active = [];
  }

  /** The active rules. */
  list(): readonly ActiveFault[] {
    return this.#active;
  }

  /** The rule that applies to a request, or undefined. Counts the hit. */
  match(command: string, userId: string, groupId: string | undefined): FaultRule | undefined {
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
