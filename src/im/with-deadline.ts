import { createImError } from './im-failure.js';

interface DeadlineOptions {
  readonly signals: readonly AbortSignal[];
  readonly deadlineMs?: number;
  /** A gerund for the error's message: "joining the room". */
  readonly operation: string;
}

/**
 * Resolves as `work` does, but rejects with `ImError` `aborted` or `timeout` when a signal is aborted or the deadline
 * has passed. The work itself goes on, and a later failure of it is ignored.
 */
export function withDeadline<T>(work: Promise<T>, { signals, deadlineMs, operation }: DeadlineOptions): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const handleAbort = () => reject(createImError('aborted', `Stopped while ${operation}.`));
    const timer =
      deadlineMs === undefined
        ? undefined
        : setTimeout(
            () => reject(createImError('timeout', `No response within ${deadlineMs / 1000} s while ${operation}.`)),
            deadlineMs,
          );
    const cleanUp = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', handleAbort);
    };
    for (const signal of signals) {
      if (signal.aborted) handleAbort();
      else signal.addEventListener('abort', handleAbort);
    }
    work.then(resolve, reject).finally(cleanUp);
    if (signals.some((signal) => signal.aborted)) cleanUp();
  });
}
