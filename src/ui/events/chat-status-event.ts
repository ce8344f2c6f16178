import type { ChatError } from '../../room/chat-error.js';
import type { ChatStatus } from '../../room/room-snapshot.js';

/** The room moved from one status to another. */
export class ChatStatusEvent extends Event {
  static readonly type = 'chat-status';

  constructor(
    readonly status: ChatStatus,
    readonly previous: ChatStatus,
    /** Why, when `status` is `failed`, `closed` or `reconnecting`. */
    readonly error: ChatError | undefined,
  ) {
    super(ChatStatusEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-status': ChatStatusEvent;
  }
}
