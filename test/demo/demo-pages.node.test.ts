// Every page of the built demo in a real browser: empty console, axe, no sideways scrolling from 320 to 2560 px, and the
// gallery with two people in it. Needs dist/ (`npm run build:js`; `npm test` builds first).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/server/start-demo.mjs';
import { launchBrowser } from '../../tools/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = ['', 'playground/', 'events/', 'replay/', 'overlay/?preview', 'overlay/', 'script-tag/', 'strict/'];
const WIDTHS = [320, 768, 1440, 2560];

interface AxeReport {
  violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
}

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

/** Opens a page and keeps what its console says. */
async function open(where: string, { context, width = 1440, scheme = 'light' }: { context?: BrowserContext; width?: number; scheme?: string } = {}): Promise<{ page: Page; said: string[] }> {
  const page = await (context ?? browser).newPage();
  const said: string[] = [];
  page.on('console', (line) => said.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => said.push(`thrown: ${String(error)}`));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(new URL(where, demo.url).href, { waitUntil: 'load' });
  return { page, said };
}

/** Where a page has a chat, until it is joined. */
async function waitUntilJoined(page: Page): Promise<void> {
  await page.waitForFunction("!document.getElementById('chat') || document.getElementById('chat').status === 'joined'", { timeout: 20_000 });
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const report = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeReport;
  return report.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`));
}

for (const where of PAGES) {
  describe(`/${where}`, () => {
    for (const scheme of ['light', 'dark']) {
      test(`passes axe with an empty console in the ${scheme} scheme`, async () => {
        const { page, said } = await open(`${where}${where.includes('?') ? '&' : '?'}user=page-${scheme}`, { scheme });
        await waitUntilJoined(page);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(said, []);
        await page.close();
      });
    }

    test('never scrolls sideways', async () => {
      const { page } = await open(where);
      await waitUntilJoined(page);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 900 });
        const { wide, window } = (await page.evaluate('({ wide: document.documentElement.scrollWidth, window: innerWidth })')) as { wide: number; window: number };
        assert.ok(wide <= window, `${wide} px wide in a window of ${width}`);
      }
      await page.close();
    });
  });
}

describe('the gallery with two people', () => {
  test('carries words, likes and arrivals from one to the other', async () => {
    const contexts = [await browser.createBrowserContext(), await browser.createBrowserContext()] as const;
    const ana = await open('?user=ana&room=two', { context: contexts[0] });
    await waitUntilJoined(ana.page);
    const wei = await open('?user=wei&room=two', { context: contexts[1] });
    await waitUntilJoined(wei.page);

    await wei.page.evaluate("document.getElementById('chat').send('Hello from the other window')");
    await ana.page.waitForFunction("document.getElementById('chat').messages.some(({ text, from }) => text === 'Hello from the other window' && from.nick === 'Wei')", { timeout: 10_000 });
    await ana.page.waitForFunction("document.getElementById('layer').shadowRoot.textContent.includes('Hello from the other window')", { timeout: 10_000 });

    await ana.page.evaluate("document.getElementById('like').like(3)");
    await wei.page.waitForFunction("document.getElementById('like').count === 3", { timeout: 10_000 });

    const notice = (type: string) => `document.getElementById('chat').messages.some(({ kind, notice }) => kind === 'notice' && notice.type === '${type}' && notice.users.some(({ nick }) => nick === 'Wei'))`;
    await ana.page.waitForFunction(notice('joined'), { timeout: 15_000 });
    await contexts[1].close();
    await ana.page.waitForFunction(notice('left'), { timeout: 90_000 });
    assert.deepEqual([...ana.said, ...wei.said], []);
    await contexts[0].close();
  });

  test('shows a crowd of forty a second and goes on answering', async () => {
    const { page, said } = await open('?user=ana&room=many&crowd=40');
    await waitUntilJoined(page);
    await page.waitForFunction("document.getElementById('chat').messages.length > 60", { timeout: 20_000 });
    await page.evaluate("document.getElementById('chat').send('Still here')");
    await page.waitForFunction("document.getElementById('chat').messages.some(({ text, status }) => text === 'Still here' && status === 'sent')", { timeout: 10_000 });
    assert.deepEqual(said, []);
    await page.close();
  });
});
