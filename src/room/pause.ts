/** A wait that can be cut short. */
export class Pause {
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
