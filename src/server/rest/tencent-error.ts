/** Codes of failures without a number of Tencent's: negative, so that they differ from all of them. */
export const REST_FAILURE = {
  /** No connection, or it broke off. */
  network: -1,
  /** No response within the time limit. */
  timeout: -2,
  /** A response that is not Tencent's (a proxy's page, another service). */
  notTencent: -3,
} as const;

/** Two writes of the same attributes conflicted; the later one was not made. */
const WRITE_RACE = 10056;
/** The service is busy or at a limit, and did nothing. */
const REFUSED_FOR_NOW = new Set([10023, 60007, 60011, 60018, 60019, 60022, WRITE_RACE]);
/** The service failed; whether the command was carried out is not known. */
const BUSY = new Set([
  10002,
  60008,
  70169,
  70202,
  70500,
  90992,
  90993,
  90994,
  90995,
  REST_FAILURE.network,
  REST_FAILURE.timeout,
]);

/** A REST command that failed. `code` is Tencent's ErrorCode, or one of `REST_FAILURE`. Never contains a signature. */
export class TencentError extends Error {
  readonly code: number;
  /** True when the same call may work later without a change. */
  readonly retryable: boolean;
  /** True when the service certainly did nothing, so that also an `unsafe` call may be repeated. */
  readonly notCarriedOut: boolean;
  /** `service/command`. */
  readonly command: string;
  /** The wait that the response asked for (`Retry-After`), ms; 0 without one. */
  readonly retryAfterMs: number;

  constructor(
    code: number,
    message: string,
    command: string,
    options: ErrorOptions & { retryable?: boolean; retryAfterMs?: number } = {},
  ) {
    super(`${command}: ${message} (${code})`, options);
    this.name = 'TencentError';
    this.code = code;
    this.command = command;
    this.retryAfterMs = options.retryAfterMs ?? 0;
    this.notCarriedOut = REFUSED_FOR_NOW.has(code);
    this.retryable = options.retryable ?? (this.notCarriedOut || BUSY.has(code));
  }
}
