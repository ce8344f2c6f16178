// The service lets a web user be in one live room at a time. So each user of an application has one slot on the page;
// who comes while it is taken waits a moment for the other to leave.
import { ChatError } from '../model/chat-error.js';

/** Frameworks mount the new page's elements before they remove the old ones; this much later the old ones are gone. */
const HANDOVER_MS = 1_000;

interface Lock {
  readonly owner: object;
  readonly released: Promise<void>;
  readonly release: () => void;
}

const locks = new Map<string, Lock>();

/** True when nobody holds the slot any more. */
function waitForRelease(slot: Lock, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (is: boolean) => (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(is);
    };
    const stop = finish(false);
    const timer = setTimeout(stop, ms);
    signal.addEventListener('abort', stop, { once: true });
    void slot.released.then(finish(true));
  });
}

/**
 * Takes the slot that `key` names for `owner` and returns its release. Rejects with `room/one-at-a-time` when another
 * owner
 * keeps it, and with `room/closed` when `signal` aborts.
 */
export async function acquirePageLock(key: string, owner: object, signal: AbortSignal): Promise<() => void> {
  for (let slot = locks.get(key); slot; slot = locks.get(key)) {
    if (slot.owner === owner) return slot.release;
    const isFree = await waitForRelease(slot, HANDOVER_MS, signal);
    if (signal.aborted) throw new ChatError('room/closed', 'The room was closed.', false);
    if (!isFree)
      throw new ChatError(
        'room/one-at-a-time',
        'Another room of the same application is open on this page, and the service lets a web user be in one live room at a time. Remove the other one first.',
        false,
      );
  }
  let resolve: () => void = () => undefined;
  const released = new Promise<void>((done) => {
    resolve = done;
  });
  const slot: Lock = {
    owner,
    released,
    release: () => {
      if (locks.get(key) === slot) locks.delete(key);
      resolve();
    },
  };
  locks.set(key, slot);
  return slot.release;
}
