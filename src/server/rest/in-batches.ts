/** Cuts a list into pieces of at most `size`, and hands them on one after the other. Stops at the first failure. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  each: (batch: Item[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += size) results.push(await each(items.slice(start, start + size)));
  return results;
}
