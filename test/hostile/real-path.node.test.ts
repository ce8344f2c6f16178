// Hostile texts of our own over the real path, in every field that the service carries: see real-lab.ts.
import { after, before, describe, test } from 'node:test';
import { OWN_CORPUS } from './corpora.js';
import { RealLab } from './real-lab.js';

const { texts } = OWN_CORPUS;

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
});
