import type { ImMessage } from '../../im/im-client.js';
import type { ChatMessage, ChatPriority, ChatUser } from '../model/chat-message.js';
import { filterMessage } from '../state/filters.js';
import type { TextExtras } from '../../protocol/text-message.js';
import type { DecodedMessage } from '../../protocol/decode-message.js';
import { safeImageUrl } from '../../text/safe-url.js';
import type { UserDirectory } from '../state/user-directory.js';
import { toQuote } from './quotes.js';
import type { RoomState } from '../state/room-state.js';
import { sanitizeLine, sanitizeText } from '../../text/sanitize-text.js';
import { hasAt, segmentsOf, type Mentionable } from '../../text/segments.js';
import { retryImport } from '../../util/retry-import.js';

const MAX_FACE_LENGTH = 32;

/** The decoded messages that are shown or given to the page. */
type MessageContent = Extract<DecodedMessage, { kind: 'text' | 'face' | 'gift' | 'custom' }>;

/** Loads the table of Tencent's emoji codes. Never rejects: without it the room works, and codes stay as they are. */
export function loadEmojiCodes(state: RoomState): Promise<void> {
  return retryImport(() => import('./emoji-codes.lazy.js'), 'decodeEmoji').then(
    (decode) => void (state.decodeEmoji = decode),
    () => undefined,
  );
}

/** The users whom a text can mention with an @: those in the sender's list, and this user. */
export function mentionables(
  { mentions = [], mentionNames = [] }: Pick<TextExtras, 'mentions' | 'mentionNames'>,
  users: UserDirectory,
  self: ChatUser | undefined,
): readonly Mentionable[] {
  const found: Mentionable[] = [];
  if (self?.userId) found.push({ userId: self.userId, names: [self.nick, self.userId], isSelf: true });
  mentions.forEach((userId, index) => {
    const isSelf = userId === self?.userId;
    // A name that the sender claims counts only where this page does not know another one.
    const nick = (isSelf ? undefined : users.nickOf(userId)) ?? sanitizeLine(mentionNames[index] ?? '');
    found.push({ userId, names: [nick, userId], isSelf });
  });
  return found;
}

function priorityOf(message: ImMessage): ChatPriority {
  return message.priority === 'lowest' ? 'low' : message.priority;
}

function fromDecoded(message: ImMessage, decoded: MessageContent, state: RoomState): ChatMessage | undefined {
  const { users, self } = state;
  const base = {
    id: message.id,
    from: users.user(message.from),
    time: message.time,
    status: 'sent' as const,
    priority: priorityOf(message),
    cloudCustomData: message.cloudCustomData || undefined,
    // A broadcast has a sequence number of another numbering, which no recall in this group refers to.
    seq: message.isBroadcast ? 0 : message.seq,
  };
  switch (decoded.kind) {
    case 'text': {
      const text = sanitizeText(state.decodeEmoji(decoded.text));
      if (text === '') return undefined;
      const { mentions, mentionNames, danmaku, replyTo } = decoded.extras;
      const segments = segmentsOf(
        text,
        hasAt(text) ? mentionables({ mentions, mentionNames }, users, self) : undefined,
      );
      const quote = replyTo && toQuote(replyTo, state);
      // Only with an @name in the text: the sender's list of mentions alone may contain anybody. Or a reply to this user.
      const namesSelf = segments.some((each) => each.kind === 'mention' && each.isSelf) || quote?.from?.isSelf === true;
      return Object.freeze({
        ...base,
        kind: 'text',
        text,
        segments,
        mentionsSelf: namesSelf && !base.from.isSelf,
        danmaku: danmaku && Object.freeze(danmaku),
        replyTo: quote,
      });
    }
    case 'face': {
      const text = sanitizeLine(state.decodeEmoji(decoded.data, true), MAX_FACE_LENGTH);
      return Object.freeze({ ...base, kind: 'face', text, segments: segmentsOf(text), mentionsSelf: false });
    }
    case 'gift': {
      const { giftId, count } = decoded.gift;
      const name = sanitizeLine(decoded.gift.name) || sanitizeLine(giftId);
      if (name === '') return undefined;
      const text = count > 1 ? `${name} ×${count}` : name;
      const gift = Object.freeze({
        giftId: sanitizeLine(giftId),
        name,
        image: safeImageUrl(decoded.gift.image),
        count,
      });
      return Object.freeze({ ...base, kind: 'gift', text, segments: segmentsOf(text), mentionsSelf: false, gift });
    }
    case 'custom':
      return Object.freeze({
        ...base,
        kind: 'custom',
        text: '',
        segments: segmentsOf(''),
        mentionsSelf: false,
        data: decoded.data,
      });
  }
}

/**
 * The message of the room for a received message, with the page's filters applied; undefined when nothing of it can be
 * shown.
 */
export function toChatMessage(message: ImMessage, decoded: MessageContent, state: RoomState): ChatMessage | undefined {
  const unfiltered = fromDecoded(message, decoded, state);
  return unfiltered && filterMessage(unfiltered, state.filters);
}
