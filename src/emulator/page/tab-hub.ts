// Lets the tabs of one origin share one service. One tab hosts it: the one that holds a Web Lock. The others reach it
// over a
// BroadcastChannel. When the hosting tab goes, its lock goes to another one, which begins a new service; every socket
// sees its
// connection break and the SDK connects again. Without Web Locks (an insecure origin) each tab hosts its own.
import type { SocketEnd, SocketChannel } from './in-page-socket.js';

/** The hosted service, as the hub sees it. */
export interface HostedService {
  /** A client's socket opened; the result takes what it sends. */
  accept(address: URL, end: SocketEnd): SocketChannel;
}

/** What a tab asks of the one that hosts. `line` is unique over all tabs. */
type ToHost =
  | { readonly to: 'host'; readonly do: 'open'; readonly line: string; readonly address: string }
  | { readonly to: 'host'; readonly do: 'send'; readonly line: string; readonly text: string }
  | { readonly to: 'host'; readonly do: 'close'; readonly line: string; readonly code: number }
  | { readonly to: 'host'; readonly do: 'ask' };
type ToTab =
  | { readonly to: 'tabs'; readonly do: 'hosting'; readonly host: string }
  | { readonly to: 'tabs'; readonly do: 'opened'; readonly line: string; readonly host: string }
  | { readonly to: 'tabs'; readonly do: 'frame'; readonly line: string; readonly text: string }
  | { readonly to: 'tabs'; readonly do: 'closed'; readonly line: string; readonly code: number };

interface OwnLine {
  readonly address: string;
  readonly end: SocketEnd;
  /** Who hosts the open connection; undefined while it is not open. */
  host?: string;
}

export class TabHub {
  readonly #channel: BroadcastChannel;
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  readonly #lines = new Map<string, OwnLine>();
  readonly #accepted = new Map<string, SocketChannel>();
  readonly #begin: () => HostedService;
  readonly #release = new AbortController();
  #service: HostedService | undefined;
  #count = 0;

  /** `begin` is called when this tab comes to host. */
  constructor(name: string, begin: () => HostedService) {
    this.#begin = begin;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<ToHost | ToTab>) => this.#receive(data);
    globalThis.addEventListener('pagehide', this.#leave);
    if (!('locks' in navigator)) {
      this.#host();
      return;
    }
    this.#post({ to: 'host', do: 'ask' });
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

  /** Opens a connection to whoever hosts, now or as soon as somebody does. */
  open(address: URL, end: SocketEnd): SocketChannel {
    const line = `${this.#tab}:${++this.#count}`;
    this.#lines.set(line, { address: address.href, end });
    this.#post({ to: 'host', do: 'open', line, address: address.href });
    return {
      send: (text) => this.#post({ to: 'host', do: 'send', line, text }),
      close: (code) => {
        if (this.#lines.delete(line)) this.#post({ to: 'host', do: 'close', line, code });
      },
    };
  }

  /** Closes this tab's connections and gives the service up to another tab. */
  close(): void {
    globalThis.removeEventListener('pagehide', this.#leave);
    this.#leave();
    this.#release.abort();
    this.#channel.close();
  }

  readonly #leave = (): void => {
    for (const [line, { end }] of this.#lines) {
      this.#post({ to: 'host', do: 'close', line, code: 1001 });
      end.closed(1001);
    }
    this.#lines.clear();
  };

  #host(): void {
    this.#service = this.#begin();
    this.#post({ to: 'tabs', do: 'hosting', host: this.#tab });
  }

  /**
   * To oneself as to others: a BroadcastChannel does not come back to its sender. Always later, never on the caller's
   * stack.
   */
  #post(message: ToHost | ToTab): void {
    queueMicrotask(() => this.#receive(message));
    this.#channel.postMessage(message);
  }

  #receive(message: ToHost | ToTab): void {
    if (message.to === 'tabs') this.#receiveAsTab(message);
    else if (this.#service) this.#receiveAsHost(message, this.#service);
  }

  #receiveAsHost(message: ToHost, service: HostedService): void {
    if (message.do === 'ask') {
      this.#post({ to: 'tabs', do: 'hosting', host: this.#tab });
      return;
    }
    const { line } = message;
    if (message.do === 'open') {
      if (this.#accepted.has(line)) return;
      const end: SocketEnd = {
        opened: () => this.#post({ to: 'tabs', do: 'opened', line, host: this.#tab }),
        frame: (text) => this.#post({ to: 'tabs', do: 'frame', line, text }),
        closed: (code) => {
          if (this.#accepted.delete(line)) this.#post({ to: 'tabs', do: 'closed', line, code });
        },
      };
      this.#accepted.set(line, service.accept(new URL(message.address), end));
      end.opened();
      return;
    }
    const accepted = this.#accepted.get(line);
    if (message.do === 'send') accepted?.send(message.text);
    else if (accepted) {
      this.#accepted.delete(line);
      accepted.close(message.code);
    }
  }

  #receiveAsTab(message: ToTab): void {
    if (message.do === 'hosting') {
      for (const [line, own] of this.#lines) {
        if (own.host === undefined) this.#post({ to: 'host', do: 'open', line, address: own.address });
        else if (own.host !== message.host) this.#end(line, 1006);
      }
      return;
    }
    const own = this.#lines.get(message.line);
    if (!own) return;
    if (message.do === 'opened') {
      own.host = message.host;
      own.end.opened();
    } else if (message.do === 'frame') own.end.frame(message.text);
    else this.#end(message.line, message.code);
  }

  #end(line: string, code: number): void {
    const own = this.#lines.get(line);
    this.#lines.delete(line);
    own?.end.closed(code);
  }
}
