import type { ChatError } from '../../room/model/chat-error.js';
import type { ChatMessage, ChatUser } from '../../room/model/chat-message.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';

/** A custom message of an unknown format arrived. `data` is untrusted text. */
export class ChatCustomMessageEvent extends Event {
  static readonly type = 'chat-custom-message';

  constructor(
    readonly data: string,
    readonly message: ChatMessage,
  ) {
    super(ChatCustomMessageEvent.type, { bubbles: true, composed: true });
  }
}

/** Likes arrived. `from` is undefined for likes that are known only from the room's counter. */
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

/** Users joined or left, or the number of users changed. */
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

/** A message arrived, or the user sent one. Not dispatched for dropped messages. */
export class ChatMessageEvent extends Event {
  static readonly type = 'chat-message';

  constructor(readonly message: ChatMessage) {
    super(ChatMessageEvent.type, { bubbles: true, composed: true });
  }
}

/** A message of the user could not be sent; it stays in the log and can be retried. */
export class ChatSendFailedEvent extends Event {
  static readonly type = 'chat-send-failed';

  constructor(
    readonly message: ChatMessage,
    readonly error: ChatError,
  ) {
    super(ChatSendFailedEvent.type, { bubbles: true, composed: true });
  }
}

/** The service accepted a message of the user. */
export class ChatSentEvent extends Event {
  static readonly type = 'chat-sent';

  constructor(readonly message: ChatMessage) {
    super(ChatSentEvent.type, { bubbles: true, composed: true });
  }
}

/** `count` messages were dropped because there were more than anyone can read. */
export class ChatMessagesDroppedEvent extends Event {
  static readonly type = 'chat-messages-dropped';

  constructor(readonly count: number) {
    super(ChatMessagesDroppedEvent.type, { bubbles: true, composed: true });
  }
}

/** The status of the room changed. */
export class ChatStatusEvent extends Event {
  static readonly type = 'chat-status';

  constructor(
    readonly status: ChatStatus,
    readonly previous: ChatStatus,
    /** The reason, if `status` is `failed`, `closed` or `reconnecting`. */
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
