// Hostile texts through every field of every element and appearance, as drawn by the built package in a real browser
// under a strict
// CSP with Trusted Types: no script runs, no request leaves but for https pictures, nothing outside moves, all stays
// readable.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OWN_CORPUS } from './support/corpora.js';
import { HostileLab } from './support/rendering-fixture.js';

const { texts } = OWN_CORPUS;

describe('hostile texts of our own, drawn', { concurrency: false }, () => {
  let lab: HostileLab;
  before(async () => {
    lab = await HostileLab.start();
  });
  after(() => lab?.stop());

  test('each in every field of a row', async (context) => {
    await lab.sayInRows(texts);
    await lab.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('the inspection sees what must not be', async () => {
    await lab.sayInRows(['quiet']);
    for (const [what, words] of [
      ['tag', /<object>/],
      ['link', /links to javascript/],
      ['width', /too wide/],
      ['text', /is empty|does not show/],
      ['outside', /the page around moved/],
    ] as const) {
      const found = await lab.page.evaluate((each) => window.hostilePage.sabotage(each), what);
      assert.ok(
        found.some((line) => words.test(line)),
        `${what}: ${found.join('\n')}`,
      );
    }
  });

  test('each where a room has one of a kind: name, announcement, newcomers, settings, refusals', async (context) => {
    await lab.sayOnce(texts);
    await lab.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('each in every attribute', async (context) => {
    await lab.setAttributes(texts);
    await lab.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('each in every field of a token answer', async (context) => {
    await lab.beGivenTokens(texts);
    await lab.expectNothing(context, `${texts.length} texts of our own`);
  });
});
