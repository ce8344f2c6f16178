import type { ChatError } from '../../room/model/chat-error.js';

/** An error occurred. If a listener calls `preventDefault()`, the page shows the error and the element does not. */
export class ChatErrorEvent extends Event {
  static readonly type = 'chat-error';

  constructor(readonly error: ChatError) {
    super(ChatErrorEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A guest pressed the sign-in button. The page shows its own sign-in. */
export class ChatSignInEvent extends Event {
  static readonly type = 'chat-sign-in';

  constructor() {
    super(ChatSignInEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-error': ChatErrorEvent;
    'chat-sign-in': ChatSignInEvent;
  }
}
