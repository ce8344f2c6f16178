// Rooms in a real page, an emulator that the test controls, and a token endpoint. The page is under the strict CSP with
// Trusted Types, and its console and requests are recorded.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/index.js';
import { createTokenHandler } from '../../../src/server/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';
import { bundlePage } from '../../support/bundle-page.js';
import { sdkUnderTest } from '../../support/sdk-under-test.js';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://127.0.0.1:*; " +
  "require-trusted-types-for 'script'; trusted-types lit-html dompurify";
const POLL_MS = 20;

export interface PageLog {
  readonly console: string[];
  readonly errors: string[];
  readonly foreignRequests: string[];
}

export class RoomFixture {
  /** Token requests so far. */
  tokenRequests = 0;
  /** The application says that its plan has the history. */
  hasHistory = false;
  /** When set, token requests are refused with this status. */
  tokenStatus = 0;
  /** The user that the endpoint returns instead of the one that the page names; '' for a guest. */
  readonly userByRequest = new Map<string, string>();
  /** All signatures that were returned. */
  readonly signatures: string[] = [];
  readonly pageLog: PageLog = { console: [], errors: [], foreignRequests: [] };
  #context: BrowserContext | undefined;

  private constructor(
    readonly emulator: Emulator,
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly files: ReadonlyMap<string, readonly [string, string]>,
    private readonly proxyServer: string,
  ) {}

  /** `through`: an indirect connection to the emulator; receives its address and returns another. */
  static async start({
    pollMs = POLL_MS,
    through = (url) => Promise.resolve(url),
    settings = {},
  }: {
    readonly pollMs?: number;
    readonly through?: (url: string) => Promise<string>;
    readonly settings?: EmulatorOptions;
  } = {}): Promise<RoomFixture> {
    const files = await bundlePage(new URL('./room-page.ts', import.meta.url));
    files.set('/', [
      'text/html',
      '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>',
    ]);
    const emulator = await startEmulator({
      port: 0,
      pollMs,
      // The tests of a file share a few users, who log in more often within a minute than a user does.
      maxLoginsPerMinute: Infinity,
      ...settings,
    });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const fixture = new RoomFixture(
      emulator,
      server,
      await launchBrowser({ headless: true }),
      files,
      await through(emulator.url),
    );
    fixture.#serve();
    return fixture;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A page of the only user of this browser; further pages are further tabs. */
  async open(): Promise<Page> {
    this.#context ??= await this.browser.createBrowserContext();
    const page = await this.#context.newPage();
    page.on('console', (message) => this.pageLog.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.pageLog.errors.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(this.origin)) this.pageLog.foreignRequests.push(request.url());
    });
    await page.goto(this.origin);
    await page.waitForFunction(() => 'roomPage' in window);
    return page;
  }

  /** A page in which these users are in the room. */
  async createRoom(groupId: string, ...people: string[]): Promise<Page> {
    const page = await this.open();
    for (const name of people) {
      await page.evaluate((...args) => window.roomPage.make(...args), name, groupId);
      assert.equal(await page.evaluate((each) => window.roomPage.connect(each), name), 'ok');
    }
    return page;
  }

  /**
   * After a test: no page had an exception or console output except network errors, or sent a request to another host
   * than its own server and the given service.
   */
  async stopAndCheckLog(): Promise<void> {
    assert.deepEqual(this.pageLog.errors, []);
    assert.deepEqual(
      this.pageLog.console.filter((line) => !/Failed to load resource|WebSocket connection to/.test(line)),
      [],
    );
    assert.deepEqual(
      this.pageLog.foreignRequests.filter((url) => !url.startsWith(this.proxyServer)),
      [],
    );
    await this.reset();
  }

  /** Closes the pages and resets the counts. */
  async reset(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
    this.emulator.app.faults.clear();
    this.hasHistory = false;
    this.tokenRequests = 0;
    this.tokenStatus = 0;
    this.userByRequest.clear();
    for (const list of [this.pageLog.console, this.pageLog.errors, this.pageLog.foreignRequests, this.signatures])
      list.length = 0;
  }

  /** How often the emulator received this command since it started. */
  requests(command: string): number {
    return this.emulator.app.requests.count(command);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.emulator.close();
  }

  #serve(): void {
    const { emulator } = this;
    const handlerFor = (history: boolean) =>
      createTokenHandler({
        sdkAppId: emulator.sdkAppId,
        secretKey: emulator.secretKey,
        proxyServer: this.proxyServer,
        sdk: sdkUnderTest,
        history,
        userLimit: false,
        addressLimit: false,
        identify: (request) => {
          const query = new URL(request.url).searchParams;
          const userId = this.userByRequest.get(query.get('user') ?? '') ?? query.get('user') ?? '';
          if (userId === '') return { guest: true };
          return { userId, nick: query.get('nick') ?? '', role: userId === 'host' ? 'host' : 'viewer' };
        },
      });
    const [handle, handleWithHistory] = [handlerFor(false), handlerFor(true)];
    this.server.on('request', (request: IncomingMessage, response) => {
      const [type, body] = this.files.get(request.url ?? '') ?? [];
      if (type)
        return void response
          .writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': CSP })
          .end(body);
      if (!request.url?.startsWith('/api/token'))
        return void response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      this.tokenRequests++;
      if (this.tokenStatus) return void response.writeHead(this.tokenStatus).end();
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = new Headers(
          Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
        );
        void (this.hasHistory ? handleWithHistory : handle)(
          new Request(new URL(request.url ?? '', this.origin), {
            method: 'POST',
            headers,
            body: Buffer.concat(chunks),
          }),
        ).then(async (answer) => {
          const text = await answer.text();
          const { userSig } = JSON.parse(text) as { userSig?: string };
          if (userSig) this.signatures.push(userSig);
          response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
        });
      });
    });
  }
}
