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

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-before-send': ChatBeforeSendEvent;
  }
}
