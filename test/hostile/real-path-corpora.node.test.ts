// The same as real-path.node.test.ts with public collections of attacks, where they are present: all of them.
import { after, before, describe, test } from 'node:test';
import { foreignCorpora } from './corpora.js';
import { RealLab } from './real-lab.js';

const corpora = foreignCorpora();

describe('public collections of attacks, through the service and the SDK', { concurrency: false, skip: corpora.length === 0 && 'none on this machine; HOSTILE_CORPORA names their folder' }, () => {
  let lab: RealLab;
  before(async () => {
    lab = await RealLab.start();
  });
  after(() => lab?.stop());

  for (const { name, texts } of corpora) {
    test(`each of ${name} in every field of a message`, async (context) => {
      await lab.sayInRows(texts);
      await lab.expectNothing(context, `${texts.length} texts of ${name}`);
    });
  }
});
