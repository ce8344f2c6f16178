// The project's hostile texts through the service and the SDK, in every field that the service delivers: see
// end-to-end-fixture.ts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OWN_CORPUS } from './support/corpora.js';
import { EndToEndSteps } from './support/end-to-end-steps.js';
import { EndToEndFixture } from './support/end-to-end-fixture.js';

const { texts } = OWN_CORPUS;
/** A longer name in a token response is an error of the site, which is reported: there is no room. */
const LONGEST_NICK = 1000;

describe("the project's hostile texts, through the service and the SDK", { concurrency: false }, () => {
  let fixture: EndToEndFixture;
  before(async () => {
    fixture = await EndToEndFixture.start();
  });
  after(() => fixture?.stop());

  test('are harmless in every field of a message', async (context) => {
    await fixture.showInRows(texts);
    await fixture.expectNothing(context, `${texts.length} texts of our own`);
  });

  // From here on each text is inspected separately. The lists keep few rows, so that an inspection is quick.
  test('are harmless as name, announcement, setting, joined user, reason and notice of the room', async (context) => {
    await fixture.page.evaluate(() => window.endToEndPage.keep(20));
    await new EndToEndSteps(fixture).changeRoom(texts);
    await fixture.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('are harmless when the user sends them, or are refused with an error', async (context) => {
    const outcomes = await new EndToEndSteps(fixture).write(texts);
    assert.deepEqual(
      Object.keys(outcomes).filter((code) => !['sent', 'TypeError', 'send/too-long'].includes(code)),
      [],
    );
    assert.ok((outcomes['sent'] ?? 0) > texts.length / 2, JSON.stringify(outcomes));
    await fixture.expectNothing(context, `${texts.length} texts of our own: ${JSON.stringify(outcomes)}`);
  });

  test('are harmless as the text of a refusal (every second text)', async (context) => {
    const sample = texts.filter((_, index) => index % 2 === 0);
    await new EndToEndSteps(fixture).refuse(sample);
    await fixture.expectNothing(context, `${sample.length} texts of our own`);
  });

  test('are harmless as the name of the user and as the reason of a removal (a sample)', async (context) => {
    const sample = texts.filter((text, index) => index % 10 === 0 && text.length < LONGEST_NICK);
    await new EndToEndSteps(fixture).loginAs(sample);
    await fixture.expectNothing(context, `${sample.length} texts of our own`);
  });
});
