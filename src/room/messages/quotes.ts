// The quotes in replies. What a sender quotes is only a claim: the text and the name are taken from the quoted message
// itself where the room has it, and a quote disappears with the message.
import type { QuotedMessage } from '../../protocol/text-message.js';
import { MAX_QUOTE_LENGTH } from '../../protocol/text-message.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import type { ChatMessage, ChatQuote } from '../model/chat-message.js';
import type { RoomState } from '../state/room-state.js';

/** A quote of which nothing is shown: the message was retracted, or its author is hidden. */
function emptyQuote(id: string): ChatQuote {
  return Object.freeze({ id, nick: '', text: '', isVerified: false });
}

/** The quote of a message in the room; undefined when the message is not there. `id` is the local id. */
export function verifiedQuote(id: string, state: RoomState): ChatQuote | undefined {
  const { messages, hiddenUsers, retractedIds } = state;
  if (retractedIds.has(id)) return emptyQuote(id);
  const quoted = messages.get(id);
  if (!quoted || quoted.kind === 'notice') return undefined;
  if (!quoted.from.isSelf && hiddenUsers.has(quoted.from.userId)) return emptyQuote(id);
  return Object.freeze({
    id,
    nick: quoted.from.nick,
    from: quoted.from,
    text: sanitizeLine(quoted.text, MAX_QUOTE_LENGTH),
    isVerified: true,
  });
}

/** The quote in a received reply. */
export function toQuote(claimed: QuotedMessage, state: RoomState): ChatQuote {
  const id = state.ids.localId(claimed.id);
  return (
    verifiedQuote(id, state) ??
    Object.freeze({
      id,
      nick: sanitizeLine(claimed.nick),
      text: sanitizeLine(state.decodeEmoji(claimed.text), MAX_QUOTE_LENGTH),
      isVerified: false,
    })
  );
}

/** Updates the quotes of messages that were changed, retracted or hidden. The caller marks the messages as changed. */
export function updateQuotes(ids: ReadonlySet<string>, state: RoomState): void {
  const replies = state.messages.toArray(({ replyTo }) => replyTo !== undefined && ids.has(replyTo.id));
  for (const reply of replies) {
    const id = reply.replyTo?.id ?? '';
    const replyTo = verifiedQuote(id, state) ?? emptyQuote(id);
    state.messages.replace(Object.freeze<ChatMessage>({ ...reply, replyTo }));
  }
}
