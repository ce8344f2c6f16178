// The page of the drawn tests in a browser, with everything witnessed that it asks for, says, and does wrong.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../../tools/browser.mjs';
import { PageWitness } from './page-recorder.js';
import { startHostileSite, type HostileSite } from './rendering-site.js';

/** So many texts at once that all their rows stand in the log together. */
const BATCH = 30;
const MAX_SHOWN = 20;

export class HostileLab {
  readonly #witness: PageWitness;

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly site: HostileSite,
  ) {
    this.#witness = new PageWitness(page, [site.origin]);
  }

  static async start(): Promise<HostileLab> {
    const site = await startHostileSite();
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const lab = new HostileLab(page, browser, site);
    await page.goto(site.origin);
    await page.waitForFunction(() => 'hostilePage' in window);
    lab.#witness.watchNavigation(page);
    await page.evaluate(() => window.hostilePage.open());
    return lab;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.site.close();
  }

  async sayInRows(texts: readonly string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += BATCH)
      await this.page.evaluate((batch) => window.hostilePage.sayInRows(batch), texts.slice(from, from + BATCH));
  }

  async sayOnce(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.page.evaluate((each) => window.hostilePage.sayOnce(each), text);
  }

  async setAttributes(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.page.evaluate((each) => window.hostilePage.setAttributes(each), text);
  }

  async beGivenTokens(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.page.evaluate((each) => window.hostilePage.beGivenTokens(each), text);
  }

  /** Fails with what was found since it was called last, each kind once; else tells how much was tried. */
  async expectNothing(context: TestContext, what: string): Promise<void> {
    const { found, inputs, rows } = await this.page.evaluate(() => window.hostilePage.report());
    context.diagnostic(`${what}; so far ${inputs} inputs, ${rows} rows inspected`);
    const kinds = new Map(found.map((each) => [each.replace(/ after ".*| \d+/gs, ''), each]));
    assert.deepEqual([...[...kinds.values()].slice(0, MAX_SHOWN), ...this.#witness.take()], []);
  }
}
