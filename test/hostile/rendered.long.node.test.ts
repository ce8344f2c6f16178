// Hostile texts in every field of every element and appearance, as the built package renders them in a real browser
// under a strict CSP with Trusted Types: no script runs, only https pictures are requested, nothing outside moves, and
// everything stays readable.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OWN_CORPUS } from './support/corpora.js';
import { RenderingFixture } from './support/rendering-fixture.js';

const { texts } = OWN_CORPUS;

describe("the project's hostile texts in the rendered elements", { concurrency: false }, () => {
  let fixture: RenderingFixture;
  before(async () => {
    fixture = await RenderingFixture.start();
  });
  after(() => fixture?.stop());

  test('are harmless in every field of a row', async (context) => {
    await fixture.showInRows(texts);
    await fixture.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('are reported by the inspection when they do harm', async () => {
    await fixture.showInRows(['quiet']);
    for (const [what, words] of [
      ['tag', /<object>/],
      ['link', /links to javascript/],
      ['width', /too wide/],
      ['text', /is empty|does not show/],
      ['outside', /the page around moved/],
    ] as const) {
      const found = await fixture.page.evaluate((each) => window.renderingPage.sabotage(each), what);
      assert.ok(
        found.some((line) => words.test(line)),
        `${what}: ${found.join('\n')}`,
      );
    }
  });

  test('are harmless as name, announcement, joined users, settings and refusals', async (context) => {
    await fixture.showOnce(texts);
    await fixture.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('are harmless in every attribute', async (context) => {
    await fixture.setAttributes(texts);
    await fixture.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('are harmless in every field of a token response', async (context) => {
    await fixture.useTokens(texts);
    await fixture.expectNothing(context, `${texts.length} texts of our own`);
  });
});
