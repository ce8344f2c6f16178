// Bundles the page of the benchmark: our sources as published (production Lit, SDK without logs), the baselines, and
// the peers in separate chunks.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { sdkScope } from '../../tools/sdk-scope.mjs';

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Log bench</title>
<style>body{margin:0;font:14px/20px system-ui,sans-serif}.box{width:360px;height:640px}.box>*{display:block;width:100%;height:100%}.hand{overflow:auto;contain:strict}live-chat{--chat-height:640px}</style>
<link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script></body></html>`;

const scoped = {
  name: 'sdk-scope',
  setup(bundler) {
    bundler.onLoad({ filter: /tim-js-sdk[\\/]tim-js\.es\.js$/ }, async ({ path: file }) => ({
      contents: sdkScope().transform(await readFile(file, 'utf8'), file)?.code,
      loader: 'js',
    }));
  },
};

/** @returns {Promise<Map<string, {type: string, body: string | Uint8Array}>>} files by their path on the server */
export async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(new URL('./page.ts', import.meta.url)) },
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'error',
    conditions: ['browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    plugins: [scoped],
  });
  const files = new Map(
    outputFiles.map(({ path: file, contents }) => [
      `/${path.basename(file)}`,
      { type: file.endsWith('.css') ? 'text/css' : 'text/javascript', body: contents },
    ]),
  );
  files.set('/index.html', { type: 'text/html; charset=utf-8', body: HTML });
  if (!files.has('/page.css')) files.set('/page.css', { type: 'text/css', body: '' });
  return files;
}
