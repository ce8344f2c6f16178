import type { ChatUser } from '../../room/model/chat-message.js';

/** The person wants to send `text`. `preventDefault()` keeps it in the composer; setting `text` sends that instead. */
export class ChatBeforeSendEvent extends Event {
  static readonly type = 'chat-before-send';

  constructor(
    /** May be replaced by a listener. */
    public text: string,
  ) {
    super(ChatBeforeSendEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A person was chosen in the log. `preventDefault()` keeps the row's own menu closed. */
export class ChatUserSelectEvent extends Event {
  static readonly type = 'chat-user-select';

  constructor(readonly user: ChatUser) {
    super(ChatUserSelectEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-before-send': ChatBeforeSendEvent;
    'chat-user-select': ChatUserSelectEvent;
  }
}
