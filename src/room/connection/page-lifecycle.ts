// What the browser reports of the network and of the tab. Without a browser: visible, online, and no events.
import { currentMoment, elapsedSince, type Moment } from '../../util/moment.js';

/** True when the tab is visible, or there is no tab. */
export function isPageVisible(): boolean {
  return globalThis.document?.visibilityState !== 'hidden';
}

/** False only when the browser is certain that there is no network. */
export function isOnline(): boolean {
  return globalThis.navigator?.onLine !== false;
}

/**
 * Calls `listener` when the network or the tab returns, and an attempt should be made at once. `hiddenMs` is how long
 * the tab was hidden; 0 for the network. `signal` removes it.
 */
export function onPageResume(listener: (hiddenMs: number) => void, signal: AbortSignal): void {
  if (typeof window === 'undefined') return;
  let hiddenAt: Moment | undefined = isPageVisible() ? undefined : currentMoment();
  const handleVisible = (): void => {
    const hiddenMs = hiddenAt ? elapsedSince(hiddenAt) : 0;
    hiddenAt = undefined;
    listener(hiddenMs);
  };
  window.addEventListener('online', () => listener(0), { signal });
  window.addEventListener('pageshow', (event) => event.persisted && handleVisible(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (isPageVisible()) handleVisible();
      else hiddenAt ??= currentMoment();
    },
    { signal },
  );
}

/** Calls `listener` when the page is hidden or left: the last moment at which something can be sent. */
export function onPageHide(listener: () => void, signal: AbortSignal): void {
  if (typeof window === 'undefined') return;
  window.addEventListener('pagehide', listener, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && listener(), { signal });
}

/** A delay that can be ended early. */
export class InterruptibleSleep {
  #wake: (() => void) | undefined;

  /** Resolves after `ms`, when `wake` is called (unless `isUninterruptible`), or when `signal` is aborted. */
  wait(ms: number, isUninterruptible: boolean, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal.addEventListener('abort', finish);
      if (!isUninterruptible) this.#wake = finish;
    });
  }

  wake(): void {
    this.#wake?.();
  }
}
