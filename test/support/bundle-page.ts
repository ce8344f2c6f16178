// The script of a page for tests, bundled from the sources as the package is built: each of Tencent's SDKs is a file of
// its own, which is loaded on demand and takes its globals from a sandbox.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { sdkScope } from '../../tools/sdk-scope.mjs';

const SDK = /[\\/](?:tim-js-sdk|@tencentcloud[\\/]chat)[\\/].*\.js$/;

const scopedSdks: Plugin = {
  name: 'scoped-sdks',
  setup: ({ onLoad }) =>
    void onLoad({ filter: SDK }, async ({ path: file }) => ({
      contents: sdkScope().transform(await readFile(file, 'utf8'), file)?.code ?? '',
    })),
};

/**
 * The files of a page by their addresses, each with its type and content. The script of `entry` is `/page.js`.
 */
export async function bundlePage(entry: URL): Promise<Map<string, readonly [type: string, content: string]>> {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(entry) },
    plugins: [scopedSdks],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
    external: ['dompurify'], // no test with such a page draws the markup of a site
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path: file, text }) => [`/${path.basename(file)}`, ['text/javascript', text]]));
}
