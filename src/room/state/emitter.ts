/**
 * Typed events without a DOM. `Events` maps event names to payloads. When a listener throws, the others are still
 * called, and the error is reported as uncaught.
 */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  /** What a signal removes. It gets one listener, because Node takes more than ten for a leak. */
  readonly #removals = new WeakMap<AbortSignal, { pending: Set<() => void>; removeAll: () => void }>();

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
      forget?.();
    };
    const forget = signal && this.#onAbort(signal, remove);
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

  /** Calls `remove` when the signal is aborted. Returns the function that takes that back. */
  #onAbort(signal: AbortSignal, remove: () => void): () => void {
    let ofSignal = this.#removals.get(signal);
    if (!ofSignal) {
      const pending = new Set<() => void>();
      ofSignal = { pending, removeAll: () => pending.forEach((each) => each()) };
      this.#removals.set(signal, ofSignal);
      signal.addEventListener('abort', ofSignal.removeAll);
    }
    const { pending, removeAll } = ofSignal;
    pending.add(remove);
    return () => {
      pending.delete(remove);
      if (pending.size > 0) return;
      this.#removals.delete(signal);
      signal.removeEventListener('abort', removeAll);
    };
  }

  /** The number of listeners of all types; for tests that check for leaks. */
  get size(): number {
    let size = 0;
    for (const listeners of this.#listeners.values()) size += listeners.size;
    return size;
  }
}
