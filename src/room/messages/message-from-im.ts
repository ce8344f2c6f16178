import type { ImMessage } from '../../im/im-client.js';
import type { ChatMessage, ChatPriority, ChatUser } from '../model/chat-message.js';
import { filterRow } from '../state/filters.js';
import type { ReadMessage } from '../../protocol/decode-message.js';
import { imageUrl } from '../../text/safe-image-url.js';
import type { People } from '../state/user-directory.js';
import type { RoomState } from '../state/room-state.js';
import { cleanLine, cleanText } from '../../text/sanitize-text.js';
import { segmentsOf, type Mentionable } from '../../text/segments.js';

const MAX_FACE_LENGTH = 32;
const MAX_QUOTE_LENGTH = 100;

/** What becomes a row; the other kinds of messages are heard, not shown. */
export type RowContent = Extract<ReadMessage, { kind: 'text' | 'face' | 'gift' | 'custom' }>;

/** The people whom a text may name with an @: those whom its sender lists, and this user. */
export function mentionables(
  mentions: readonly string[] | undefined,
  people: People,
  self: ChatUser | undefined,
): readonly Mentionable[] {
  const named: Mentionable[] = [];
  if (self?.userId) named.push({ userId: self.userId, names: [self.nick, self.userId], isSelf: true });
  for (const userId of mentions ?? []) {
    if (userId !== self?.userId) named.push({ userId, names: [people.nickOf(userId) ?? '', userId], isSelf: false });
  }
  return named;
}

function priorityOf(message: ImMessage): ChatPriority {
  return message.priority === 'lowest' ? 'low' : message.priority;
}

function readRow(message: ImMessage, read: RowContent, { people, self, aliases }: RoomState): ChatMessage | undefined {
  const base = {
    id: message.id,
    from: people.user(message.from),
    time: message.time,
    status: 'sent' as const,
    priority: priorityOf(message),
    cloudCustomData: message.cloudCustomData || undefined,
    seq: message.seq,
  };
  switch (read.kind) {
    case 'text': {
      const text = cleanText(read.text);
      if (text === '') return undefined;
      const { mentions, danmaku, replyTo } = read.extras;
      const segments = segmentsOf(text, text.includes('@') ? mentionables(mentions, people, self) : undefined);
      const mentionsSelf =
        !base.from.isSelf &&
        ((!!self?.userId && (mentions?.includes(self.userId) ?? false)) ||
          segments.some((each) => each.kind === 'mention' && each.isSelf));
      const quote =
        replyTo &&
        Object.freeze({
          id: aliases.rowId(replyTo.id),
          nick: cleanLine(replyTo.nick),
          text: cleanLine(replyTo.text, MAX_QUOTE_LENGTH),
        });
      return Object.freeze({
        ...base,
        kind: 'text',
        text,
        segments,
        mentionsSelf,
        danmaku: danmaku && Object.freeze(danmaku),
        replyTo: quote,
      });
    }
    case 'face': {
      const text = cleanLine(read.data, MAX_FACE_LENGTH) || '🙂';
      return Object.freeze({ ...base, kind: 'face', text, segments: segmentsOf(text), mentionsSelf: false });
    }
    case 'gift': {
      const { giftId, count } = read.gift;
      const name = cleanLine(read.gift.name) || cleanLine(giftId);
      if (name === '') return undefined;
      const text = count > 1 ? `${name} ×${count}` : name;
      const gift = Object.freeze({ giftId: cleanLine(giftId), name, image: imageUrl(read.gift.image), count });
      return Object.freeze({ ...base, kind: 'gift', text, segments: segmentsOf(text), mentionsSelf: false, gift });
    }
    case 'custom':
      return Object.freeze({
        ...base,
        kind: 'custom',
        text: '',
        segments: segmentsOf(''),
        mentionsSelf: false,
        data: read.data,
      });
  }
}

/**
 * A row out of a message that arrived, as the page's filters leave it; undefined when nothing of it can or may be
 * shown.
 */
export function rowFromMessage(message: ImMessage, read: RowContent, state: RoomState): ChatMessage | undefined {
  const row = readRow(message, read, state);
  return row && filterRow(row, state.filters);
}
