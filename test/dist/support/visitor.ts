// One user at the site: a browser context, the page, and what happened there. Uses only the public API of the elements:
// properties, methods, part names.
import type { Browser, Page } from 'puppeteer-core';

interface ChatElement extends HTMLElement {
  readonly status: string;
  readonly messages: readonly { readonly kind: string; readonly text: string }[];
  send(text: string): Promise<unknown>;
}
interface LikeElement extends HTMLElement {
  readonly count: number;
  like(n: number): void;
}

export class Visitor {
  readonly said: string[] = [];
  private constructor(readonly page: Page) {}

  /** `prepare`: called with the page before it is opened. */
  static async enter(
    browser: Browser,
    url: string,
    user?: string,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<Visitor> {
    const context = await browser.createBrowserContext();
    if (user) await context.setCookie({ name: 'user', value: user, domain: '127.0.0.1' });
    const page = await context.newPage();
    const person = new Visitor(page);
    page.on('console', (message) => person.said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => person.said.push(`error: ${String(error)}`));
    page.on('requestfailed', (request) => person.said.push(`failed: ${request.url()}`));
    await prepare?.(page);
    await page.goto(url);
    return person;
  }

  async joined(): Promise<void> {
    await this.page.waitForFunction(
      () => (document.querySelector('live-chat') as ChatElement | null)?.status === 'joined',
      { timeout: 15_000 },
    );
  }
  async send(text: string): Promise<void> {
    await this.page.evaluate(
      async (words) => void (await (document.querySelector('live-chat') as unknown as ChatElement).send(words)),
      text,
    );
  }
  async hears(text: string): Promise<void> {
    await this.page.waitForFunction(
      (words) =>
        (document.querySelector('live-chat') as unknown as ChatElement).messages.some(
          (message) => message.text === words,
        ),
      { timeout: 10_000 },
      text,
    );
  }
  /** In the rendered message list, whatever its markup. */
  async reads(words: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => (document.querySelector('live-chat')?.shadowRoot?.textContent ?? '').includes(wanted),
      { timeout: 10_000 },
      words,
    );
  }
  async seesFly(text: string): Promise<void> {
    await this.page.waitForFunction(
      (words) =>
        [...(document.querySelector('danmaku-layer')?.shadowRoot?.querySelectorAll('[part~="item"]') ?? [])].some(
          (item) => item.textContent?.includes(words),
        ),
      { timeout: 10_000 },
      text,
    );
  }
  async likes(times: number): Promise<void> {
    await this.page.evaluate((n) => (document.querySelector('like-button') as unknown as LikeElement).like(n), times);
  }
  async counts(likes: number): Promise<void> {
    await this.page.waitForFunction(
      (n) => (document.querySelector('like-button') as unknown as LikeElement).count === n,
      { timeout: 10_000 },
      likes,
    );
  }
  async leave(): Promise<void> {
    await this.page.browserContext().close();
  }
}
