import type { Gift } from '../../protocol/gift-message.js';
import type { DanmakuMode, DanmakuStyle, QuotedMessage } from '../../protocol/text-message.js';
import type { ChatRole } from '../../protocol/token-response.js';
import type { TextSegment } from '../../text/segments.js';
import type { ChatError } from './chat-error.js';

export type { ChatRole, DanmakuMode, DanmakuStyle, Gift };

/** A person in the room. Sanitised: `nick` is plain text without control characters, `avatar` an https URL or ''. */
export interface ChatUser {
  readonly userId: string;
  /** Never empty: the userId when there is no nick. */
  readonly nick: string;
  readonly avatar: string;
  readonly role: ChatRole;
  readonly isSelf: boolean;
}

/** What a notice says; the element finds the words. */
export type NoticeBody =
  | {
      readonly type: 'joined' | 'left';
      readonly users: readonly ChatUser[];
      /** People beyond those named. */ readonly others: number;
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
  | { readonly type: 'skipped'; readonly count: number };

/** `sent`: the service took it, which above 40 messages a second does not mean that others see it. */
export type ChatMessageStatus = 'sending' | 'sent' | 'failed';
/** What the service sheds first (`low`) and last (`high`) above 40 messages a second in a room. */
export type ChatPriority = 'high' | 'normal' | 'low';

/** One row of the room. Frozen; a change makes a new object with the same `id`. */
export interface ChatMessage {
  /** Stable from sending to confirmation, unique in the room. */
  readonly id: string;
  readonly kind: 'text' | 'face' | 'gift' | 'notice' | 'custom';
  readonly from: ChatUser;
  /** Sanitised plain text; for a gift or a face its words; '' for a custom message. */
  readonly text: string;
  readonly segments: readonly TextSegment[];
  /** Unix time, ms. */
  readonly time: number;
  readonly status: ChatMessageStatus;
  readonly error?: ChatError;
  readonly priority: ChatPriority;
  /** The text names this user. */
  readonly mentionsSelf: boolean;
  readonly danmaku?: DanmakuStyle;
  readonly gift?: Gift;
  readonly notice?: NoticeBody;
  /** Of the message this one answers. */
  readonly replyTo?: QuotedMessage;
  /** Of a custom message nobody here understands: its raw text. */
  readonly data?: string;
  /** Extras as the sender's app wrote them, untouched; untrusted. */
  readonly cloudCustomData?: string;
  /** Position in the group, 0 when unknown; what a recall names. */
  readonly seq: number;
}
