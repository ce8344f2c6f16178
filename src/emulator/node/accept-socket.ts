import type { WebSocket } from 'ws';
import type { Connection } from '../core/connection.js';
import type { Service } from '../core/service.js';

/** A client that does not read is dropped before its unread frames fill the memory. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024;

/** Encodes text as UTF-8; the same text given again and again (a push to many) is encoded once. */
export function memoizedEncoder(): (text: string) => Buffer {
  let lastText = '';
  let lastBytes = Buffer.alloc(0);
  return (text) => {
    if (text !== lastText) {
      lastBytes = Buffer.from(text);
      lastText = text;
    }
    return lastBytes;
  };
}

/** Joins a WebSocket to the service. `/binfo` talks in binary frames, `/info` in text frames; both hold UTF-8 JSON. */
export function acceptSocket(
  socket: WebSocket,
  address: URL,
  service: Service,
  encode: (text: string) => Buffer,
): void {
  const binary = address.pathname !== '/info';
  const connection: Connection = service.connect(
    {
      send(frame) {
        if (socket.readyState !== socket.OPEN) return;
        if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
        else socket.send(encode(frame), { binary });
      },
      close: () => socket.terminate(),
    },
    address.searchParams.get('instanceid') ?? '',
  );
  socket.on('message', (data) => connection.receive((data as Buffer).toString()));
  socket.on('close', (code) => connection.close(code));
  socket.on('error', () => socket.terminate()); // a broken frame: `close` follows
}
