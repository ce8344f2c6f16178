// The built demo and a real browser for one test file, and common checks of a page. Needs dist/ (`npm run build:js`;
// `npm test` builds first).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../../demo/server/start-demo.mjs';
import type { Emulator } from '../../../src/emulator/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Whether no animation or transition that ends is running, in the document and in every shadow tree. */
const HAS_NO_FADE = `(() => {
  const isStill = (root) =>
    root.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect.getTiming().iterations === Infinity) &&
    [...root.querySelectorAll('*')].every(({ shadowRoot }) => shadowRoot === null || isStill(shadowRoot));
  return isStill(document);
})()`;

interface AxeReport {
  violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
}

/** Starts both before the tests of the file that calls it, and ends them after. */
export function demoInBrowser() {
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo({ port: 0 });
    browser = (await launchBrowser()) as Browser;
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });

  return {
    get url() {
      return demo.url;
    },
    get browser() {
      return browser;
    },
    get emulator(): Emulator {
      if (!demo.emulator) throw new Error('This demo is connected to a real application.');
      return demo.emulator;
    },

    /** Opens a page and keeps its console output. */
    async open(
      where: string,
      { context, width = 1440, scheme = 'light' }: { context?: BrowserContext; width?: number; scheme?: string } = {},
    ): Promise<{ page: Page; said: string[] }> {
      const page = await (context ?? browser).newPage();
      const said: string[] = [];
      page.on('console', (line) => said.push(`${line.type()}: ${line.text()}`));
      page.on('pageerror', (error) => said.push(`thrown: ${String(error)}`));
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(new URL(where, demo.url).href, { waitUntil: 'load' });
      return { page, said };
    },

    /** Waits until the chat of a page, if it has one, is joined. */
    async joined(page: Page): Promise<void> {
      await page.waitForFunction(
        "!document.getElementById('chat') || document.getElementById('chat').status === 'joined'",
        { timeout: 20_000 },
      );
    },

    /** The violations that axe finds. Open the page without simulated viewers. */
    async axe(page: Page): Promise<string[]> {
      await page.evaluate(AXE);
      await page.waitForFunction(HAS_NO_FADE); // axe measures the contrast of a row that is fading in as too low
      const report = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeReport;
      return report.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`),
      );
    },
  };
}
