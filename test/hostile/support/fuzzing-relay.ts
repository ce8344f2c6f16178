// Stands between the SDK and the emulator and bends frames that the service sends, now and then; passes on everything
// else as it is.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { mutateJson } from './mutate-json.js';

export interface FuzzingRelay {
  /** For `proxyServer`. */
  readonly url: string;
  /** Part of the frames that is bent, 0 to 1. */
  rate: number;
  /** Frames bent so far, by command. */
  readonly fuzzed: Map<string, number>;
  close(): Promise<void>;
}

/**
 * What ties an answer to its question; without it a frame is only one more that nobody asked for, and the fuzz goes no
 * deeper.
 */
const ENVELOPE = ['head', 'servcmd', 'seq', 'body'];
/**
 * Where a client reads on. Only the service knows which are right: at a wrong one there is silence, and nobody can tell
 * it from a quiet room.
 */
const POSITIONS = ['NextSeq', 'NextBroadcastSeq', 'StartSeq', 'Key', 'LongPollingKey'];
const ENVELOPE_SHARE = 0.1;

function fuzz(frame: string, random: () => number): { readonly command: string; readonly frame: string } {
  const parsed = JSON.parse(frame) as { readonly head?: { readonly servcmd?: string } };
  const kept = random() < ENVELOPE_SHARE ? POSITIONS : [...ENVELOPE, ...POSITIONS];
  return { command: parsed.head?.servcmd ?? '', frame: JSON.stringify(mutateJson(parsed, random, kept)) };
}

/** A relay to `target` (`ws://127.0.0.1:<port>`). */
export async function startFuzzingRelay(target: string, random: () => number): Promise<FuzzingRelay> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const fuzzed = new Map<string, number>();
  const relay = { rate: 0 };
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
      let text = (data as Buffer).toString();
      if (random() < relay.rate) {
        const result = fuzz(text, random);
        fuzzed.set(result.command, (fuzzed.get(result.command) ?? 0) + 1);
        text = result.frame;
      }
      if (client.readyState === WebSocket.OPEN) client.send(Buffer.from(text));
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
