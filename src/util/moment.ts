/**
 * A point in time, for measuring how long ago it was. `Date.now()` cannot do that: the user or a time server may set
 * the clock back. `performance.now()` never goes back, but some browsers stop it while the device sleeps.
 */
export interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** The present moment. */
export function currentMoment(): Moment {
  return { monotonicMs: performance.now(), wallMs: Date.now() };
}

/**
 * Milliseconds since `moment`, also those that the device slept; never negative. A clock that was set forward makes it
 * too long, so use it only where that does no harm.
 */
export function elapsedSince({ monotonicMs, wallMs }: Moment): number {
  return Math.max(performance.now() - monotonicMs, Date.now() - wallMs);
}
