/**
 * Every reason for which the room can fail, for code to branch on. The union is closed; new codes are a minor release.
 */
export type ChatErrorCode =
  | 'token/unreachable'
  | 'token/denied'
  | 'token/invalid'
  | 'im/unavailable'
  | 'im/signature'
  | 'im/kicked'
  | 'im/superseded'
  | 'im/offline'
  | 'room/not-found'
  | 'room/dismissed'
  | 'room/banned'
  | 'room/full'
  | 'room/one-at-a-time'
  | 'room/refused'
  | 'room/closed'
  | 'send/muted'
  | 'send/blocked'
  | 'send/too-fast'
  | 'send/too-long'
  | 'send/not-member'
  | 'send/network'
  | 'send/not-allowed'
  | 'send/emoji-only'
  | 'plan/unsupported'
  | 'page/filter';

/** The only error with which public promises reject and that `chat-error` events carry. */
export class ChatError extends Error {
  override readonly name = 'ChatError';

  constructor(
    readonly code: ChatErrorCode,
    /**
     * In plain English, for developers; elements show a text of their own for each `code`. Never holds a credential.
     */
    message: string,
    /** True when the same call may succeed later without a change. */
    readonly retryable: boolean,
    /** The underlying error: an `ImError` with Tencent's number, the status of a response, an exception. */
    override readonly cause?: unknown,
    /** The text with which the application's own server refused, for the user. Plain text, sanitised. */
    readonly userMessage?: string,
  ) {
    super(message);
    // V8 writes the stack when it is first read, and until then keeps the functions on it and everything they hold.
    void this.stack;
  }
}
