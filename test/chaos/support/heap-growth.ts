/**
 * Allowed difference between the medians of two thirds of a run: users who rejoin have two logins for a moment, and an
 * SDK takes about 1 MB.
 */
const TOLERATED = 0.1;
const TOLERATED_MB = 2;

/**
 * A description of the growth of a page's heap in a run; empty when it did not grow. Each sample is the used heap after
 * a garbage collection, in MB. No growth: the median of the last third is at most a tenth, or 2 MB, above that of the
 * first.
 */
export function heapGrowth(samplesMB: readonly number[]): readonly string[] {
  const third = Math.floor(samplesMB.length / 3);
  const [first, last] = [median(samplesMB.slice(0, third)), median(samplesMB.slice(-third))];
  return last <= Math.max(first * (1 + TOLERATED), first + TOLERATED_MB)
    ? []
    : [`the heap grew from ${first} to ${last} MB (medians of the first and last third of ${samplesMB.join(', ')})`];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
