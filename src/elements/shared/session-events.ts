import type { ChatError } from '../../room/model/chat-error.js';

/**
 * Something failed. `preventDefault()` says that the page shows it; the element then keeps its own words off the
 * screen.
 */
export class ChatErrorEvent extends Event {
  static readonly type = 'chat-error';

  constructor(readonly error: ChatError) {
    super(ChatErrorEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A guest asked to sign in. The page shows its own sign-in; `preventDefault()` says that it does. */
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
