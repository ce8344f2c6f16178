// Globals for an isolated copy of tim-js-sdk that are the same in a page (sdk-sandbox.ts) and in Node (the doctor).

export const noop = (): void => {};

/** A console that prints nothing: whatever is read of it is a function that does nothing. */
export const createSilentConsole = (): object => new Proxy({}, { get: () => noop });

/**
 * Runs a handler of the SDK. Nothing else could catch its exceptions; a request whose response was malformed has a
 * timeout in the SDK.
 */
export function swallowErrors(run: () => void): void {
  try {
    run();
  } catch {
    // Not reported: a malformed frame of the server is no fault of the code around the SDK.
  }
}
let isAddingHandler = false;

/**
 * A promise whose rejection is never reported as unhandled: the SDK does not handle all of its own. Code that awaits it
 * receives the rejection as usual.
 */
export class HandledPromise<T> extends Promise<T> {
  constructor(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void) {
    super(executor);
    if (isAddingHandler) return; // called for the promise that `then` below makes
    isAddingHandler = true;
    super.then(undefined, noop);
    isAddingHandler = false;
  }
}

/**
 * Responds to every request with an empty 200 and sends nothing: the SDK would fetch its error texts and send telemetry.
 */
export class StubXMLHttpRequest {
  onreadystatechange: (() => void) | null = null;
  readyState = 0;
  status = 0;
  readonly responseText = '';
  open(): void {
    this.readyState = 1;
  }
  setRequestHeader(): void {
    this.readyState = 1;
  }
  send(): void {
    queueMicrotask(() => {
      this.readyState = 4;
      this.status = 200;
      this.onreadystatechange?.();
    });
  }
  abort(): void {
    this.onreadystatechange = null;
  }
}

/** Storage in memory, which the SDK uses in place of the page's. */
export function createMemoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}
