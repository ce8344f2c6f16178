// The globals that one SDK instance uses. They isolate it from the page and can be taken from it at any time:
//   - no worker: with a socket and timers on the main thread the SDK needs no `blob:` worker, passes Trusted Types, and
//     notices a closed socket at once (in its worker it mistakes a close for an open);
//   - sockets only to the allowed hosts, and no HTTP: the SDK would fetch its error texts (ours are in tim-errors.ts)
//     and send telemetry, which while offline causes a storm of reconnects;
//   - nothing in the page's localStorage or on its console, no unhandled rejections (the SDK does not catch all), and
//     no exceptions at malformed frames;
//   - `dispose()` removes every socket, timer and listener in every state of the SDK, which its own destroy() does not.
// Of Tencent's protocol this file knows only which frames are compressed.
import { currentMoment, type Moment } from '../../util/moment.js';
import {
  createMemoryStorage,
  createSilentConsole,
  HandledPromise,
  noop,
  StubXMLHttpRequest,
  swallowErrors,
} from './sdk-globals.js';

/** What the SDK may reach. */
export interface SdkSandboxOptions {
  readonly allowsSocket: (url: URL) => boolean;
  /** How long a socket may take to open, ms. */
  readonly openDeadlineMs: number;
  /** A short frame arrived that is not compressed, as text. */
  readonly onFrame: (text: string) => void;
  /** A socket is open; it took `ms`. */
  readonly onSocketOpen: (ms: number) => void;
  /** The last socket closed, or did not open, and the SDK has started no other. Not called after `dispose()`. */
  readonly onSocketLost: () => void;
}

export interface SdkSandbox {
  /** For the SDK's factory. */
  readonly globals: object;
  /** Says what the SDK may reach and who is notified. Before that it can open no socket. */
  bind(options: SdkSandboxOptions): void;
  /** Whether the SDK has a socket, open or opening. */
  readonly hasSocket: boolean;
  /** When the last frame arrived. */
  readonly lastMessageAt: Moment;
  /**
   * Simulates a loss and return of the network: the SDK then closes its socket, opens a new one, and keeps its state.
   */
  reconnect(): void;
  /** Ends everything; afterwards the SDK cannot open a socket or set a timer. */
  dispose(): void;
}

type AnyListener = (event: Event) => void;
/** The socket of a disposed SDK that still tries to connect; a new object, because the SDK sets its handlers on it. */
const inertSocket = (): unknown => ({ send: noop, close: noop });
/** Longer frames are not passed to `onFrame`: they are batches of messages, which the SDK reports. */
const MAX_FRAME_BYTES = 8_192;
/** The first bytes of a compressed frame: `COMP`. */
const COMPRESSED = 0x434f4d50;
/** The SDK's own close code for a socket that it gives up. */
const CLOSE_CODE = 4000;

function textOf(data: unknown): string | undefined {
  if (typeof data === 'string') return data.length <= MAX_FRAME_BYTES ? data : undefined;
  if (!(data instanceof ArrayBuffer) || data.byteLength < 4 || data.byteLength > MAX_FRAME_BYTES) return undefined;
  return new DataView(data).getUint32(0) === COMPRESSED ? undefined : new TextDecoder().decode(data);
}

export function createSdkSandbox(): SdkSandbox {
  let options = {} as Partial<SdkSandboxOptions> as SdkSandboxOptions; // a socket exists only after `bind`
  let isDisposed = false;
  let lastMessageAt = currentMoment();
  const sockets = new Set<WebSocket>();
  const timeouts = new Set<number>();
  const intervals = new Set<number>();
  const listeners = new Map<string, Set<AnyListener>>();

  const hasLiveSocket = () =>
    [...sockets].some(({ readyState }) => readyState === WebSocket.OPEN || readyState === WebSocket.CONNECTING);
  const fire = (type: string) => {
    for (const listener of [...(listeners.get(type) ?? [])]) listener(new Event(type));
  };
  const handleNetworkEvent = (event: Event) => fire(event.type);

  class GuardedSocket extends WebSocket {
    constructor(url: string) {
      if (isDisposed) return inertSocket() as GuardedSocket;
      if (!options.allowsSocket?.(new URL(url))) throw new Error(`No socket to ${new URL(url).host} is allowed here.`);
      super(url);
      const startedAt = performance.now();
      sockets.add(this);
      const deadline = window.setTimeout(() => {
        if (this.readyState === WebSocket.CONNECTING) this.close(CLOSE_CODE);
      }, options.openDeadlineMs);
      timeouts.add(deadline);
      const clearDeadline = () => {
        window.clearTimeout(deadline);
        timeouts.delete(deadline);
      };
      this.addEventListener('open', () => {
        clearDeadline();
        lastMessageAt = currentMoment();
        if (!isDisposed) options.onSocketOpen(performance.now() - startedAt);
      });
      let onmessage: WebSocket['onmessage'] = null;
      Object.defineProperty(this, 'onmessage', {
        get: () => onmessage,
        set: (handler: typeof onmessage) => void (onmessage = handler),
      });
      this.addEventListener('message', (event) => {
        lastMessageAt = currentMoment();
        const text = isDisposed ? undefined : textOf(event.data);
        swallowErrors(() => void onmessage?.call(this, event));
        if (text !== undefined) options.onFrame(text);
      });
      const handleClose = () => {
        clearDeadline();
        if (this.readyState === WebSocket.CLOSED && sockets.delete(this) && !isDisposed && !hasLiveSocket())
          options.onSocketLost();
      };
      this.addEventListener('close', handleClose);
      // When the page's policy forbids the address, Chromium 147 fires an error and no close.
      this.addEventListener('error', handleClose);
    }

    /** The SDK also sends after a loss, which the browser would report in the console of the page. */
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (this.readyState <= WebSocket.OPEN) super.send(data);
    }
  }

  const guardedWindow = {
    navigator,
    // 3.x reads both for its telemetry, without a check: when a message could not be sent, and at a login.
    performance: {},
    location: { href: '' },
    URL,
    addEventListener(type: string, listener: AnyListener) {
      const known = listeners.get(type) ?? new Set();
      if (!listeners.has(type) && !isDisposed) window.addEventListener(type, handleNetworkEvent);
      listeners.set(type, known.add(listener));
    },
    removeEventListener(type: string, listener: AnyListener) {
      const known = listeners.get(type);
      if (known?.delete(listener) && known.size === 0) {
        listeners.delete(type);
        window.removeEventListener(type, handleNetworkEvent);
      }
    },
  };

  const globals = {
    Promise: HandledPromise,
    window: guardedWindow,
    WebSocket: GuardedSocket,
    XMLHttpRequest: StubXMLHttpRequest,
    console: createSilentConsole(),
    localStorage: createMemoryStorage(),
    setTimeout(handler: () => void, ms?: number): number {
      if (isDisposed) return 0;
      const id = window.setTimeout(() => {
        timeouts.delete(id);
        swallowErrors(handler);
      }, ms);
      timeouts.add(id);
      return id;
    },
    clearTimeout(id: number) {
      timeouts.delete(id);
      window.clearTimeout(id);
    },
    setInterval(handler: () => void, ms?: number): number {
      if (isDisposed) return 0;
      const id = window.setInterval(() => swallowErrors(handler), ms);
      intervals.add(id);
      return id;
    },
    clearInterval(id: number) {
      intervals.delete(id);
      window.clearInterval(id);
    },
  };

  return {
    globals,
    bind(bound) {
      options = bound;
    },
    get hasSocket() {
      return hasLiveSocket();
    },
    get lastMessageAt() {
      return lastMessageAt;
    },
    reconnect() {
      const before = new Set(sockets);
      // Every fourth time the SDK only checks for a network, still finds none, and opens nothing.
      for (let times = 0; times < 2 && [...sockets].every((socket) => before.has(socket)); times++) {
        fire('offline');
        fire('online');
      }
    },
    dispose() {
      isDisposed = true;
      for (const id of timeouts) window.clearTimeout(id);
      for (const id of intervals) window.clearInterval(id);
      for (const type of listeners.keys()) window.removeEventListener(type, handleNetworkEvent);
      for (const socket of sockets) {
        socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
        socket.close(CLOSE_CODE);
      }
      for (const held of [timeouts, intervals, listeners, sockets]) held.clear();
    },
  };
}
