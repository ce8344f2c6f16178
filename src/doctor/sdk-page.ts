// The globals of a page that tim-js-sdk uses, in Node: sockets by `ws`, storage in memory, no HTTP, a silent console.
// They belong to one copy of the SDK and end with `dispose()`.
import WebSocket from 'ws';
import { FrameLog } from './frame-log.js';

/** Makes a new, independent SDK that uses the given globals. */
export type SdkFactory = (globals: object) => unknown;

/** The SDK as the browser gets it: in the package it is the file tim-sdk.js. */
export async function loadSdk(): Promise<SdkFactory> {
  return (await import('tim-js-sdk/tim-js.es.js')).default;
}

/** Globals of one SDK. */
export interface SdkPage {
  readonly globals: object;
  readonly frames: FrameLog;
  /** Ends every timer and socket; afterwards the SDK can open none. */
  dispose(): void;
}

const noop = () => undefined;
const SILENT = { log: noop, info: noop, warn: noop, error: noop, debug: noop, time: noop, timeEnd: noop };

let isAddingHandler = false;

/** A promise whose rejection is never reported as unhandled: the SDK does not handle all of its own. */
class HandledPromise<T> extends Promise<T> {
  constructor(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void) {
    super(executor);
    if (isAddingHandler) return; // called for the promise that `then` below makes
    isAddingHandler = true;
    super.then(undefined, noop);
    isAddingHandler = false;
  }
}

/** Responds to every request with an empty 200: the SDK would fetch its error texts and send telemetry. */
class EmptyXMLHttpRequest {
  onreadystatechange: (() => void) | null = null;
  readyState = 0;
  status = 0;
  readonly responseText = '';
  open(): void {
    this.readyState = 1;
  }
  setRequestHeader = noop;
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

/** The two names that the SDK does not take from its arguments, because in a page they always exist. */
function provideDocument(): void {
  const names = globalThis as { document?: unknown; navigator?: unknown };
  names.document ??= { charset: 'UTF-8', characterSet: 'UTF-8' };
  if (!names.navigator)
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'node', onLine: true }, configurable: true });
}

/** Makes the globals of one SDK. */
export function createSdkPage(): SdkPage {
  provideDocument();
  const frames = new FrameLog();
  const storage = new Map<string, string>();
  const sockets = new Set<WebSocket>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let isDisposed = false;

  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url);
      if (isDisposed) this.terminate();
      sockets.add(this);
      this.on('error', noop); // pages get an event; in Node an error without a listener ends the process
      this.on('open', () => frames.hosts.add(new URL(url).host));
      this.on('message', (data) => frames.received(data));
    }
    override send(data: never): void {
      frames.sent(data);
      super.send(data);
    }
  }

  const run = (handler: () => void) => {
    try {
      handler();
    } catch {
      // An exception of the SDK at a malformed frame; the request then has no response, which the doctor reports.
    }
  };
  const after = (handler: () => void, ms?: number) => {
    if (isDisposed) return undefined;
    const timer = setTimeout(() => {
      timers.delete(timer);
      run(handler);
    }, ms);
    timers.add(timer);
    return timer;
  };
  const every = (handler: () => void, ms?: number) => {
    if (isDisposed) return undefined;
    const timer = setInterval(() => run(handler), ms);
    timers.add(timer);
    return timer;
  };
  const clear = (timer: ReturnType<typeof setTimeout>) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  const localStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
    clear: () => storage.clear(),
  };
  return {
    frames,
    globals: {
      Promise: HandledPromise,
      window: { navigator, URL, addEventListener: noop, removeEventListener: noop },
      WebSocket: PageSocket,
      XMLHttpRequest: EmptyXMLHttpRequest,
      console: { ...SILENT }, // a copy: the SDK adds missing methods to it
      localStorage,
      setTimeout: after,
      clearTimeout: clear,
      setInterval: every,
      clearInterval: clear,
    },
    dispose() {
      isDisposed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const socket of sockets) {
        socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
        socket.terminate();
      }
      sockets.clear();
    },
  };
}
