// The bar of the demo pages: colours, language and direction by keyboard.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoInBrowser } from './support/demo-in-browser.js';

const WITH_BAR = ['', 'playground/', 'events/', 'replay/', 'strict/', 'messenger/'];

const demo = demoInBrowser();

describe('the bar', () => {
  for (const where of WITH_BAR) {
    test(`of /${where} changes colours, language and direction by keyboard and keeps them on the next page`, async () => {
      const { page, said } = await demo.open(`${where}?user=ana&crowd=0`);
      await demo.joined(page);
      const english = await page.$eval('h1', (heading) => heading.textContent);
      await page.focus('.settings-button');
      await page.keyboard.press('Enter');
      for (const [from, key, to] of [
        ['[name=scheme]:checked', 'ArrowLeft', 'dark'],
        ['[name=lang]:checked', 'ArrowRight', 'zh-CN'],
        ['[name=dir]:checked', 'ArrowLeft', 'rtl'],
      ] as const) {
        await page.keyboard.press('Tab');
        assert.equal(
          await page.evaluate((selector) => document.activeElement?.matches(selector), `#settings-panel ${from}`),
          true,
          from,
        );
        await page.keyboard.press(key);
        assert.equal(await page.evaluate('document.activeElement.value'), to);
      }
      assert.deepEqual(await page.$eval('html', (root) => [root.dataset.scheme, root.lang, root.dir]), [
        'dark',
        'zh-CN',
        'rtl',
      ]);
      assert.notEqual(await page.$eval('h1', (heading) => heading.textContent), english);
      assert.deepEqual(await demo.axe(page), []);
      await page.keyboard.press('Escape');
      await page.waitForFunction("document.activeElement.matches('.settings-button')");
      assert.deepEqual(await demo.axe(page), []);
      for (const link of await page.$$eval('.pages a', (links) => links.map(({ href }) => href)))
        assert.match(link, /scheme=dark&lang=zh-CN&dir=rtl/);
      assert.deepEqual(said, []);
      await page.close();
    });
  }
});
