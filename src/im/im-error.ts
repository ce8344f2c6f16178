// The class of the public API: for clients of other services, which throw it, and for pages, which ask for `instanceof`.
// Inside the package errors are made and recognised by the functions of im-failure.ts.
import { type ImErrorDetails, imErrorMessage, type ImErrorReason, isImError } from './im-failure.js';

export type { ImErrorReason } from './im-failure.js';

/** A failure of the service or of the SDK. */
export class ImError extends Error {
  override readonly name = 'ImError';
  /** The service's own number, for logs and for the application's own refusals; 0 when there is none. */
  readonly code: number;
  override readonly cause: unknown;

  /** Errors of the package's own client, too, which `createImError` makes. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isImError(value);
  }

  constructor(
    readonly reason: ImErrorReason,
    message: string,
    { code = 0, cause }: ImErrorDetails = {},
  ) {
    super(imErrorMessage(reason, message, code));
    this.code = code;
    this.cause = cause;
    void this.stack; // see createImError
  }
}
