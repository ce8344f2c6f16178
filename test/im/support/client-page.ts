// A page in a real browser that drives createTimClient for Node tests, which control the emulator: they can stop it,
// start it again, and count its requests. The page is under the strict CSP with Trusted Types.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../../tools/browser.mjs';
import { bundlePage } from '../../support/bundle-page.js';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://127.0.0.1:*; " +
  "require-trusted-types-for 'script'; trusted-types lit-html dompurify";

/** The console output, errors and requests of the page. */
export interface PageLog {
  readonly console: string[];
  readonly errors: string[];
  /** Hosts of requests for anything but the page's own files. */
  readonly foreignRequests: string[];
}

export class ClientPages {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #origin: string;

  private constructor(server: Server, browser: Browser, origin: string) {
    this.#server = server;
    this.#browser = browser;
    this.#origin = origin;
  }

  static async start(): Promise<ClientPages> {
    const files = await bundlePage(new URL('./page-driver.ts', import.meta.url));
    files.set('/', [
      'text/html',
      '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>',
    ]);
    const server = createServer((request, response) => {
      const [type, body] = files.get((request.url ?? '').replace(/\?.*/, '')) ?? [];
      if (!type) return void response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': CSP }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await launchBrowser({ headless: true });
    return new ClientPages(server, browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async open(): Promise<{ page: Page; pageLog: PageLog }> {
    const page = await (await this.#browser.createBrowserContext()).newPage();
    const pageLog: PageLog = { console: [], errors: [], foreignRequests: [] };
    page.on('console', (message) => pageLog.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => pageLog.errors.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(this.#origin)) pageLog.foreignRequests.push(request.url());
    });
    await page.goto(this.#origin);
    await page.waitForFunction(() => 'driver' in window);
    return { page, pageLog };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
