import { deflateSync } from 'node:zlib';
import type { WebSocket } from 'ws';
import type { Connection } from '../core/connection.js';
import type { Service } from '../core/service.js';

/** A connection with more unsent bytes is closed, so that a client that does not read cannot exhaust memory. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024;

/** A UTF-8 encoder that remembers the last text, so that a push to many clients is encoded once. */
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

/** A compressor of frames above a size, which remembers the last frame. A compressed frame is `COMP` and zlib data. */
export function memoizedCompressor(aboveBytes: number): (bytes: Buffer) => Buffer {
  let last: Buffer | undefined;
  let lastCompressed = Buffer.alloc(0);
  return (bytes) => {
    if (bytes.length <= aboveBytes) return bytes;
    if (bytes !== last) {
      lastCompressed = Buffer.concat([Buffer.from('COMP'), deflateSync(bytes)]);
      last = bytes;
    }
    return lastCompressed;
  };
}

/** Encoder of text frames and compressor of binary frames. */
interface FrameEncoding {
  readonly encode: (text: string) => Buffer;
  readonly compress: (bytes: Buffer) => Buffer;
}

/** Connects a WebSocket to the service. `/binfo` uses binary frames, `/info` text frames; both contain UTF-8 JSON. */
export function acceptSocket(
  socket: WebSocket,
  address: URL,
  service: Service,
  { encode, compress }: FrameEncoding,
): void {
  const binary = address.pathname !== '/info';
  const compresses = binary && address.searchParams.get('compress') === 'gzip';
  const connection: Connection = service.connect(
    {
      send(frame) {
        if (socket.readyState !== socket.OPEN) return;
        if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
        else socket.send(compresses ? compress(encode(frame)) : encode(frame), { binary });
      },
      close: () => socket.terminate(),
    },
    address.searchParams.get('instanceid') ?? '',
  );
  socket.on('message', (data) => connection.receive((data as Buffer).toString()));
  socket.on('close', (code) => connection.handleClose(code));
  socket.on('error', () => socket.terminate()); // an invalid frame; the `close` event follows
}
