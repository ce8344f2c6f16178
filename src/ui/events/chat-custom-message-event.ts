import type { ChatMessage } from '../../room/chat-message.js';

/** A custom message that is none of ours arrived. `data` is untrusted text. */
export class ChatCustomMessageEvent extends Event {
  static readonly type = 'chat-custom-message';

  constructor(
    readonly data: string,
    readonly message: ChatMessage,
  ) {
    super(ChatCustomMessageEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-custom-message': ChatCustomMessageEvent;
  }
}
