// The service lets a web user be in one live room at a time. So each user of an application has one lock on the page; a
// second room waits a moment for the first one to leave.
import { ChatError } from '../model/chat-error.js';
import { deferred } from '../../util/promises.js';
import { PAGE_LOCK_HANDOVER_MS } from './reconnect-policy.js';

interface Lock {
  readonly owner: object;
  readonly released: Promise<void>;
  readonly release: () => void;
}

const locks = new Map<unknown, Lock>();

/** Resolves to true when the lock is released, to false after `ms` or when `signal` is aborted. */
function waitForRelease(lock: Lock, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isReleased: boolean) => (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(isReleased);
    };
    const stop = finish(false);
    const timer = setTimeout(stop, ms);
    signal.addEventListener('abort', stop, { once: true });
    void lock.released.then(finish(true));
  });
}

/**
 * Acquires the lock for `key`, a user of an application or the page's own chat, for `owner` and returns the function
 * that releases it. Rejects with `room/one-at-a-time` when another owner keeps it, and with `room/closed` when `signal`
 * is aborted.
 */
export async function acquirePageLock(key: unknown, owner: object, signal: AbortSignal): Promise<() => void> {
  for (let held = locks.get(key); held; held = locks.get(key)) {
    if (held.owner === owner) return held.release;
    const isReleased = await waitForRelease(held, PAGE_LOCK_HANDOVER_MS, signal);
    if (signal.aborted) throw new ChatError('room/closed', 'The room was closed.', false);
    if (!isReleased)
      throw new ChatError('room/one-at-a-time', 'Another room of the same application is open on this page.', false);
  }
  const { promise: released, resolve } = deferred();
  const lock: Lock = {
    owner,
    released,
    release: () => {
      if (locks.get(key) === lock) locks.delete(key);
      resolve();
    },
  };
  locks.set(key, lock);
  return lock.release;
}
