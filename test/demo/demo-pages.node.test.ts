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
const WIDTHS = [320, 390, 768, 1280, 2560];
const WITH_BAR = ['', 'playground/', 'events/', 'replay/', 'strict/'];
/** What may move on its own between the first paint and the tenth second; 0.1 counts as good on the web. */
const MOST_SHIFT = 0.02;

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
        const { page, said } = await open(`${where}${where.includes('?') ? '&' : '?'}user=page-${scheme}&crowd=0`, { scheme }); // axe takes words that are fading in for pale ones
        await waitUntilJoined(page);
        assert.deepEqual(await axe(page), []);
        await page.setViewport({ width: 390, height: 844 });
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

describe('the bar', () => {
  for (const where of WITH_BAR) {
    test(`of /${where} changes colours, language and direction by keyboard and takes them along`, async () => {
      const { page, said } = await open(`${where}?user=ana&crowd=0`);
      await waitUntilJoined(page);
      const english = await page.$eval('h1', (heading) => heading.textContent);
      await page.focus('.look-button');
      await page.keyboard.press('Enter');
      for (const [from, key, to] of [['[name=scheme]:checked', 'ArrowLeft', 'dark'], ['[name=lang]:checked', 'ArrowRight', 'zh-CN'], ['[name=dir]:checked', 'ArrowLeft', 'rtl']] as const) {
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate((selector) => document.activeElement?.matches(selector), `#look-panel ${from}`), true, from);
        await page.keyboard.press(key);
        assert.equal(await page.evaluate('document.activeElement.value'), to);
      }
      assert.deepEqual(await page.$eval('html', (root) => [root.dataset.scheme, root.lang, root.dir]), ['dark', 'zh-CN', 'rtl']);
      assert.notEqual(await page.$eval('h1', (heading) => heading.textContent), english);
      assert.deepEqual(await axe(page), []);
      await page.keyboard.press('Escape');
      await page.waitForFunction("document.activeElement.matches('.look-button')");
      assert.deepEqual(await axe(page), []);
      for (const link of await page.$$eval('.pages a', (links) => links.map(({ href }) => href))) assert.match(link, /scheme=dark&lang=zh-CN&dir=rtl/);
      assert.deepEqual(said, []);
      await page.close();
    });
  }
});

describe('the pages hold still', () => {
  for (const [where, width, height] of [['?crowd=40', 390, 844], ['?crowd=10', 320, 640], ['?crowd=10', 1280, 800], ['playground/', 390, 844], ['events/', 390, 844], ['replay/', 390, 844], ['strict/', 390, 844]] as const) {
    test(`while /${where} comes at ${width} px and fills`, async () => {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      await page.evaluateOnNewDocument(`
        globalThis.shift = 0;
        new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; }).observe({ type: 'layout-shift', buffered: true });
      `);
      await page.goto(new URL(`${where}${where.includes('?') ? '&' : '?'}user=ana`, demo.url).href, { waitUntil: 'load' });
      await waitUntilJoined(page);
      if (where.includes('crowd')) await page.waitForFunction("document.getElementById('chat').messages.length > 40", { timeout: 20_000 });
      else await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1000))'); // what would move comes with the elements and the words
      const shift = (await page.evaluate('shift')) as number;
      assert.ok(shift <= MOST_SHIFT, `shifted by ${shift}`);
      await page.close();
    });
  }
});

describe('the playground', () => {
  test('passes axe in each of its presets, in both schemes of the page', async () => {
    const { page, said } = await open('playground/?user=ana&crowd=0');
    await waitUntilJoined(page);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      for (const preset of await page.$$eval('#presets button', (buttons) => buttons.map(({ value }) => value))) {
        await page.click(`#presets [value="${preset}"]`);
        assert.deepEqual(await axe(page), [], `${preset}, ${scheme}`);
      }
    }
    assert.deepEqual(said, []);
    await page.close();
  });

  test('comes back from its address as it was', async () => {
    const { page } = await open('playground/?user=ana');
    await page.click('#presets [value="Neon"]');
    const css = await page.$eval('#css', (code) => code.textContent);
    const again = await open(page.url().slice(demo.url.length));
    assert.equal(await again.page.$eval('#css', (code) => code.textContent), css);
    assert.equal(await again.page.$eval('#presets [value="Neon"]', (button) => button.ariaPressed), 'true');
    await page.close();
    await again.page.close();
  });
});

describe('the replay', () => {
  test('keeps the list and the layer in step with the player: seeking, speed, pause, loop', async () => {
    const { page, said } = await open('replay/');
    await page.waitForFunction("document.getElementById('media').duration > 59");
    await page.evaluate("document.getElementById('media').muted = true; document.getElementById('media').currentTime = 14");
    const current = "document.querySelector('#comments [aria-current] span')?.textContent";
    await page.waitForFunction(`${current} === '晚上好'`);
    await page.evaluate("document.querySelector('[name=rate][value=\"2\"]').click(); document.getElementById('media').play()");
    await page.waitForFunction("document.getElementById('layer').shadowRoot.textContent.includes('Violet on the left!')");
    assert.equal(await page.evaluate("document.getElementById('media').playbackRate"), 2);
    await page.evaluate("document.getElementById('media').currentTime = 59.2");
    await page.waitForFunction("document.getElementById('media').currentTime < 10 && document.querySelector('#comments [aria-current] span')?.textContent === 'And we are live'", { timeout: 10_000 });
    await page.evaluate("document.getElementById('media').pause()");
    await page.focus('#words');
    await page.keyboard.type('Here I am');
    await page.keyboard.press('Enter');
    await page.waitForFunction("[...document.querySelectorAll('#comments span')].some(({ textContent }) => textContent === 'Here I am')");
    assert.deepEqual(said, []);
    await page.close();
  });
});

describe('the events page', () => {
  test('shows an event with its fields, filters, and counts what passes while paused', async () => {
    const { page, said } = await open('events/?user=ana');
    await waitUntilJoined(page);
    await page.evaluate("document.getElementById('chat').send('Hello events')");
    await page.waitForFunction("[...document.querySelectorAll('#rows tr')].some(({ cells }) => cells[1].textContent === 'chat-sent' && cells[3].textContent.includes('Hello events'))");
    await page.click('#clear');
    await page.select('#type', 'chat-message');
    await page.evaluate("document.getElementById('chat').send('Only this one')");
    await page.waitForFunction("document.querySelector('#rows tr')?.cells[3].textContent.includes('Only this one')");
    assert.deepEqual(await page.$$eval('#rows tr', (rows) => [...new Set(rows.map(({ cells }) => cells[1]?.textContent))]), ['chat-message']);
    const rows = await page.$$eval('#rows tr', ({ length }) => length);
    await page.click('#pause');
    await page.evaluate("document.getElementById('chat').send('Not shown')");
    await page.waitForFunction("document.getElementById('missed').textContent === '1 event while paused'");
    assert.equal(await page.$$eval('#rows tr', ({ length }) => length), rows);
    assert.deepEqual(said, []);
    await page.close();
  });
});

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

  test('lets a moderator whom only the demo knows mute somebody', async () => {
    const ana = await open('?user=ana&room=muted');
    const mia = await open('?user=mia&role=moderator&room=muted');
    await Promise.all([waitUntilJoined(ana.page), waitUntilJoined(mia.page)]);
    const status = await mia.page.evaluate("fetch('/api/moderate', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ action: 'mute', groupId: 'muted', userId: 'ana', seconds: 60 }) }).then((response) => response.status)");
    assert.equal(status, 200);
    await ana.page.waitForFunction("!document.getElementById('chat').canSend", { timeout: 10_000 });
    assert.deepEqual([...ana.said, ...mia.said], []);
    await Promise.all([ana.page.close(), mia.page.close()]);
  });

  test('works by keyboard on a phone: the sheet of switches opens, takes the focus and gives it back', async () => {
    const { page } = await open('?user=ana&crowd=0', { width: 390 });
    await page.focus('#open-controls');
    await page.keyboard.press('Enter');
    await page.waitForFunction("document.activeElement.closest('#controls') && document.activeElement.name === 'crowd'");
    assert.equal(await page.$eval('#open-controls', (button) => button.getAttribute('aria-expanded')), 'true');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await page.waitForFunction("document.activeElement.id === 'open-controls'");
    // What is out of sight is out of the way of the Tab key too.
    await page.waitForFunction("getComputedStyle(document.getElementById('controls')).visibility === 'hidden'");
    await page.close();
  });

  test('speaks Chinese from right to left when asked, and remembers it in its address', async () => {
    const { page, said } = await open('?user=ana&room=chinese');
    await waitUntilJoined(page);
    await page.evaluate("document.querySelector('[name=lang][value=zh-CN]').click(); document.querySelector('[name=dir][value=rtl]').click(); document.querySelector('[name=scheme][value=dark]').click()");
    assert.equal(await page.$eval('h1', (heading) => heading.textContent), '极光直播');
    assert.match(page.url(), /\?user=ana&room=chinese&lang=zh-CN&dir=rtl&scheme=dark$/);
    assert.deepEqual(await axe(page), []);
    await page.reload({ waitUntil: 'load' });
    assert.deepEqual(await page.$eval('html', (root) => [root.lang, root.dir, root.dataset.scheme]), ['zh-CN', 'rtl', 'dark']);
    assert.deepEqual(said, []);
    await page.close();
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
