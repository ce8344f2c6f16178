/** How many items one call may carry. Tencent has lowered some of these over the years, so they can be set. */
export interface BatchSizes {
  /** get_group_info. */
  groups: number;
  /** group_msg_recall. */
  recall: number;
  /** forbid_send_msg. */
  mute: number;
  /** ban_group_member and unban_group_member. */
  ban: number;
  /** Words in one openim_dirty_words or add_cloud_audit_keywords call. */
  words: number;
  /** delete_cloud_audit_keywords. */
  deleteWords: number;
}

/** Tencent's documented limits. */
export const DEFAULT_BATCH_SIZES: BatchSizes = {
  groups: 50,
  recall: 10,
  mute: 500,
  ban: 20,
  words: 50,
  deleteWords: 10,
};

/** Splits a list into batches of at most `size` and processes them in turn. Stops at the first failure. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  each: (batch: Item[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += size) results.push(await each(items.slice(start, start + size)));
  return results;
}
