const BASE_DELAY_MS = 200;
const MAX_DELAY_MS = 2_000;

/**
 * Milliseconds to wait before the retry of that number (from 0): 0.2 s doubling to 2 s, each give or take a quarter, so
 * that a crowd does not come back at once.
 */
export function socketRetryDelay(attempt: number): number {
  return Math.min(BASE_DELAY_MS * 2 ** attempt, MAX_DELAY_MS) * (0.75 + Math.random() / 2);
}
