// A small HTTP server that records the webhook calls of the service and allows everything.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the service. */
export interface WebhookCall {
  readonly command: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

export interface WebhookReceiver {
  /** Address on this machine. */
  readonly url: string;
  readonly calls: readonly WebhookCall[];
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024;

/** Starts the receiver on all addresses of this machine. Rejects with Error if the port is not available. */
export async function startWebhookReceiver(port: number): Promise<WebhookReceiver> {
  const calls: WebhookCall[] = [];
  const server = createServer((request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://receiver');
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body = (body + part).slice(0, MAX_BODY_BYTES);
    });
    request.on('error', () => undefined);
    request.on('end', () => {
      calls.push({ command: query.get('CallbackCommand') ?? '', query, body });
      response.setHeader('content-type', 'application/json');
      response.end('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use by another program. Choose another one with --webhook-port.`
            : `The webhook receiver cannot listen on port ${port} (${error.code}).`,
          { cause: error },
        ),
      ),
    );
    server.listen(port, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
