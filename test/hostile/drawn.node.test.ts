// Hostile texts through every field of every element and appearance, as drawn by the built package in a real browser under a strict
// CSP with Trusted Types: no script runs, no request leaves but for https pictures, nothing outside moves, all stays readable.
import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { foreignCorpora, OWN_CORPUS } from './corpora.js';
import { startHostileSite, type HostileSite } from './hostile-site.js';

const BATCH = 30;
/** Of texts that are not ours, so many of a collection also go through the fields of which a room has one, evenly spread. */
const SAMPLE = 60;

describe('hostile texts, drawn', { concurrency: false }, () => {
  let site: HostileSite;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const said: string[] = [];

  before(async () => {
    site = await startHostileSite();
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(site.origin);
      const isPicture = request.resourceType() === 'image' && request.url().startsWith('https://') && !request.headers()['referer'];
      if (!isOwn && !isPicture && !request.url().startsWith('data:')) requests.push(`${request.resourceType()} ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      said.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      // The browser's word on pictures that cannot be had, and ours to an author who wrote a wrong value; nothing else.
      if (!/Failed to load resource|^live-chat-elements: </.test(message.text())) said.push(`console ${message.type()}: ${message.text().slice(0, 300)}`);
    });
    page.on('framenavigated', (frame) => said.push(`navigated to ${frame.url()}`));
    await page.goto(site.origin);
    await page.waitForFunction(() => 'hostilePage' in window);
    await page.evaluate(() => window.hostilePage.open());
    said.length = 0;
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  async function expectNothing(context: TestContext, what: string): Promise<void> {
    const { found, inputs, rows } = await page.evaluate(() => window.hostilePage.report());
    context.diagnostic(`${what}; so far ${inputs} inputs, ${rows} rows inspected`);
    const kinds = new Map(found.map((each) => [each.replace(/ after ".*| \d+/gs, ''), each]));
    assert.deepEqual([...[...kinds.values()].slice(0, 20), ...said.splice(0).slice(0, 20), ...requests.splice(0).slice(0, 20)], []);
  }
  async function inRows(texts: readonly string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += BATCH) await page.evaluate((batch) => window.hostilePage.sayInRows(batch), texts.slice(from, from + BATCH));
  }

  test('every text of our own in every field of a row', async (context) => {
    await inRows(OWN_CORPUS.texts);
    await expectNothing(context, `${OWN_CORPUS.name}: ${OWN_CORPUS.texts.length} texts`);
  });

  test('the inspection sees what must not be', async () => {
    await inRows(['quiet']);
    for (const [what, words] of [['tag', /<object>/], ['link', /links to javascript/], ['width', /too wide/], ['text', /is empty|does not show/], ['outside', /the page around moved/]] as const) {
      const found = await page.evaluate((each) => window.hostilePage.sabotage(each), what);
      assert.ok(found.some((line) => words.test(line)), `${what}: ${found.join('\n')}`);
    }
  });

  test('every text of our own where a room has one of a kind: name, announcement, newcomers, settings, refusals', async (context) => {
    for (const text of OWN_CORPUS.texts) await page.evaluate((each) => window.hostilePage.sayOnce(each), text);
    await expectNothing(context, `${OWN_CORPUS.texts.length} texts`);
  });

  test('every text of our own in every attribute', async (context) => {
    for (const text of OWN_CORPUS.texts) await page.evaluate((each) => window.hostilePage.setAttributes(each), text);
    await expectNothing(context, `${OWN_CORPUS.texts.length} texts`);
  });

  test('every text of our own in every field of a token answer', async (context) => {
    for (const text of OWN_CORPUS.texts) await page.evaluate((each) => window.hostilePage.beGivenTokens(each), text);
    await expectNothing(context, `${OWN_CORPUS.texts.length} texts`);
  });

  const corpora = foreignCorpora();
  if (corpora.length === 0) test('public collections of attacks', { skip: 'not on this machine; HOSTILE_CORPORA names the folder' }, () => undefined);
  for (const { name, texts } of corpora) {
    test(`every text of ${name} in every field of a row, and a sample everywhere else`, async (context) => {
      await inRows(texts);
      const step = Math.max(1, Math.floor(texts.length / SAMPLE));
      const sample = texts.filter((_, index) => index % step === 0);
      for (const text of sample) {
        await page.evaluate(async (each) => {
          await window.hostilePage.sayOnce(each);
          await window.hostilePage.setAttributes(each);
          await window.hostilePage.beGivenTokens(each);
        }, text);
      }
      await expectNothing(context, `${name}: ${texts.length} texts, ${sample.length} of them everywhere`);
    });
  }
});
