// Shares one service between the tabs of an origin. The tab that holds a Web Lock hosts the service; the others connect
// through a BroadcastChannel. When the hosting tab closes, another tab gets the lock and starts a new service; all
// sockets are closed and the SDKs reconnect. Without Web Locks (on an insecure origin) each tab hosts its own service.
import type { SocketEnd, SocketChannel } from './in-page-socket.js';

/** The hosted service. */
export interface HostedService {
  /** Accepts the socket of a client. Returns the channel for the client's frames. */
  accept(address: URL, end: SocketEnd): SocketChannel;
}

/** Messages to the hosting tab. `channel` is an id that is unique over all tabs. */
type ToHost =
  | { readonly to: 'host'; readonly do: 'open'; readonly channel: string; readonly address: string }
  | { readonly to: 'host'; readonly do: 'send'; readonly channel: string; readonly text: string }
  | { readonly to: 'host'; readonly do: 'close'; readonly channel: string; readonly code: number }
  | { readonly to: 'host'; readonly do: 'discover' };
/** Messages to all tabs. */
type ToTab =
  | { readonly to: 'tabs'; readonly do: 'hosting'; readonly host: string }
  | { readonly to: 'tabs'; readonly do: 'opened'; readonly channel: string; readonly host: string }
  | { readonly to: 'tabs'; readonly do: 'frame'; readonly channel: string; readonly text: string }
  | { readonly to: 'tabs'; readonly do: 'closed'; readonly channel: string; readonly code: number };

interface OpenSocket {
  readonly address: string;
  readonly end: SocketEnd;
  /** Id of the hosting tab; undefined until the connection is open. */
  host?: string;
}

/** Connects the sockets of this tab to the service, which this tab or another one hosts. */
export class TabHub {
  readonly #broadcast: BroadcastChannel;
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  readonly #sockets = new Map<string, OpenSocket>();
  readonly #accepted = new Map<string, SocketChannel>();
  readonly #start: () => HostedService;
  readonly #release = new AbortController();
  #service: HostedService | undefined;
  #count = 0;

  /** `start` is called when this tab becomes the hosting tab. */
  constructor(name: string, start: () => HostedService) {
    this.#start = start;
    this.#broadcast = new BroadcastChannel(name);
    this.#broadcast.onmessage = ({ data }: MessageEvent<ToHost | ToTab>) => this.#receive(data);
    globalThis.addEventListener('pagehide', this.#leave);
    if (!('locks' in navigator)) {
      this.#host();
      return;
    }
    this.#post({ to: 'host', do: 'discover' });
    navigator.locks
      .request(name, { signal: this.#release.signal }, () => {
        if (this.#release.signal.aborted) return undefined;
        this.#host();
        return new Promise<void>((resolve) =>
          this.#release.signal.addEventListener('abort', () => resolve(), { once: true }),
        );
      })
      .catch((error: unknown) => {
        if (!this.#release.signal.aborted) throw error;
      });
  }

  /** Whether the service runs in this tab. */
  get isHosting(): boolean {
    return this.#service !== undefined;
  }

  /** Opens a connection to the hosting tab, as soon as there is one. */
  open(address: URL, end: SocketEnd): SocketChannel {
    const channel = `${this.#tab}:${++this.#count}`;
    this.#sockets.set(channel, { address: address.href, end });
    this.#post({ to: 'host', do: 'open', channel, address: address.href });
    return {
      send: (text) => this.#post({ to: 'host', do: 'send', channel, text }),
      close: (code) => {
        if (this.#sockets.delete(channel)) this.#post({ to: 'host', do: 'close', channel, code });
      },
    };
  }

  /** Closes the connections of this tab and releases the lock, so that another tab hosts the service. */
  close(): void {
    globalThis.removeEventListener('pagehide', this.#leave);
    this.#leave();
    this.#release.abort();
    this.#broadcast.close();
  }

  readonly #leave = (): void => {
    for (const [channel, { end }] of this.#sockets) {
      this.#post({ to: 'host', do: 'close', channel, code: 1001 });
      end.closed(1001);
    }
    this.#sockets.clear();
  };

  #host(): void {
    this.#service = this.#start();
    this.#post({ to: 'tabs', do: 'hosting', host: this.#tab });
  }

  /**
   * Sends a message to all tabs, including this one, asynchronously. A BroadcastChannel does not deliver to its sender.
   */
  #post(message: ToHost | ToTab): void {
    queueMicrotask(() => this.#receive(message));
    this.#broadcast.postMessage(message);
  }

  #receive(message: ToHost | ToTab): void {
    if (message.to === 'tabs') this.#receiveAsTab(message);
    else if (this.#service) this.#receiveAsHost(message, this.#service);
  }

  #receiveAsHost(message: ToHost, service: HostedService): void {
    if (message.do === 'discover') {
      this.#post({ to: 'tabs', do: 'hosting', host: this.#tab });
      return;
    }
    const { channel } = message;
    if (message.do === 'open') {
      if (this.#accepted.has(channel)) return;
      const end: SocketEnd = {
        opened: () => this.#post({ to: 'tabs', do: 'opened', channel, host: this.#tab }),
        frame: (text) => this.#post({ to: 'tabs', do: 'frame', channel, text }),
        closed: (code) => {
          if (this.#accepted.delete(channel)) this.#post({ to: 'tabs', do: 'closed', channel, code });
        },
      };
      this.#accepted.set(channel, service.accept(new URL(message.address), end));
      end.opened();
      return;
    }
    const accepted = this.#accepted.get(channel);
    if (message.do === 'send') accepted?.send(message.text);
    else if (accepted) {
      this.#accepted.delete(channel);
      accepted.close(message.code);
    }
  }

  #receiveAsTab(message: ToTab): void {
    if (message.do === 'hosting') {
      for (const [channel, socket] of this.#sockets) {
        if (socket.host === undefined) this.#post({ to: 'host', do: 'open', channel, address: socket.address });
        else if (socket.host !== message.host) this.#end(channel, 1006);
      }
      return;
    }
    const socket = this.#sockets.get(message.channel);
    if (!socket) return;
    if (message.do === 'opened') {
      socket.host = message.host;
      socket.end.opened();
    } else if (message.do === 'frame') socket.end.frame(message.text);
    else this.#end(message.channel, message.code);
  }

  #end(channel: string, code: number): void {
    const socket = this.#sockets.get(channel);
    this.#sockets.delete(channel);
    socket?.end.closed(code);
  }
}
