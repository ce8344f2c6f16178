// What the glyphs of hostile texts cover, by pixels: nothing outside the element, and of the rows above and below no
// more than a tall letter does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OWN_CORPUS } from './support/corpora.js';
import { RenderingFixture } from './support/rendering-fixture.js';
import { InkProbe } from './support/ink-probe.js';

const BATCH = 20;
/** A few lines of a text are enough, and all rows of a batch have to be in the picture. */
const LONGEST = 120;
/** Plain ASCII stays within its lines. */
const UNUSUAL = /[^\n -~]/;
/** Between the chat and the content beside it. */
const GAP = { left: 280, right: 288, top: 0, bottom: 6_400 };
const TALL_VIEWPORT = { width: 1280, height: 6_400 };

describe('the rendered pixels of hostile texts', { concurrency: false }, () => {
  let fixture: RenderingFixture;
  let probe: InkProbe;
  before(async () => {
    fixture = await RenderingFixture.start();
    probe = await InkProbe.open(fixture.page.browser());
    await fixture.page.bringToFront();
    await fixture.page.setViewport(TALL_VIEWPORT);
  });
  after(() => fixture?.stop());

  const picture = (): Promise<string> => fixture.page.screenshot({ encoding: 'base64' });

  test('cover no row above or below, and nothing outside the element', async (context) => {
    const texts = OWN_CORPUS.texts.filter((text) => UNUSUAL.test(text)).map((text) => text.slice(0, LONGEST));
    const worst: string[] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH);
      const rows = await fixture.page.evaluate((each) => window.renderingPage.showBetween(each), batch);
      await fixture.page.evaluate(() => window.renderingPage.showHostileRows(true));
      const shown = await picture();
      await fixture.page.evaluate(() => window.renderingPage.showHostileRows(false));
      const hidden = await picture();
      await fixture.page.evaluate(() => window.renderingPage.showHostileRows(true));
      assert.equal(rows.length, batch.length + 1);
      assert.ok(
        rows.every(({ top, bottom }) => top >= 0 && bottom < TALL_VIEWPORT.height),
        'all rows are in the picture',
      );
      const between = rows
        .slice(1)
        .map(({ top, left, right }, index) => ({ left, right, top: rows[index]?.bottom ?? 0, bottom: top }));
      const seen = await probe.compare(shown, hidden, between);
      assert.ok(
        seen.filter(({ pixels }) => pixels > 0).length > batch.length / 2,
        'the hostile rows themselves are seen to go',
      );
      const differences = await probe.compare(shown, hidden, [...rows, GAP]);
      differences.forEach(({ pixels, lines }, index) => {
        if (pixels > 0)
          worst.push(
            `${lines} lines, ${pixels} pixels of ${index < rows.length ? 'a row' : 'what is beside the chat'} between ${JSON.stringify(batch[index - 1])} and ${JSON.stringify(batch[index])}`,
          );
      });
    }
    context.diagnostic(`${texts.length} texts, ${worst.length} places touched`);
    assert.deepEqual(worst, []);
  });
});
