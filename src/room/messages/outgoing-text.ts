import { nanoid } from 'nanoid';
import { isDanmakuColor, isDanmakuMode, type TextExtras, writeTextExtras } from '../../protocol/text-message.js';
import { MAX_TEXT_LENGTH, sanitizeText } from '../../text/sanitize-text.js';
import { isEmojiOnly } from '../../protocol/room-metadata.js';
import { ChatError } from '../model/chat-error.js';
import type { ChatUser, DanmakuStyle, SendExtras } from '../model/chat-message.js';
import type { CannotSendReason } from '../model/room-snapshot.js';
import { verifiedQuote } from './quotes.js';
import type { RoomState } from '../state/room-state.js';

// Checks a text before it is shown and sent: a text that cannot be sent stays in the composer.

/** A checked text of this user, and the id of its message. */
export interface OutgoingText {
  readonly id: string;
  readonly text: string;
  readonly extras: TextExtras;
  /** Unix ms. */
  readonly time: number;
}

/** This user as a guest, and as the sender of messages that are written before the room is joined for the first time. */
export const NAMELESS_SELF: ChatUser = Object.freeze({
  userId: '',
  nick: '',
  avatar: '',
  role: 'viewer',
  isSelf: true,
});

/**
 * Of the text and its extras, in UTF-8. Tencent states 12 KB on one page and 8,000 bytes on others ("Use Limits", error
 * 80002); the rest is for the message around them.
 */
const MAX_MESSAGE_BYTES = 7_700;

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

const REFUSAL_MESSAGES: Record<CannotSendReason, () => ChatError | undefined> = {
  guest: () => new ChatError('send/not-allowed', 'A guest cannot send: sign in first.', false),
  muted: () => new ChatError('send/muted', 'This user is muted.', true),
  'room-muted': () => new ChatError('send/muted', 'Everybody in the room is muted.', true),
  superseded: () => new ChatError('im/superseded', 'The same user opened the room in another page.', true),
  'slow-mode': () => new ChatError('send/too-fast', 'The room is in slow mode.', true),
  offline: () => undefined, // the message waits
};

function parseDanmaku(style: Partial<DanmakuStyle> | undefined): DanmakuStyle | undefined {
  if (style === undefined) return undefined;
  const { mode = 'scroll', color = '' } = style;
  if (!isDanmakuMode(mode)) throw new TypeError('danmaku.mode must be "scroll", "top" or "bottom".');
  if (color !== '' && !isDanmakuColor(color)) throw new TypeError('danmaku.color must be "#rrggbb" or empty.');
  return Object.freeze({ mode, color: color.toLowerCase() });
}

/** The quote to send; undefined when the message was removed from the room meanwhile. */
function quoteOf(id: string | undefined, state: RoomState): TextExtras['replyTo'] {
  const quote = id === undefined ? undefined : verifiedQuote(id, state);
  if (!quote?.isVerified) return undefined;
  const { seq, time } = state.messages.get(quote.id) ?? {};
  return { id: state.ids.serviceId(quote.id), nick: quote.nick, text: quote.text, seq, time };
}

/** The names behind user ids, or the ids; undefined where no name is known. */
function namesOf(mentions: readonly string[], { users }: RoomState): TextExtras['mentionNames'] {
  return mentions.some((userId) => users.nickOf(userId) !== undefined)
    ? mentions.map((userId) => users.nickOf(userId) ?? userId)
    : undefined;
}

/** Throws a `TypeError` for an invalid argument, and a `ChatError` for a text that cannot be sent now. */
export function outgoingText(raw: unknown, extras: SendExtras, state: RoomState): OutgoingText {
  if (typeof raw !== 'string') throw new TypeError('The text must be a string.');
  if (raw.length > MAX_TEXT_LENGTH)
    throw new ChatError('send/too-long', `A message has at most ${MAX_TEXT_LENGTH} characters.`, false);
  const sanitized = sanitizeText(state.decodeEmoji(raw)); // as every reader sees it
  if (sanitized === '') throw new TypeError('The text is empty.');
  const { mentions = [] } = extras;
  if (!Array.isArray(mentions) || !mentions.every((each) => typeof each === 'string'))
    throw new TypeError('mentions must be a list of user ids.');
  const danmaku = parseDanmaku(extras.danmaku);
  if (
    state.status !== 'joined' &&
    state.status !== 'connecting' &&
    state.status !== 'reconnecting' &&
    !state.isSuperseded
  )
    throw new ChatError('room/closed', 'The room is not open.', true);
  const { cannotSendReason } = state.permission();
  const refusal = cannotSendReason && REFUSAL_MESSAGES[cannotSendReason]();
  if (refusal) throw refusal;
  const from = state.self ?? state.users.user({ userId: '', nick: '', avatar: '' });
  const text = state.filters.apply(sanitized, { from, kind: 'text', isSending: true });
  if (text === undefined) throw new ChatError('send/blocked', 'A filter of this page refused the text.', false);
  if (state.settings.emojiOnly && state.role === 'viewer' && !isEmojiOnly(text))
    throw new ChatError('send/emoji-only', 'Only emoji can be sent in this room now.', false);
  const id = nanoid();
  const checked: TextExtras = {
    danmaku,
    mentions: mentions.length > 0 ? Object.freeze([...mentions]) : undefined,
    mentionNames: namesOf(mentions, state),
    replyTo: quoteOf(extras.replyTo, state),
  };
  const bytes = byteLength(text) + byteLength(writeTextExtras({ ...checked, clientMessageId: id }));
  if (bytes > MAX_MESSAGE_BYTES)
    throw new ChatError(
      'send/too-long',
      `A message with its mentions and quote has at most ${MAX_MESSAGE_BYTES} bytes; this one has ${bytes}.`,
      false,
    );
  return { id, text, extras: checked, time: Date.now() };
}
