import type { ChatError } from './chat-error.js';
import type { ChatMessage, ChatUser } from './chat-message.js';
import type { ChatStatus } from './room-snapshot.js';

/** Events of a `Room`: what happens once and is not part of a snapshot. Keys are event names, values the payloads. */
export interface RoomEventMap {
  /** `room.snapshot` is a new object. At most once per animation frame. */
  change: undefined;
  status: { readonly status: ChatStatus; readonly previous: ChatStatus; readonly error: ChatError | undefined };
  /**
   * Every message of other users that was not dropped, and own messages when they are queued for sending. In order, in
   * batches.
   */
  messages: readonly ChatMessage[];
  sent: ChatMessage;
  'send-failed': { readonly message: ChatMessage; readonly error: ChatError };
  members: {
    readonly joined: readonly ChatUser[];
    readonly left: readonly ChatUser[];
    readonly onlineCount: number | undefined;
  };
  /** `from` is undefined when the service's counter rose and no message explained the increase. */
  like: { readonly delta: number; readonly total: number; readonly from: ChatUser | undefined };
  gift: ChatMessage;
  'custom-message': ChatMessage;
  /** Ids of messages that were removed from the room and must be removed from every screen. */
  retracted: readonly string[];
  'messages-dropped': { readonly count: number };
  error: ChatError;
}
