import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import type { Gap } from './history.js';

/**
 * Gap rows with their neighbours' positions; one that nothing follows yet is left for later. Own rows stand where they
 * were written, whatever their number.
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
