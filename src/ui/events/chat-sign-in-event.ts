/** A guest asked to sign in. The page shows its own sign-in; `preventDefault()` says that it does. */
export class ChatSignInEvent extends Event {
  static readonly type = 'chat-sign-in';

  constructor() {
    super(ChatSignInEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-sign-in': ChatSignInEvent;
  }
}
