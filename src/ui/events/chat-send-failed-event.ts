import type { ChatError } from '../../room/chat-error.js';
import type { ChatMessage } from '../../room/chat-message.js';

/** An own message could not be sent; it stays in the log and can be retried. */
export class ChatSendFailedEvent extends Event {
  static readonly type = 'chat-send-failed';

  constructor(
    readonly message: ChatMessage,
    readonly error: ChatError,
  ) {
    super(ChatSendFailedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-send-failed': ChatSendFailedEvent;
  }
}
