/**
 * Typed events without a DOM. `Events` maps event names to payloads. When a listener throws, the others are still
 * called, and the error is reported as uncaught.
 */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  /** Adds a listener and returns the function that removes it. Aborting `signal` removes it too. */
  on<K extends keyof Events>(
    type: K,
    listener: (payload: Events[K]) => void,
    options: { readonly signal?: AbortSignal } = {},
  ): () => void {
    if (typeof listener !== 'function') throw new TypeError(`The listener for "${String(type)}" must be a function.`);
    const { signal } = options;
    if (signal?.aborted) return () => undefined;
    let listeners = this.#listeners.get(type);
    if (!listeners) this.#listeners.set(type, (listeners = new Set()));
    const own = (payload: Events[K]): void => listener(payload); // The same function may be added twice.
    listeners.add(own);
    const remove = (): void => {
      this.#listeners.get(type)?.delete(own);
      signal?.removeEventListener('abort', remove);
    };
    signal?.addEventListener('abort', remove, { once: true });
    return remove;
  }

  /** Calls every listener of `type` in the order in which they were added. */
  emit<K extends keyof Events>(type: K, payload: Events[K]): void {
    const listeners = this.#listeners.get(type);
    if (!listeners) return;
    for (const listener of [...listeners]) {
      try {
        (listener as (payload: Events[K]) => void)(payload);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  /** The number of listeners of all types; for tests that check for leaks. */
  get size(): number {
    let size = 0;
    for (const listeners of this.#listeners.values()) size += listeners.size;
    return size;
  }
}
