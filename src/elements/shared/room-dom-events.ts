import type { ChatError } from '../../room/model/chat-error.js';
import type { ChatMessage, ChatUser } from '../../room/model/chat-message.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';

/** A custom message that is none of ours arrived. `data` is untrusted text. */
export class ChatCustomMessageEvent extends Event {
  static readonly type = 'chat-custom-message';

  constructor(
    readonly data: string,
    readonly message: ChatMessage,
  ) {
    super(ChatCustomMessageEvent.type, { bubbles: true, composed: true });
  }
}

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

/** A message arrived, or an own one was handed over for sending. Shed messages do not come. */
export class ChatMessageEvent extends Event {
  static readonly type = 'chat-message';

  constructor(readonly message: ChatMessage) {
    super(ChatMessageEvent.type, { bubbles: true, composed: true });
  }
}

/** An own message could not be sent; it stays in the log and can be retried. */
export class ChatSendFailedEvent extends Event {
  static readonly type = 'chat-send-failed';

  constructor(
    readonly message: ChatMessage,
    readonly error: ChatError,
  ) {
    super(ChatSendFailedEvent.type, { bubbles: true, composed: true });
  }
}

/** The service took an own message. */
export class ChatSentEvent extends Event {
  static readonly type = 'chat-sent';

  constructor(readonly message: ChatMessage) {
    super(ChatSentEvent.type, { bubbles: true, composed: true });
  }
}

/** `count` messages were left out because there were more than a person can read. */
export class ChatMessagesDroppedEvent extends Event {
  static readonly type = 'chat-messages-dropped';

  constructor(readonly count: number) {
    super(ChatMessagesDroppedEvent.type, { bubbles: true, composed: true });
  }
}

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
    'chat-custom-message': ChatCustomMessageEvent;
    'chat-like': ChatLikeEvent;
    'chat-members': ChatMembersEvent;
    'chat-message': ChatMessageEvent;
    'chat-send-failed': ChatSendFailedEvent;
    'chat-sent': ChatSentEvent;
    'chat-messages-dropped': ChatMessagesDroppedEvent;
    'chat-status': ChatStatusEvent;
  }
}
