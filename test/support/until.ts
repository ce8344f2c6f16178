/** Ends a wait that would never end. It is no limit of speed: a test that has one measures it by itself. */
const HANG_MS = 30_000;

/** Resolves to the first truthy value of `condition`, which is called every 10 ms. Rejects after `timeoutMs`. */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  timeoutMs = HANG_MS,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms, but this did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
