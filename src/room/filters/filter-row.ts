import type { ChatMessage, TextSegment } from '../chat-message.js';
import { segmentsOf, type Mentionable } from '../segments.js';
import type { Filters } from './filters.js';

/** Those whom the row named already: others it does not name through a filter. */
function named(segments: readonly TextSegment[]): readonly Mentionable[] {
  return segments.flatMap((each) =>
    each.kind === 'mention' ? [{ userId: each.userId, names: [each.text.slice(1)], isSelf: each.isSelf }] : [],
  );
}

/**
 * The row as the page's filters leave it: the same object when they change nothing, `undefined` when it may not be
 * shown. An own row is always shown.
 */
export function filterRow(row: ChatMessage, filters: Filters): ChatMessage | undefined {
  const { kind, from, replyTo } = row;
  if (filters.isEmpty || kind === 'notice' || kind === 'custom') return row;
  const text = row.gift?.name ?? row.text;
  const left = filters.run(text, { from, kind, isSending: false });
  if (left === undefined && !from.isSelf) return undefined;
  let filtered = row;
  if (left !== undefined && left !== text) {
    const gift = row.gift && Object.freeze({ ...row.gift, name: left });
    const words = gift ? row.text.replace(text, () => left) : left;
    filtered = { ...row, text: words, segments: segmentsOf(words, named(row.segments)), gift };
  }
  if (replyTo) {
    const quoted = filters.run(replyTo.text, { from, kind: 'quote', isSending: false }) ?? '';
    const nick = filters.run(replyTo.nick, { from, kind: 'name', isSending: false }) ?? '';
    if (quoted !== replyTo.text || nick !== replyTo.nick)
      filtered = { ...filtered, replyTo: Object.freeze({ ...replyTo, text: quoted, nick }) };
  }
  return Object.freeze(filtered);
}
