// The layout shift of the demo pages while they load and fill. Rows that move up in a list that is not yet full are not
// counted: they move because a message was added. The browser names no node of a shadow tree. A row that enters may lie
// partly below the list; on a busy machine it is seen there more often.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoInBrowser } from './support/demo-in-browser.js';

/** The sum of layout shifts from the first paint on. 0.1 is considered good on the web. */
const MOST_SHIFT = 0.02;

const demo = demoInBrowser();

describe('the layout of the demo pages', () => {
  for (const [where, width, height] of [
    ['?crowd=40', 390, 844],
    ['?crowd=10', 320, 640],
    ['?crowd=10', 1280, 800],
    ['playground/', 390, 844],
    ['events/', 390, 844],
    ['replay/', 390, 844],
    ['strict/', 390, 844],
    ['messenger/', 390, 844],
  ] as const) {
    test(`does not shift while /${where} loads at ${width} px and fills`, async () => {
      const page = await demo.browser.newPage();
      await page.setViewport({ width, height });
      await page.evaluateOnNewDocument(`
        globalThis.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) shifts.push({ value, boxes: sources.flatMap(({ node, previousRect, currentRect }) => [previousRect, currentRect].map((box) => ({ box: box.toJSON(), isOfPage: node !== null }))) });
        }).observe({ type: 'layout-shift', buffered: true });
      `);
      await page.goto(new URL(`${where}${where.includes('?') ? '&' : '?'}user=ana`, demo.url).href, {
        waitUntil: 'load',
      });
      await demo.joined(page);
      if (where.includes('crowd'))
        await page.waitForFunction("document.getElementById('chat').messages.length > 40", { timeout: 20_000 });
      else await page.waitForNetworkIdle({ idleTime: 1_000 }); // layout shifts would come with the elements and the texts
      const counted = (await page.evaluate(`(() => {
        const log = document.querySelector('live-chat')?.getBoundingClientRect();
        const inLog = ({ box: { top, bottom, left, right, width }, isOfPage }) => {
          if (width === 0) return true;
          if (!log || left < log.left || right > log.right) return false;
          return isOfPage ? top >= log.top && bottom <= log.bottom : bottom > log.top && top < log.bottom;
        };
        return shifts.filter(({ boxes }) => !boxes.every(inLog));
      })()`)) as readonly { readonly value: number }[];
      const shift = counted.reduce((sum, { value }) => sum + value, 0);
      assert.ok(shift <= MOST_SHIFT, `shifted by ${shift}: ${JSON.stringify(counted)}`);
      await page.close();
    });
  }
});
