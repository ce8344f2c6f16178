// Serves the page of a chaos run under the strict CSP with Trusted Types, and the token endpoint of its users: the
// handler of the server kit, which can be made to fail.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../../../src/emulator/index.js';
import { createTokenHandler, toNodeListener } from '../../../src/server/index.js';
import { sdkUnderTest } from '../../support/sdk-under-test.js';
import { bundlePage } from '../../support/bundle-page.js';

const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws://127.0.0.1:*; require-trusted-types-for 'script'; " +
  'trusted-types lit-html dompurify';
/** Short, so that tokens are renewed during a run. */
const TOKEN_SECONDS = 90;

export class ChaosSite {
  /** Token requests get this status; 0: a correct response. */
  tokenStatus = 0;
  private constructor(private readonly server: Server) {}

  /** `proxyServer`: the address of the emulator for the users' SDKs. */
  static async start(
    emulator: Emulator,
    {
      proxyServer = emulator.url,
      page = 'chaos-page.ts',
    }: { readonly proxyServer?: string; readonly page?: string } = {},
  ): Promise<ChaosSite> {
    const files = await bundlePage(new URL(page, import.meta.url));
    files.set('/', [
      'text/html',
      '<!doctype html><meta charset="utf-8"><title>Chaos</title><script type="module" src="/page.js"></script>',
    ]);
    const handleToken = toNodeListener(
      createTokenHandler({
        sdkAppId: emulator.sdkAppId,
        secretKey: emulator.secretKey,
        proxyServer,
        sdk: sdkUnderTest,
        lifetime: TOKEN_SECONDS,
        userLimit: false,
        addressLimit: false,
        identify: (request) => ({ userId: new URL(request.url).searchParams.get('user') ?? '', role: 'viewer' }),
      }),
    );
    const server = createServer();
    const site = new ChaosSite(server);
    server.on('request', (request, response) => {
      const [type, body] = files.get(request.url ?? '') ?? [];
      if (type)
        response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': CSP }).end(body);
      else if (!request.url?.startsWith('/api/token'))
        response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      else if (site.tokenStatus > 0) response.writeHead(site.tokenStatus).end();
      else handleToken(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
