import type { ChatUser } from '../../room/chat-message.js';

/** People came or left, or the number of people changed. */
export class ChatMembersEvent extends Event {
  static readonly type = 'chat-members';

  constructor(
    readonly joined: readonly ChatUser[],
    readonly left: readonly ChatUser[],
    readonly onlineCount: number | undefined,
  ) {
    super(ChatMembersEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-members': ChatMembersEvent;
  }
}
