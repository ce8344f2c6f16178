import type { ChatMessage } from '../../room/chat-message.js';

/** A message arrived, or an own one was handed over for sending. Shed messages do not come. */
export class ChatMessageEvent extends Event {
  static readonly type = 'chat-message';

  constructor(readonly message: ChatMessage) {
    super(ChatMessageEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-message': ChatMessageEvent;
  }
}
