// The service's own record of delivered messages, received as an application receives it: by the webhook that reports
// each delivered message. It allows every message.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeliveredMessage } from './history.js';

interface Report {
  readonly CallbackCommand?: string;
  readonly MsgSeq?: number;
  readonly MsgBody?: readonly { readonly MsgContent?: { readonly Text?: string } }[];
}

export class DeliveryLog {
  /** By text. The first delivery of a text that was delivered twice. */
  readonly delivered = new Map<string, DeliveredMessage>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.#note(JSON.parse(Buffer.concat(chunks).toString()) as Report);
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}');
      });
    });
  }

  static async open(): Promise<DeliveryLog> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new DeliveryLog(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #note({ CallbackCommand, MsgSeq = 0, MsgBody = [] }: Report): void {
    const text = MsgBody[0]?.MsgContent?.Text;
    if (CallbackCommand === 'Group.CallbackAfterSendMsg' && text !== undefined && !this.delivered.has(text))
      this.delivered.set(text, { text, seq: MsgSeq, at: Date.now() });
  }
}
