// The same as end-to-end.long.node.test.ts with all texts of public collections of attacks, where they are installed.
import { after, before, describe, test } from 'node:test';
import { foreignCorpora } from './support/corpora.js';
import { EndToEndFixture } from './support/end-to-end-fixture.js';

/** Texts of one test, so that it stays short on a loaded machine too. */
const AT_ONCE = 2_500;
const corpora = foreignCorpora();

describe(
  'public collections of attacks, through the service and the SDK',
  { concurrency: false, skip: corpora.length === 0 && 'none on this machine; HOSTILE_CORPORA names their folder' },
  () => {
    let fixture: EndToEndFixture;
    before(async () => {
      fixture = await EndToEndFixture.start();
    });
    after(() => fixture?.stop());

    for (const { name, texts } of corpora) {
      for (let from = 0; from < texts.length; from += AT_ONCE) {
        const some = texts.slice(from, from + AT_ONCE);
        test(`are harmless: ${name} in every field of a message, ${from + 1} to ${from + some.length}`, async (context) => {
          await fixture.showInRows(some);
          await fixture.expectNothing(context, `${some.length} texts of ${name}`);
        });
      }
    }
  },
);
