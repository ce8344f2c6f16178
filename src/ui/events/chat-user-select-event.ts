import type { ChatUser } from '../../room/chat-message.js';

/** A person was chosen in the log. `preventDefault()` keeps the row's own menu closed. */
export class ChatUserSelectEvent extends Event {
  static readonly type = 'chat-user-select';

  constructor(readonly user: ChatUser) {
    super(ChatUserSelectEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-user-select': ChatUserSelectEvent;
  }
}
