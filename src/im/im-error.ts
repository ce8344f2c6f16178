import { materializeStack } from '../util/materialize-stack.js';

/** A failure of the service or of the SDK. `code` is Tencent's number, or one of `IM_ERROR_CODE` for what has none. */
export class ImError extends Error {
  override readonly name = 'ImError';

  /** A lazily loaded file may have a copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ImError';
  }

  constructor(
    readonly code: number,
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message || `Tencent IM error ${code}`);
    materializeStack(this);
  }
}

/** Codes of our own, negative so that they never meet one of Tencent's. */
export const IM_ERROR_CODE = {
  /** The signal was aborted. */
  aborted: -1,
  /** The SDK's code could not be loaded. */
  sdkUnavailable: -2,
  /** The SDK refused an argument. */
  badArgument: -4,
  /** No answer in time. */
  timeout: -5,
  /** Not possible in this state: not joined, or a guest. */
  notJoined: -6,
} as const;
