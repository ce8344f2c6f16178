// A WebSocket relay between the SDK and the emulator. It mutates a share of the frames that the service sends, also of
// compressed ones, repeats some, and passes everything else on unchanged.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync, inflateSync } from 'node:zlib';
import { WebSocket, WebSocketServer } from 'ws';
import { mutateJson } from './mutate-json.js';

export interface FuzzingRelay {
  /** For `proxyServer`. */
  readonly url: string;
  /** The share of mutated frames, 0 to 1. */
  rate: number;
  /** The share of frames that are sent a second time, up to two seconds later; 0 to 1. */
  repeatRate: number;
  /** Whether the positions of polls are mutated in every mutated frame, too. */
  mutatesPositions: boolean;
  /** Mutated frames so far, by command. */
  readonly fuzzed: Map<string, number>;
  /** How many of them were compressed. */
  readonly compressed: number;
  close(): Promise<void>;
}

/**
 * The fields that relate a response to its request. Without them the SDK ignores a frame, so they are mutated rarely.
 */
const ENVELOPE = ['head', 'servcmd', 'seq', 'body'];
/**
 * The positions from which a client polls. Only the service knows the right ones: at a wrong one nothing is delivered,
 * which looks like a quiet room.
 */
const POSITIONS = ['NextSeq', 'NextBroadcastSeq', 'StartSeq', 'Key', 'LongPollingKey'];
const ENVELOPE_SHARE = 0.1;
const MAX_REPEAT_DELAY_MS = 2_000;
/** A compressed frame begins with this; a zlib stream follows. */
const COMPRESSED = Buffer.from('COMP');

const isCompressed = (frame: Buffer): boolean => frame.subarray(0, COMPRESSED.length).equals(COMPRESSED);

function fuzz(
  frame: string,
  random: () => number,
  mutatesPositions: boolean,
): { readonly command: string; readonly frame: string } {
  const parsed = JSON.parse(frame) as { readonly head?: { readonly servcmd?: string } };
  const positions = mutatesPositions ? [] : POSITIONS;
  const kept = random() < ENVELOPE_SHARE ? positions : [...ENVELOPE, ...positions];
  return { command: parsed.head?.servcmd ?? '', frame: JSON.stringify(mutateJson(parsed, random, kept)) };
}

/** A relay to `target` (`ws://127.0.0.1:<port>`). */
export async function startFuzzingRelay(target: string, random: () => number): Promise<FuzzingRelay> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const fuzzed = new Map<string, number>();
  const relay = { rate: 0, repeatRate: 0, mutatesPositions: false, compressed: 0 };
  sockets.on('connection', (client, request) => {
    const service = new WebSocket(`${target}${request.url ?? '/'}`);
    const early: string[] = [];
    client.on('message', (data) => {
      const text = (data as Buffer).toString();
      if (service.readyState === WebSocket.OPEN) service.send(Buffer.from(text));
      else early.push(text);
    });
    service.on('open', () => early.splice(0).forEach((text) => service.send(Buffer.from(text))));
    service.on('message', (data) => {
      let bytes = data as Buffer;
      if (random() < relay.rate) {
        const wasCompressed = isCompressed(bytes);
        const text = (wasCompressed ? inflateSync(bytes.subarray(COMPRESSED.length)) : bytes).toString();
        const result = fuzz(text, random, relay.mutatesPositions);
        fuzzed.set(result.command, (fuzzed.get(result.command) ?? 0) + 1);
        bytes = Buffer.from(result.frame);
        if (wasCompressed) {
          relay.compressed++;
          bytes = Buffer.concat([COMPRESSED, deflateSync(bytes)]);
        }
      }
      const send = (): void => {
        if (client.readyState === WebSocket.OPEN) client.send(bytes);
      };
      send();
      if (random() < relay.repeatRate) setTimeout(send, random() * MAX_REPEAT_DELAY_MS);
    });
    for (const [one, other] of [
      [client, service],
      [service, client],
    ] as const) {
      one.on('close', () => other.close());
      one.on('error', () => other.terminate());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(relay, {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fuzzed,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
