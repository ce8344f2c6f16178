// The page of the rendering tests in a browser. Its requests, console output and errors are recorded.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../../tools/browser.mjs';
import { PageRecorder } from './page-recorder.js';
import { startRenderingSite, type RenderingSite } from './rendering-site.js';

/** The number of texts whose rows fit into the message list together. */
const BATCH = 30;
const MAX_SHOWN = 20;

export class RenderingFixture {
  readonly #recorder: PageRecorder;

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly site: RenderingSite,
  ) {
    this.#recorder = new PageRecorder(page, [site.origin]);
  }

  static async start(): Promise<RenderingFixture> {
    const site = await startRenderingSite();
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const fixture = new RenderingFixture(page, browser, site);
    await page.goto(site.origin);
    await page.waitForFunction(() => 'renderingPage' in window);
    fixture.#recorder.watchNavigation(page);
    await page.evaluate(() => window.renderingPage.open());
    return fixture;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.site.close();
  }

  async showInRows(texts: readonly string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += BATCH)
      await this.page.evaluate((batch) => window.renderingPage.showInRows(batch), texts.slice(from, from + BATCH));
  }

  async showOnce(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.page.evaluate((each) => window.renderingPage.showOnce(each), text);
  }

  async setAttributes(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.page.evaluate((each) => window.renderingPage.setAttributes(each), text);
  }

  async useTokens(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.page.evaluate((each) => window.renderingPage.useTokens(each), text);
  }

  /** Fails with what was found since the last call, each kind once; otherwise logs how much was tested. */
  async expectNothing(context: TestContext, what: string): Promise<void> {
    const { found, inputs, rows } = await this.page.evaluate(() => window.renderingPage.report());
    context.diagnostic(`${what}; so far ${inputs} inputs, ${rows} rows inspected`);
    const kinds = new Map(found.map((each) => [each.replace(/ after ".*| \d+/gs, ''), each]));
    assert.deepEqual([...[...kinds.values()].slice(0, MAX_SHOWN), ...this.#recorder.drain()], []);
  }
}
