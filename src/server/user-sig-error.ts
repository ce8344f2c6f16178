/** Why a UserSig was refused. */
export type UserSigErrorKind =
  'empty' | 'malformed' | 'not-a-ticket' | 'signature' | 'user-mismatch' | 'app-mismatch' | 'expired';

/** The code that the Tencent service itself gives for each cause. */
const CODES = {
  empty: 70002,
  malformed: 70003,
  'not-a-ticket': 70005,
  signature: 70009,
  'user-mismatch': 70013,
  'app-mismatch': 70014,
  expired: 70001,
} as const satisfies Record<UserSigErrorKind, number>;

/**
 * A UserSig that is not valid: `kind` is the cause, `code` the number with which the service responds. Never contains the
 * key or the ticket.
 */
export class UserSigError extends Error {
  readonly kind: UserSigErrorKind;
  readonly code: number;

  constructor(kind: UserSigErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserSigError';
    this.kind = kind;
    this.code = CODES[kind];
  }
}
