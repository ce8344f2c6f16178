import type { ChatUser } from '../../room/chat-message.js';

/** Somebody liked. `from` is undefined for a step of the room's counter that no message explained. */
export class ChatLikeEvent extends Event {
  static readonly type = 'chat-like';

  constructor(
    readonly delta: number,
    readonly total: number,
    readonly from: ChatUser | undefined,
  ) {
    super(ChatLikeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-like': ChatLikeEvent;
  }
}
