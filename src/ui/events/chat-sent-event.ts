import type { ChatMessage } from '../../room/chat-message.js';

/** The service took an own message. */
export class ChatSentEvent extends Event {
  static readonly type = 'chat-sent';

  constructor(readonly message: ChatMessage) {
    super(ChatSentEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-sent': ChatSentEvent;
  }
}
