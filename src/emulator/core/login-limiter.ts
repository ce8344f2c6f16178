// The limit of logins of a user per minute.
import type { Environment } from './environment.js';

const MINUTE_MS = 60_000;

/** Counts the logins of each user within a minute. */
export class LoginLimiter {
  readonly #environment: Environment;
  readonly #perMinute: number;
  /** Times of the accepted logins of the last minute, by user id. */
  readonly #times = new Map<string, readonly number[]>();

  constructor(environment: Environment, perMinute: number) {
    this.#environment = environment;
    this.#perMinute = perMinute;
  }

  /** Whether a login of the user is within the limit. Counts it. */
  allows(userId: string): boolean {
    if (this.#perMinute === Infinity) return true;
    const now = this.#environment.now();
    const recent = (this.#times.get(userId) ?? []).filter((time) => time > now - MINUTE_MS && time <= now);
    const allowed = recent.length < this.#perMinute;
    this.#times.set(userId, allowed ? [...recent, now] : recent);
    return allowed;
  }
}
