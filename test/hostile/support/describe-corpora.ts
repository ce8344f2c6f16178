// The same as rendered.long.node.test.ts with public collections of attacks, where they are installed: all of them in rows,
// and a sample of each where a text needs a rendering of its own. In parts, because there are thousands.
import { after, before, describe, test } from 'node:test';
import { foreignCorpora } from './corpora.js';
import { RenderingFixture } from './rendering-fixture.js';

const SAMPLE = 10;
const corpora = foreignCorpora();

/** Every `parts`th text of each collection, starting with number `part` (1 is the first). */
export function describeCorpora(part: number, parts: number): void {
  describe(
    `public collections of attacks in the rendered elements, part ${part} of ${parts}`,
    { concurrency: false, skip: corpora.length === 0 && 'none on this machine; HOSTILE_CORPORA names their folder' },
    () => {
      let fixture: RenderingFixture;
      before(async () => {
        fixture = await RenderingFixture.start();
      });
      after(() => fixture?.stop());

      for (const { name, texts: all } of corpora) {
        const texts = all.filter((_, index) => index % parts === part - 1);
        test(`are harmless: ${name} in every field of a row, and a sample in all other fields`, async (context) => {
          await fixture.showInRows(texts);
          const step = Math.max(1, Math.floor(texts.length / SAMPLE));
          const sample = texts.filter((_, index) => index % step === 0);
          await fixture.showOnce(sample);
          await fixture.setAttributes(sample);
          await fixture.useTokens(sample);
          await fixture.expectNothing(context, `${texts.length} texts of ${name}, ${sample.length} of them everywhere`);
        });
      }
    },
  );
}
