// Records what must not happen in a page: requests to other origins, except https pictures without referrer and
// cookies, and dialogs, console output, exceptions and navigation.
import type { Page } from 'puppeteer-core';

const MAX_SHOWN = 20;
/** The browser's message about pictures that cannot be loaded, and our warnings about wrong attribute values. */
const EXPECTED_OUTPUT = /Failed to load resource|^live-chat-elements: </;

export class PageRecorder {
  readonly #seen: string[] = [];
  #service: string | undefined;
  /** Requests for pictures of other users. */
  pictures = 0;

  constructor(page: Page, origins: readonly string[]) {
    page.on('request', (request) => {
      const url = request.url();
      if (origins.some((origin) => url.startsWith(origin)) || url.startsWith('data:')) return;
      const headers = request.headers();
      if (request.resourceType() === 'image' && url.startsWith('https://') && !headers['referer'] && !headers['cookie'])
        this.pictures++;
      else this.#seen.push(`${request.resourceType()} ${url}`);
    });
    page.on('dialog', (dialog) => {
      this.#seen.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      const isLostConnection =
        this.#service !== undefined && message.text().startsWith(`WebSocket connection to '${this.#service}/`);
      if (!isLostConnection && !EXPECTED_OUTPUT.test(message.text()))
        this.#seen.push(`console ${message.type()}: ${message.text().slice(0, 300)}`);
    });
    page.on('pageerror', (error) =>
      this.#seen.push(`exception: ${(error instanceof Error ? error.stack : undefined) ?? String(error)}`),
    );
  }

  /**
   * Records sockets to another address than that of the service. The browser itself reports a connection to the service
   * that breaks off before it is open; nobody can prevent that.
   */
  async watchSockets(page: Page, service: string): Promise<void> {
    this.#service = service;
    const devTools = await page.createCDPSession();
    devTools.on('Network.webSocketCreated', ({ url }) => {
      if (!url.startsWith(`${service}/`)) this.#seen.push(`socket ${url}`);
    });
    await devTools.send('Network.enable');
  }

  /** From now on the page must not navigate or open another page. */
  watchNavigation(page: Page): void {
    page.on('framenavigated', (frame) => this.#seen.push(`navigated to ${frame.url()}`));
    page.on('popup', () => this.#seen.push('another page was opened'));
  }

  /** What was recorded since the last call. */
  drain(): readonly string[] {
    return this.#seen.splice(0).slice(0, MAX_SHOWN);
  }
}
