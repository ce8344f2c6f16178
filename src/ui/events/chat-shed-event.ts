/** `count` messages were left out because there were more than a person can read. */
export class ChatShedEvent extends Event {
  static readonly type = 'chat-shed';

  constructor(readonly count: number) {
    super(ChatShedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-shed': ChatShedEvent;
  }
}
