// The same as drawn.node.test.ts with public collections of attacks, where they are present: all of them in rows, and of each a
// sample where a text costs a drawing of its own.
import { after, before, describe, test } from 'node:test';
import { foreignCorpora } from './corpora.js';
import { HostileLab } from './hostile-lab.js';

const SAMPLE = 20;
const corpora = foreignCorpora();

describe('public collections of attacks, drawn', { concurrency: false, skip: corpora.length === 0 && 'none on this machine; HOSTILE_CORPORA names their folder' }, () => {
  let lab: HostileLab;
  before(async () => {
    lab = await HostileLab.start();
  });
  after(() => lab?.stop());

  for (const { name, texts } of corpora) {
    test(`each of ${name} in every field of a row, and a sample everywhere else`, async (context) => {
      await lab.sayInRows(texts);
      const step = Math.max(1, Math.floor(texts.length / SAMPLE));
      const sample = texts.filter((_, index) => index % step === 0);
      await lab.sayOnce(sample);
      await lab.setAttributes(sample);
      await lab.beGivenTokens(sample);
      await lab.expectNothing(context, `${texts.length} texts of ${name}, ${sample.length} of them everywhere`);
    });
  }
});
