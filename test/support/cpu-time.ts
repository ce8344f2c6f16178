// Measures work by the processor time of this process. Unlike wall time it does not count the time in which other
// programs had the processor, so that limits hold on a loaded machine. Limits are ratios, never absolute times.

/** Milliseconds of processor time that `run` takes. */
export function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A quadratic function of the long input takes seconds; one that ends within this time was not quadratic. */
const CERTAINLY_LINEAR_MS = 50;
/** Twice the length: 2 for a linear function, 4 for a quadratic one. */
const MAX_RATIO = 3;
/** A garbage collection can spoil one measurement, but not the best of several. */
const ROUNDS = 5;

/**
 * Undefined when `run` takes a time in proportion to the length of its text. Otherwise the measured times. `textOf`
 * makes a text of about this length. A text of an eighth of the length is measured first, so that a quadratic function
 * does not delay the test.
 */
export function superlinearity(
  run: (text: string) => unknown,
  textOf: (length: number) => string,
  longest: number,
): string | undefined {
  for (const length of [longest / 8, longest]) {
    const [long, short] = [textOf(length), textOf(length / 2)];
    let whole = cpuMs(() => run(long));
    if (whole < CERTAINLY_LINEAR_MS) continue;
    let half = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      half = Math.min(
        half,
        cpuMs(() => run(short)),
      );
      whole = Math.min(
        whole,
        cpuMs(() => run(long)),
      );
      if (whole < CERTAINLY_LINEAR_MS) break;
    }
    if (whole >= CERTAINLY_LINEAR_MS && whole > half * MAX_RATIO)
      return `${length / 2} characters took ${half.toFixed(1)} ms, ${length} took ${whole.toFixed(1)} ms`;
  }
  return undefined;
}
