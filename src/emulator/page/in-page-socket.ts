// A replacement of the browser's WebSocket that connects to the emulator in the page.

/** Callbacks of the emulator's side of a socket. */
export interface SocketEnd {
  opened(): void;
  frame(text: string): void;
  closed(code: number): void;
}

/** Sends the page's frames to the emulator. */
export interface SocketChannel {
  send(text: string): void;
  close(code: number): void;
}

export type OpenChannel = (address: URL, end: SocketEnd) => SocketChannel;

type Handler<E extends Event> = ((event: E) => void) | null;

/** A class that replaces `WebSocket`. URLs of a host other than `host` throw, because a static page has no server. */
export function createInPageSocket(host: string, openChannel: OpenChannel): typeof WebSocket {
  class InPageSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readonly url: string;
    readonly protocol = '';
    readonly extensions = '';
    readonly bufferedAmount = 0;
    binaryType: BinaryType = 'blob';
    readyState = 0;
    onopen: Handler<Event> = null;
    onmessage: Handler<MessageEvent> = null;
    onclose: Handler<CloseEvent> = null;
    onerror: Handler<Event> = null;
    readonly #channel: SocketChannel;
    readonly #sendsText: boolean;

    constructor(url: string | URL) {
      super();
      const address = new URL(url);
      if (address.host !== host)
        throw new DOMException(
          `This page has no server: a socket to ${address.host} cannot be opened.`,
          'SecurityError',
        );
      this.url = address.href;
      this.#sendsText = address.pathname === '/info';
      this.#channel = openChannel(address, {
        opened: () => this.#opened(),
        frame: (text) => this.#frame(text),
        closed: (code) => this.#closed(code),
      });
    }

    send(data: string | ArrayBufferLike | ArrayBufferView): void {
      if (this.readyState === 0) throw new DOMException('The socket is still connecting.', 'InvalidStateError');
      if (this.readyState === 1) this.#channel.send(typeof data === 'string' ? data : new TextDecoder().decode(data));
    }

    close(code = 1005): void {
      if (this.readyState >= 2) return;
      this.readyState = 2;
      this.#channel.close(code);
      queueMicrotask(() => this.#closed(code));
    }

    #opened(): void {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.#dispatch(new Event('open'), this.onopen);
    }

    #frame(text: string): void {
      if (this.readyState !== 1) return;
      const bytes = () => new TextEncoder().encode(text).buffer;
      const data = this.#sendsText ? text : this.binaryType === 'arraybuffer' ? bytes() : new Blob([bytes()]);
      this.#dispatch(new MessageEvent('message', { data }), this.onmessage);
    }

    #closed(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#dispatch(new CloseEvent('close', { code, wasClean: code !== 1006 }), this.onclose);
    }

    #dispatch<E extends Event>(event: E, handler: Handler<E>): void {
      this.dispatchEvent(event);
      handler?.call(this, event);
    }
  }
  return InPageSocket as unknown as typeof WebSocket;
}
