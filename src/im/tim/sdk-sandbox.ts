// The globals that one SDK instance lives on. They make it quiet and killable:
// - no worker: with a socket and timers on the main thread it needs no `blob:` worker, passes Trusted Types, and
// notices a
//     closed socket at once (in its worker it mistakes a close for an open);
//   - sockets only to the hosts allowed, and no HTTP at all: what it would fetch are its error texts (ours are in
//     tim-error-words.ts) and post is telemetry, which while offline drives a storm of reconnects;
// - nothing in the page's localStorage, nothing on its console, no unhandled rejections: it forgets to catch some; and
// no exceptions
//     at frames that make no sense;
// - `kill()` takes away every socket, timer and listener, in whatever state the SDK is, which its own destroy() does
// not.
// It knows nothing of Tencent's protocol.

/** What the SDK may reach. */
export interface SdkSandboxOptions {
  readonly allowsSocket: (url: URL) => boolean;
  readonly onSocketOpen: () => void;
  /** The last socket closed, or never opened, and the SDK has begun no other. Not called after `kill()`. */
  readonly onSocketLost: () => void;
}

export interface SdkSandbox {
  /** To be handed to the SDK's factory. */
  readonly globals: object;
  /** Whether the SDK has a socket, open or opening. */
  readonly hasSocket: boolean;
  /** When the last frame came in, in ms of `performance.now()`. */
  readonly lastMessageAt: number;
  /**
   * Lets the SDK believe that the network went and came, upon which it gives up its socket, opens a new one, and keeps
   * its state.
   */
  reconnect(): void;
  /** Ends everything; afterwards the SDK can start nothing any more. */
  dispose(): void;
}

type AnyListener = (event: Event) => void;
const noop = () => {};
const NOOP_CONSOLE = {
  log: noop,
  info: noop,
  warn: noop,
  error: noop,
  debug: noop,
  time: noop,
  timeEnd: noop,
  table: noop,
  trace: noop,
};
/**
 * Runs the SDK's code. What it throws there nobody could catch; for a request whose answer made no sense it has its own
 * time-out.
 */
function swallowErrors(run: () => void): void {
  try {
    run();
  } catch {
    // Not the page's: it would take the SDK's stumble over a server's frame for a fault of its own.
  }
}
/** What a dead SDK gets when it still tries to connect: one of its own, because it hangs its handlers on it. */
const inertSocket = (): unknown => ({ send: noop, close: noop });
/**
 * A connection that is taken and never answered stays "connecting" for minutes in a browser, and looks alive to the
 * SDK. TCP, TLS
 * and WebSocket take four turns: this is enough for turns of 1.5 s.
 */
const OPEN_DEADLINE_MS = 6_000;
/** Own close code of the SDK for a socket that is given up. */
const CLOSE_CODE = 4000;

export function createSdkSandbox({ allowsSocket, onSocketOpen, onSocketLost }: SdkSandboxOptions): SdkSandbox {
  let dead = false;
  let heardAt = performance.now();
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
      if (dead) return inertSocket() as GuardedSocket;
      if (!allowsSocket(new URL(url)))
        throw new DOMException(`No socket to ${new URL(url).host} is allowed here.`, 'SecurityError');
      super(url);
      sockets.add(this);
      const deadline = window.setTimeout(() => {
        if (this.readyState === WebSocket.CONNECTING) this.close(CLOSE_CODE);
      }, OPEN_DEADLINE_MS);
      timeouts.add(deadline);
      const isAnswered = () => {
        window.clearTimeout(deadline);
        timeouts.delete(deadline);
      };
      this.addEventListener('open', () => {
        isAnswered();
        heardAt = performance.now();
        if (!dead) onSocketOpen();
      });
      let onmessage: WebSocket['onmessage'] = null;
      Object.defineProperty(this, 'onmessage', {
        get: () => onmessage,
        set: (handler: typeof onmessage) => void (onmessage = handler),
      });
      this.addEventListener('message', (event) => {
        heardAt = performance.now();
        swallowErrors(() => void onmessage?.call(this, event));
      });
      const handleGone = () => {
        isAnswered();
        if (this.readyState === WebSocket.CLOSED && sockets.delete(this) && !dead && !hasLiveSocket()) onSocketLost();
      };
      this.addEventListener('close', handleGone);
      // Where the page's policy forbids the address, Chromium 147 tells of the error and never of a close.
      this.addEventListener('error', handleGone);
    }
  }

  const guardedWindow = {
    navigator,
    URL,
    addEventListener(type: string, listener: AnyListener) {
      const known = listeners.get(type) ?? new Set();
      if (!listeners.has(type) && !dead) window.addEventListener(type, handleNetworkEvent);
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
    console: { ...NOOP_CONSOLE }, // its own: the SDK adds what it misses in it
    localStorage: createMemoryStorage(),
    setTimeout(handler: () => void, ms?: number): number {
      if (dead) return 0;
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
      if (dead) return 0;
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
    get hasSocket() {
      return hasLiveSocket();
    },
    get lastMessageAt() {
      return heardAt;
    },
    reconnect() {
      const before = new Set(sockets);
      // Every fourth time it only asks itself whether there is a network, still believes that there is none, and opens
      // nothing.
      for (let times = 0; times < 2 && [...sockets].every((socket) => before.has(socket)); times++) {
        fire('offline');
        fire('online');
      }
    },
    dispose() {
      dead = true;
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

let isSilencing = false;

/** A promise whose rejection the page never hears of as unhandled. Whoever awaits it hears of it as ever. */
class HandledPromise<T> extends Promise<T> {
  constructor(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void) {
    super(executor);
    if (isSilencing) return; // the promise that the line below makes is no new one
    isSilencing = true;
    super.then(undefined, noop);
    isSilencing = false;
  }
}

/** Answers every request with an empty 200 and sends nothing. */
class StubXMLHttpRequest {
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

function createMemoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}
