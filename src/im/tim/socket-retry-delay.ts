const FIRST_MS = 200;
const MOST_MS = 2_000;

/**
 * Milliseconds to wait before the retry of that number (from 0): 0.2 s doubling to 2 s, each give or take a quarter, so
 * that a crowd does not come back at once.
 */
export function retryWait(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** attempt, MOST_MS) * (0.75 + Math.random() / 2);
}
