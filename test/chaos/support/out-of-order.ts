/** A row of the page: its sender, and the sender's own count of it. */
export interface OrderedRow {
  readonly user: string;
  readonly number: number;
}

/**
 * Pairs of rows of one sender in the wrong order, as `user: 5 before 4`. Rows of different senders are not compared.
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
