// Stands beside a page in the browser and writes down what must not happen: anything asked for that is neither the
// site's own nor a
// picture over https without a referrer and without cookies, any dialog, any word on the console, any exception, any
// other page.
import type { Page } from 'puppeteer-core';

const MAX_SHOWN = 20;
/** The browser's word on pictures that cannot be had, and ours to an author who wrote a wrong value; nothing else. */
const EXPECTED_OUTPUT = /Failed to load resource|^live-chat-elements: </;

export class PageRecorder {
  readonly #seen: string[] = [];
  /** Pictures of strangers that were asked for. */
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
      if (!EXPECTED_OUTPUT.test(message.text()))
        this.#seen.push(`console ${message.type()}: ${message.text().slice(0, 300)}`);
    });
    page.on('pageerror', (error) =>
      this.#seen.push(`exception: ${(error instanceof Error ? error.stack : undefined) ?? String(error)}`),
    );
  }

  /** From now on the page stays where it is, and opens no other. */
  watchNavigation(page: Page): void {
    page.on('framenavigated', (frame) => this.#seen.push(`navigated to ${frame.url()}`));
    page.on('popup', () => this.#seen.push('another page was opened'));
  }

  /** What was seen since it was asked last. */
  drain(): readonly string[] {
    return this.#seen.splice(0).slice(0, MAX_SHOWN);
  }
}
