// The errors of the port as plain functions. The client of the service is a lazily loaded file with its own copy of the
// small modules that it needs; a class in one of them would exist twice, and `instanceof` would tell the two apart.
import type { ImError } from './im-error.js';

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

/** What `createImError` and the constructor of `ImError` take besides reason and message. */
export interface ImErrorDetails {
  /** The service's own number, for logs and for the application's own refusals; 0 when there is none. */
  readonly code?: number;
  readonly cause?: unknown;
}

/** The message of a failure: the given one, or one made of reason and number. */
export function imErrorMessage(reason: ImErrorReason, message: string, code: number): string {
  return message || `The chat service failed: ${reason}${code === 0 ? '' : ` (${code})`}.`;
}

/** A failure of the service or of the SDK. An empty `message` becomes one made of reason and number. */
export function createImError(
  reason: ImErrorReason,
  message: string,
  { code = 0, cause }: ImErrorDetails = {},
): ImError {
  const error = new Error(imErrorMessage(reason, message, code));
  // V8 writes the stack when it is first read, and until then keeps the functions on it and everything they hold: an
  // error in a failed message that stays in the log for hours would keep a dead SDK in memory.
  void error.stack;
  return Object.assign(error, { name: 'ImError' as const, reason, code, cause });
}

/** Whether `value` is a failure of the port, of whatever copy of this module. */
export function isImError(value: unknown): value is ImError {
  return value instanceof Error && value.name === 'ImError';
}
