/**
 * Why a call of the port failed, in our own terms; closed, so that a room can handle every one. An implementation maps
 * the numbers of its service to these.
 */
export type ImErrorReason =
  | 'signature-expired'
  /** The service does not accept the signature: wrong application, user or key. */
  | 'signature-invalid'
  /** The application is unknown to the service, or its plan has ended or is used up. */
  | 'application-unavailable'
  | 'busy'
  /** This user logged in too often: more attempts prolong the restriction. */
  | 'too-many-logins'
  /** The same user logged in elsewhere. */
  | 'superseded'
  /** The service logged this user out. */
  | 'logged-out'
  /** No login, or one that is not finished. */
  | 'not-ready'
  | 'group-not-found'
  | 'group-full'
  /** The group does not admit this user. */
  | 'join-refused'
  /** The application's server refused without a text. */
  | 'refused'
  /** The application's server refused with a text for the user: `message`; `code` is the server's own. */
  | 'refused-with-message'
  /** The application's server did not decide in time. */
  | 'server-timeout'
  | 'muted'
  | 'rate-limited'
  /** Moderation refused the text. */
  | 'blocked'
  | 'too-long'
  /** Not in the group, or a guest. */
  | 'not-in-group'
  /** No right to the call: not in the group any more, not admitted, or not its owner or admin. */
  | 'no-permission'
  /** A right that only others have. */
  | 'not-allowed'
  /** The message cannot be recalled, or no longer. */
  | 'cannot-recall'
  /** The application's plan does not have the function. */
  | 'unsupported'
  | 'network'
  | 'timeout'
  /** The signal was aborted, or the client is closed. */
  | 'aborted'
  /** The SDK's code could not be loaded. */
  | 'sdk-unavailable'
  | 'bad-argument'
  | 'unknown';

/** A failure of the service or of the SDK. */
export class ImError extends Error {
  override readonly name = 'ImError';
  /** The service's own number, for logs and for the application's own refusals; 0 when there is none. */
  readonly code: number;
  override readonly cause: unknown;

  /** A lazily loaded file may have a copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ImError';
  }

  constructor(
    readonly reason: ImErrorReason,
    message: string,
    { code = 0, cause }: { readonly code?: number; readonly cause?: unknown } = {},
  ) {
    super(message || `The chat service failed: ${reason}${code === 0 ? '' : ` (${code})`}.`);
    this.code = code;
    this.cause = cause;
    // V8 writes the stack when it is first read, and until then keeps the functions on it and everything they hold: an
    // error in a failed message that stays in the log for hours would keep a dead SDK in memory.
    void this.stack;
  }
}
