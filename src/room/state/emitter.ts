/**
 * Typed events without a DOM. `Events` maps event names to payloads. When a listener throws, the others are still
 * called, and the error is reported as uncaught.
 */
export class Emitter<Events extends object> {
  /** By type: each listener with the signal that removes it. */
  protected readonly byType = new Map<keyof Events, Map<(payload: never) => void, AbortSignal | undefined>>();

  /** Adds a listener and returns the function that removes it. Aborting `signal` removes it too. */
  on<K extends keyof Events>(
    type: K,
    listener: (payload: Events[K]) => void,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): () => void {
    if (typeof listener !== 'function') throw new TypeError(`The listener for "${String(type)}" is no function.`);
    const listeners = this.byType.get(type) ?? new Map<(payload: never) => void, AbortSignal | undefined>();
    const own = (payload: Events[K]): void => listener(payload); // The same function may be added twice.
    if (!signal?.aborted) this.byType.set(type, listeners.set(own, signal));
    // The same function each time: a signal has one listener of an emitter, because Node takes more than ten for a leak.
    signal?.addEventListener('abort', this.#handleAbort, { once: true });
    return () => listeners.delete(own);
  }

  /** Calls every listener of `type` in the order in which they were added. */
  emit<K extends keyof Events>(type: K, payload: Events[K]): void {
    for (const listener of [...(this.byType.get(type)?.keys() ?? [])]) {
      try {
        (listener as (payload: Events[K]) => void)(payload);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  readonly #handleAbort = ({ target }: Event): void => {
    for (const listeners of this.byType.values())
      for (const [own, signal] of listeners) if (signal === target) listeners.delete(own);
  };
}
