import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';

describe('live-chat-elements/server', () => {
  it('needs no module of Node but node:crypto, and that only when a PEM key is used', async () => {
    const { metafile } = await build({
      entryPoints: ['src/server/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      external: ['node:*'],
      logLevel: 'silent',
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.filter((each) => each.external));
    assert.deepEqual(imports.map(({ path, kind }) => [path, kind]), [['node:crypto', 'dynamic-import']]); // prettier-ignore
    const foreign = Object.keys(metafile.inputs).filter((file) => !/^src\/(server|protocol|text|util)\//.test(file));
    assert.deepEqual(foreign, []);
  });
});
