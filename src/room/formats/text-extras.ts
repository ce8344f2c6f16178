import type { ChatMessage, DanmakuStyle } from '../chat-message.js';

/**
 * What travels beside a text: written into and read from the message's `cloudCustomData`. All of it is the sender's
 * claim.
 */
export interface TextExtras {
  readonly danmaku?: DanmakuStyle;
  /** User ids. */
  readonly mentions?: readonly string[];
  /** `nick` and `text` are quoted by the sender: prefer the message itself where it is at hand. */
  readonly replyTo?: NonNullable<ChatMessage['replyTo']>;
  /** The sender's own name for the message, to recognise it when it comes back another way. */
  readonly clientId?: string;
}
