import type { Gift } from '../../protocol/gift-message.js';
import type { DanmakuMode, DanmakuStyle } from '../../protocol/text-message.js';
import type { ChatRole } from '../../protocol/token-response.js';
import type { TextSegment } from '../../text/segments.js';
import type { ChatError } from './chat-error.js';

export type { ChatRole, DanmakuMode, DanmakuStyle, Gift };

/** A user in the room. Sanitised: `nick` is plain text without control characters, `avatar` an https URL or ''. */
export interface ChatUser {
  readonly userId: string;
  /** Never empty: the userId when there is no nick. */
  readonly nick: string;
  readonly avatar: string;
  readonly role: ChatRole;
  readonly isSelf: boolean;
}

/** The message that a reply quotes. Sanitised. */
export interface ChatQuote {
  readonly id: string;
  /** '' together with an empty `text`: the message was retracted, or its author is hidden. */
  readonly nick: string;
  readonly text: string;
  /** The author of the quoted message; only where it is verified. */
  readonly from?: ChatUser;
  /**
   * True when `nick` and `text` were taken from the message itself. False when the room does not have it: they are what
   * the author of the reply claims, so do not show them as the words of another user.
   */
  readonly isVerified: boolean;
}

/** What a notice reports; the element has the texts. */
export type NoticeBody =
  | {
      readonly type: 'joined' | 'left';
      readonly users: readonly ChatUser[];
      /** Users beyond those named. */
      readonly others: number;
    }
  | {
      readonly type: 'muted' | 'unmuted' | 'kicked' | 'banned' | 'moderator-added' | 'moderator-removed';
      readonly users: readonly ChatUser[];
      readonly seconds?: number;
    }
  | { readonly type: 'room-muted' | 'room-unmuted' }
  | { readonly type: 'announcement'; readonly text: string }
  | { readonly type: 'server'; readonly text: string }
  | { readonly type: 'gap' }
  | { readonly type: 'dropped'; readonly count: number };

/** `sent`: the service accepted it. Above 40 messages per second this does not mean that others receive it. */
export type ChatMessageStatus = 'sending' | 'sent' | 'failed';
/** Above 40 messages per second in a room the service drops `low` first and `high` last. */
export type ChatPriority = 'high' | 'normal' | 'low';

/** One message of the room. Frozen; a change makes a new object with the same `id`. */
export interface ChatMessage {
  /** Unique in the room. It does not change when the message is confirmed. */
  readonly id: string;
  readonly kind: 'text' | 'face' | 'gift' | 'notice' | 'custom';
  readonly from: ChatUser;
  /** Sanitised plain text. Of a gift: a text that describes it; of a face: emoji or a word, or '' for a
   * sticker that has none; of a custom message: ''. */
  readonly text: string;
  readonly segments: readonly TextSegment[];
  /** Unix time, ms. */
  readonly time: number;
  readonly status: ChatMessageStatus;
  readonly error?: ChatError;
  readonly priority: ChatPriority;
  /** The text mentions this user. */
  readonly mentionsSelf: boolean;
  readonly danmaku?: DanmakuStyle;
  readonly gift?: Gift;
  readonly notice?: NoticeBody;
  /** The message to which this one replies. */
  readonly replyTo?: ChatQuote;
  /** The raw text of a custom message in no known format. */
  readonly data?: string;
  /** The extras as the sender's app wrote them, unchanged; untrusted. */
  readonly cloudCustomData?: string;
  /** Sequence number in the group, which a recall refers to; 0 when unknown. */
  readonly seq: number;
}

/** Options of a text message. */
export interface SendExtras {
  readonly danmaku?: Partial<DanmakuStyle>;
  /** Id of the message to which this one replies. */
  readonly replyTo?: string;
  /** User ids. */
  readonly mentions?: readonly string[];
}
