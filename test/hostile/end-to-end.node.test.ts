// Hostile texts of our own over the real path, in every field that the service carries: see end-to-end-fixture.ts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OWN_CORPUS } from './support/corpora.js';
import { RealChanges } from './support/end-to-end-steps.js';
import { RealLab } from './support/end-to-end-fixture.js';

const { texts } = OWN_CORPUS;
/** A longer name in a token answer is a fault of the site's, and said so: no room. */
const LONGEST_NICK = 1000;

describe('hostile texts of our own, through the service and the SDK', { concurrency: false }, () => {
  let lab: RealLab;
  before(async () => {
    lab = await RealLab.start();
  });
  after(() => lab?.stop());

  test('each in every field of a message', async (context) => {
    await lab.sayInRows(texts);
    await lab.expectNothing(context, `${texts.length} texts of our own`);
  });

  // From here on one text is looked at by itself; the logs keep few rows, so that the looking is quick.
  test('each as name, announcement, setting, newcomer, reason and notice of the room', async (context) => {
    await lab.page.evaluate(() => window.realPage.keep(20));
    await new RealChanges(lab).changeRoom(texts);
    await lab.expectNothing(context, `${texts.length} texts of our own`);
  });

  test('each written by this person, or refused in words', async (context) => {
    const outcomes = await new RealChanges(lab).write(texts);
    assert.deepEqual(
      Object.keys(outcomes).filter((code) => !['sent', 'TypeError', 'send/too-long'].includes(code)),
      [],
    );
    assert.ok((outcomes['sent'] ?? 0) > texts.length / 2, JSON.stringify(outcomes));
    await lab.expectNothing(context, `${texts.length} texts of our own: ${JSON.stringify(outcomes)}`);
  });

  test('every second as the words of a refusal', async (context) => {
    const sample = texts.filter((_, index) => index % 2 === 0);
    await new RealChanges(lab).refuse(sample);
    await lab.expectNothing(context, `${sample.length} texts of our own`);
  });

  test('a sample as the name of this person and as the reason to be thrown out', async (context) => {
    const sample = texts.filter((text, index) => index % 10 === 0 && text.length < LONGEST_NICK);
    await new RealChanges(lab).comeAs(sample);
    await lab.expectNothing(context, `${sample.length} texts of our own`);
  });
});
