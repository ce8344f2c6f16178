import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import type { Gap } from './history.js';

/**
 * Gap notices with the sequence numbers of the rows around them. A notice without a following row is left for later.
 * Own rows are ignored: they stay where they were sent, whatever their number.
 */
export function declaredGaps(rows: readonly ChatMessage[]): readonly (Gap & { readonly id: string })[] {
  const found: (Gap & { id: string })[] = [];
  let after = 0;
  rows.forEach((row, index) => {
    if (row.from.isSelf) return;
    if (row.notice?.type !== 'gap') after = Math.max(after, row.seq);
    else {
      const next = rows.slice(index + 1).find((each) => each.seq > 0 && !each.from.isSelf);
      if (next) found.push({ id: row.id, after, before: next.seq });
    }
  });
  return found;
}
