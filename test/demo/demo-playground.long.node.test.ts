// The playground in a real browser: its presets and its address.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoInBrowser } from './support/demo-in-browser.js';

const demo = demoInBrowser();

describe('the playground page', () => {
  test('passes axe in each of its presets, in both colour schemes of the page', async () => {
    const { page, said } = await demo.open('playground/?user=ana&crowd=0');
    await demo.joined(page);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      for (const preset of await page.$$eval('#presets button', (buttons) => buttons.map(({ value }) => value))) {
        await page.click(`#presets [value="${preset}"]`);
        assert.deepEqual(await demo.axe(page), [], `${preset}, ${scheme}`);
      }
    }
    assert.deepEqual(said, []);
    await page.close();
  });

  test('restores its state from its address', async () => {
    const { page } = await demo.open('playground/?user=ana');
    await page.click('#presets [value="Neon"]');
    const css = await page.$eval('#css', (code) => code.textContent);
    const again = await demo.open(page.url().slice(demo.url.length));
    assert.equal(await again.page.$eval('#css', (code) => code.textContent), css);
    assert.equal(await again.page.$eval('#presets [value="Neon"]', (button) => button.ariaPressed), 'true');
    await page.close();
    await again.page.close();
  });
});
