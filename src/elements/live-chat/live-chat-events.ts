import type { SendExtras } from '../../room/model/chat-message.js';
import type { ChatUser } from '../../room/model/chat-message.js';

/**
 * The user wants to send `text` with `extras`. `preventDefault()` leaves it in the composer; a listener may replace
 * both.
 */
export class ChatBeforeSendEvent extends Event {
  static readonly type = 'chat-before-send';

  constructor(
    public text: string,
    /** Mentions, the message that is replied to, and the style as danmaku. */
    public extras: SendExtras,
  ) {
    super(ChatBeforeSendEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A user was selected in the message list. After `preventDefault()` the menu of the row does not open. */
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
