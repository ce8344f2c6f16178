import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';

describe('live-chat-elements/server', () => {
  it('imports no module of Node, and no package but @noble/curves', async () => {
    const { metafile } = await build({
      entryPoints: ['src/server/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      logLevel: 'silent',
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.filter((each) => each.external));
    assert.deepEqual(imports, []);
    const foreign = Object.keys(metafile.inputs).filter(
      (file) => !/^(src\/(server|protocol|text|util)|node_modules\/@noble)\//.test(file),
    );
    assert.deepEqual(foreign, []);
  });
});
