// An HTTP server with the responses that a test sets: for what the emulator does not do on request (broken connections,
// error pages of a proxy, unexpected codes).
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach } from 'node:test';
import { createRestClient, type RestClient, type RestClientOptions } from '../../../src/server/index.js';

export interface ReceivedRequest {
  readonly command: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}
/** A response: fields of the envelope, a raw text, or a kind of failure. */
export type Reply = Record<string, unknown> | string | 'hang-up' | 'silence';

export interface FakeService {
  readonly url: string;
  readonly requests: ReceivedRequest[];
  /** Responses in this order; after them OK. */
  answers(...replies: Reply[]): void;
  close(): void;
}

export async function fakeService(): Promise<FakeService> {
  const requests: ReceivedRequest[] = [];
  let replies: Reply[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const url = new URL(req.url ?? '/', 'http://127.0.0.1');
      requests.push({
        command: url.pathname.replace('/v4/', ''),
        query: url.searchParams,
        body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
      });
      const reply = replies.shift() ?? {};
      if (reply === 'silence') return;
      if (reply === 'hang-up') req.socket.destroy();
      else
        res.end(
          typeof reply === 'string'
            ? reply
            : JSON.stringify({
                ActionStatus: reply['ErrorCode'] ? 'FAIL' : 'OK',
                ErrorCode: 0,
                ErrorInfo: '',
                ...reply,
              }),
        );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answers: (...next) => (replies = next),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'; // an invented key

/** A service for all tests of a file, without requests and responses at the start of each. Call it at the top level. */
export function useFakeService(): Omit<FakeService, 'close'> & {
  /** A client of the service. */
  client(options?: Partial<Omit<RestClientOptions, 'secretKey' | 'privateKey'>>): RestClient;
} {
  let service: FakeService;
  before(async () => {
    service = await fakeService();
  });
  after(() => service.close());
  beforeEach(() => {
    service.requests.length = 0;
    service.answers();
  });
  return {
    get url() {
      return service.url;
    },
    get requests() {
      return service.requests;
    },
    answers: (...replies) => service.answers(...replies),
    client: (options = {}) =>
      createRestClient({ sdkAppId: 1400000001, secretKey: SECRET, baseUrl: service.url, backoffMs: 1, ...options }),
  };
}
