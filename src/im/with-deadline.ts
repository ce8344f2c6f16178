import { IM_ERROR_CODE, ImError } from './im-error.js';

interface DeadlineOptions {
  readonly signals: readonly AbortSignal[];
  readonly deadlineMs?: number;
  /** A gerund for the error's words: "joining the room". */
  readonly operation: string;
}

/**
 * `work`, but no longer than until a signal is aborted or the deadline has passed; then it rejects with `ImError`
 * aborted or
 * timeout. The work itself goes on, and its late failure is nobody's any more.
 */
export function withDeadline<T>(work: Promise<T>, { signals, deadlineMs, operation }: DeadlineOptions): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(new ImError(IM_ERROR_CODE.aborted, `Stopped while ${operation}.`));
    const timer =
      deadlineMs === undefined
        ? undefined
        : setTimeout(
            () =>
              reject(new ImError(IM_ERROR_CODE.timeout, `No answer within ${deadlineMs / 1000} s while ${operation}.`)),
            deadlineMs,
          );
    const tidy = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', stop);
    };
    for (const signal of signals) {
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
    }
    work.then(resolve, reject).finally(tidy);
    if (signals.some((signal) => signal.aborted)) tidy();
  });
}
