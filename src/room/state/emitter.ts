// Typed events without a DOM. A listener that throws does not stop the others, nor the room: its error is reported as
// uncaught.

/** Tells listeners about things by name. `Events` maps names to payloads. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  /** Adds a listener; returns the function that removes it. An aborted `signal` removes it too. */
  on<K extends keyof Events>(
    type: K,
    listener: (payload: Events[K]) => void,
    options: { readonly signal?: AbortSignal } = {},
  ): () => void {
    if (typeof listener !== 'function') throw new TypeError(`The listener for "${String(type)}" has to be a function.`);
    const { signal } = options;
    if (signal?.aborted) return () => undefined;
    let listeners = this.#listeners.get(type);
    if (!listeners) this.#listeners.set(type, (listeners = new Set()));
    const own = (payload: Events[K]): void => listener(payload); // the same function may be added twice
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

  /** Listeners of all types; for tests that look for leaks. */
  get size(): number {
    let size = 0;
    for (const listeners of this.#listeners.values()) size += listeners.size;
    return size;
  }
}
