// The globals of a page that tim-js-sdk uses, in Node: sockets by `ws`, storage in memory, no HTTP, a silent console.
// They belong to one copy of the SDK and end with `dispose()`.
import WebSocket from 'ws';
import { FrameLog } from './frame-log.js';
import {
  createMemoryStorage,
  createSilentConsole,
  HandledPromise,
  noop,
  StubXMLHttpRequest,
  swallowErrors,
} from '../im/tim/sdk-globals.js';

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

  const after = (handler: () => void, ms?: number) => {
    if (isDisposed) return undefined;
    const timer = setTimeout(() => {
      timers.delete(timer);
      swallowErrors(handler);
    }, ms);
    timers.add(timer);
    return timer;
  };
  const every = (handler: () => void, ms?: number) => {
    if (isDisposed) return undefined;
    const timer = setInterval(() => swallowErrors(handler), ms);
    timers.add(timer);
    return timer;
  };
  const clear = (timer: ReturnType<typeof setTimeout>) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  return {
    frames,
    globals: {
      Promise: HandledPromise,
      window: { navigator, URL, addEventListener: noop, removeEventListener: noop },
      WebSocket: PageSocket,
      XMLHttpRequest: StubXMLHttpRequest,
      console: createSilentConsole(),
      localStorage: createMemoryStorage(),
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
