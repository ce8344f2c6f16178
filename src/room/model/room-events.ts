import type { ChatError } from './chat-error.js';
import type { ChatMessage, ChatUser } from './chat-message.js';
import type { ChatStatus } from './room-snapshot.js';

/** What a Room tells, beside its snapshot: things that happen once. Names are keys, payloads are plain objects. */
export interface RoomEventMap {
  /** A new snapshot stands in `room.snapshot`. At most once per animation frame. */
  change: undefined;
  status: { readonly status: ChatStatus; readonly previous: ChatStatus; readonly error: ChatError | undefined };
  /**
   * Every message that others sent and that was not shed, plus own ones when they are handed over for sending. In
   * order, in batches.
   */
  messages: readonly ChatMessage[];
  sent: ChatMessage;
  'send-failed': { readonly message: ChatMessage; readonly error: ChatError };
  members: {
    readonly joined: readonly ChatUser[];
    readonly left: readonly ChatUser[];
    readonly onlineCount: number | undefined;
  };
  /** `from` is undefined for a step of the service's counter that no message explained. */
  like: { readonly delta: number; readonly total: number; readonly from: ChatUser | undefined };
  gift: ChatMessage;
  'custom-message': ChatMessage;
  /** Ids that are gone from the room and must go from every screen. */
  retracted: readonly string[];
  'messages-dropped': { readonly count: number };
  error: ChatError;
}
