/** A row as the page shows it: whose it is, and the sender's own count of it. */
export interface OrderedRow {
  readonly user: string;
  readonly number: number;
}

/**
 * Pairs of rows of one sender that stand in the wrong order, as `user: 5 before 4`; nothing is said of rows of
 * different senders.
 */
export function outOfOrder(rows: readonly OrderedRow[]): readonly string[] {
  const newest = new Map<string, number>();
  const found: string[] = [];
  for (const { user, number } of rows) {
    const before = newest.get(user) ?? -1;
    if (number < before) found.push(`${user}: ${before} before ${number}`);
    else newest.set(user, number);
  }
  return found;
}
