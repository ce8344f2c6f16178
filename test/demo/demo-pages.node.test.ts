// Every page of the built demo in a real browser: empty console, axe, no horizontal scrolling from 320 to 2560 px.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoInBrowser } from './support/demo-in-browser.js';

const PAGES = [
  '',
  'playground/',
  'events/',
  'replay/',
  'overlay/?preview',
  'overlay/',
  'script-tag/',
  'strict/',
  'messenger/',
];
const WIDTHS = [320, 390, 768, 1280, 2560];

const demo = demoInBrowser();

for (const where of PAGES) {
  describe(`the demo page /${where}`, () => {
    for (const scheme of ['light', 'dark']) {
      test(`passes axe with an empty console in the ${scheme} scheme`, async () => {
        const { page, said } = await demo.open(
          `${where}${where.includes('?') ? '&' : '?'}user=page-${scheme}&crowd=0`,
          { scheme },
        );
        await demo.joined(page);
        assert.deepEqual(await demo.axe(page), []);
        await page.setViewport({ width: 390, height: 844 });
        assert.deepEqual(await demo.axe(page), []);
        assert.deepEqual(said, []);
        await page.close();
      });
    }

    test('never scrolls horizontally', async () => {
      const { page } = await demo.open(where);
      await demo.joined(page);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 900 });
        const { wide, window } = (await page.evaluate(
          '({ wide: document.documentElement.scrollWidth, window: innerWidth })',
        )) as { wide: number; window: number };
        assert.ok(wide <= window, `${wide} px wide in a window of ${width}`);
      }
      await page.close();
    });
  });
}
