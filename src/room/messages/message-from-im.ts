import type { ImMessage } from '../../im/im-client.js';
import type { ChatMessage, ChatPriority, ChatUser } from '../model/chat-message.js';
import { filterMessage } from '../state/filters.js';
import type { TextExtras } from '../../protocol/text-message.js';
import type { DecodedMessage } from '../../protocol/decode-message.js';
import { MAX_QUOTE_LENGTH } from '../../protocol/text-message.js';
import { safeImageUrl } from '../../text/safe-image-url.js';
import type { UserDirectory } from '../state/user-directory.js';
import type { RoomState } from '../state/room-state.js';
import { sanitizeLine, sanitizeText } from '../../text/sanitize-text.js';
import { hasAt, segmentsOf, type Mentionable } from '../../text/segments.js';

const MAX_FACE_LENGTH = 32;

/** What becomes a row; the other kinds of messages are heard, not shown. */
export type MessageContent = Extract<DecodedMessage, { kind: 'text' | 'face' | 'gift' | 'custom' }>;

/** The people whom a text may name with an @: those whom its sender lists, and this user. */
export function mentionables(
  { mentions = [], mentionNames = [] }: Pick<TextExtras, 'mentions' | 'mentionNames'>,
  people: UserDirectory,
  self: ChatUser | undefined,
): readonly Mentionable[] {
  const named: Mentionable[] = [];
  if (self?.userId) named.push({ userId: self.userId, names: [self.nick, self.userId], isSelf: true });
  mentions.forEach((userId, index) => {
    const isSelf = userId === self?.userId;
    // A name that the sender claims counts only where this page does not know another one.
    const nick = (isSelf ? undefined : people.nickOf(userId)) ?? sanitizeLine(mentionNames[index] ?? '');
    named.push({ userId, names: [nick, userId], isSelf });
  });
  return named;
}

function priorityOf(message: ImMessage): ChatPriority {
  return message.priority === 'lowest' ? 'low' : message.priority;
}

function readContent(
  message: ImMessage,
  read: MessageContent,
  { users, self, ids }: RoomState,
): ChatMessage | undefined {
  const base = {
    id: message.id,
    from: users.user(message.from),
    time: message.time,
    status: 'sent' as const,
    priority: priorityOf(message),
    cloudCustomData: message.cloudCustomData || undefined,
    seq: message.seq,
  };
  switch (read.kind) {
    case 'text': {
      const text = sanitizeText(read.text);
      if (text === '') return undefined;
      const { mentions, mentionNames, danmaku, replyTo } = read.extras;
      const segments = segmentsOf(
        text,
        hasAt(text) ? mentionables({ mentions, mentionNames }, users, self) : undefined,
      );
      const mentionsSelf =
        !base.from.isSelf &&
        ((!!self?.userId && (mentions?.includes(self.userId) ?? false)) ||
          segments.some((each) => each.kind === 'mention' && each.isSelf));
      const quote =
        replyTo &&
        Object.freeze({
          id: ids.localId(replyTo.id),
          nick: sanitizeLine(replyTo.nick),
          text: sanitizeLine(replyTo.text, MAX_QUOTE_LENGTH),
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
      const text = sanitizeLine(read.data, MAX_FACE_LENGTH) || '🙂';
      return Object.freeze({ ...base, kind: 'face', text, segments: segmentsOf(text), mentionsSelf: false });
    }
    case 'gift': {
      const { giftId, count } = read.gift;
      const name = sanitizeLine(read.gift.name) || sanitizeLine(giftId);
      if (name === '') return undefined;
      const text = count > 1 ? `${name} ×${count}` : name;
      const gift = Object.freeze({ giftId: sanitizeLine(giftId), name, image: safeImageUrl(read.gift.image), count });
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
export function toChatMessage(message: ImMessage, read: MessageContent, state: RoomState): ChatMessage | undefined {
  const row = readContent(message, read, state);
  return row && filterMessage(row, state.filters);
}
