// What the browser says of the network and of the tab; quiet and optimistic where there is no browser.

/** Is the tab in front (or is there no tab at all)? */
export function isPageVisible(): boolean {
  return globalThis.document?.visibilityState !== 'hidden';
}

/** False only when the browser is sure that there is no network. */
export function isOnline(): boolean {
  return globalThis.navigator?.onLine !== false;
}

/** Calls `listener` when an attempt is worth making at once: the network or the tab is back. `signal` ends it. */
export function onPageResume(listener: () => void, signal: AbortSignal): void {
  if (typeof window === 'undefined') return;
  window.addEventListener('online', listener, { signal });
  window.addEventListener('pageshow', (event) => event.persisted && listener(), { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener(), { signal });
}

/** Calls `listener` when the browser says that the network is gone. */
export function onOffline(listener: () => void, signal: AbortSignal): void {
  if (typeof window !== 'undefined') window.addEventListener('offline', listener, { signal });
}

/** Calls `listener` when the page is hidden or left: the last moment at which something can be sent. */
export function onPageHide(listener: () => void, signal: AbortSignal): void {
  if (typeof window === 'undefined') return;
  window.addEventListener('pagehide', listener, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && listener(), { signal });
}

/** A wait that can be cut short. */
export class InterruptibleSleep {
  #wake: (() => void) | undefined;

  /** Resolves after `ms`, on `wake` (unless it is `isFirm`), or when `signal` aborts. */
  wait(ms: number, isFirm: boolean, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', go);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(go, ms);
      signal.addEventListener('abort', go);
      if (!isFirm) this.#wake = go;
    });
  }

  wake(): void {
    this.#wake?.();
  }
}
