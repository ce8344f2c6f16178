// What a page downloads at once and what later, by following the imports of built files. Knows nothing of budgets or
// names.
import { basename, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';

/** The application that is bundled; it is given as text. */
const APP = resolve('measured-app.js');

/** The sum of files, each compressed by itself, as a server sends them. */
export function weigh(contents) {
  const sum = (of) => contents.reduce((total, content) => total + of(content), 0);
  return {
    min: sum((content) => content.length),
    gzip: sum((content) => gzipSync(content, { level: 9 }).length),
    brotli: sum((content) => brotliCompressSync(content).length),
  };
}

/* A graph of files: name → `{ content, needs }`, where `needs` are the files that are imported at once. */

/**
 * What an application's bundler makes of a module, with its dependencies in and Tencent's SDK out. By rollup, as Vite
 * does it: esbuild keeps at the start what only a later part needs.
 */
export async function bundle(source) {
  const app = {
    name: 'app',
    resolveId: (id) => (id === APP ? APP : /tim-sdk\.js$/.test(id) ? { id, external: true } : null),
    load: (id) => (id === APP ? source : null),
  };
  const made = await rollup({
    input: APP,
    plugins: [app, nodeResolve({ browser: true, exportConditions: ['production'] })],
    onwarn: () => undefined,
  });
  const { output } = await made.generate({ format: 'es' });
  await made.close();
  const chunks = output.filter(({ type }) => type === 'chunk');
  const small = await Promise.all(
    chunks.map(({ code }) =>
      transform(code, { minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none' }),
    ),
  );
  const files = new Map(
    chunks.map(({ fileName, imports }, index) => [
      fileName,
      { content: Buffer.from(small[index].code), needs: imports.filter((name) => !/tim-sdk/.test(name)) },
    ]),
  );
  return { files, entry: chunks.find(({ isEntry }) => isEntry).fileName };
}

/** The files that are served as they were built. `read` gives a file's bytes. */
export async function served(entry, read) {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return new Map(
    Object.entries(metafile.inputs).map(([name, { imports }]) => [
      name,
      {
        content: read(name),
        needs: imports.filter(({ kind }) => kind === 'import-statement').map((each) => each.path),
      },
    ]),
  );
}

/** All that comes with these files, without what is there already. */
export function closure(files, names, there = new Set()) {
  const found = new Set();
  const add = (name) => {
    if (found.has(name) || there.has(name)) return;
    found.add(name);
    files.get(name)?.needs.forEach(add);
  };
  names.forEach(add);
  return found;
}

/**
 * The files whose chunk has one of these names; throws where one is missing, so that a renamed chunk is not counted as
 * nothing.
 */
export function named(files, chunks) {
  return chunks.map((chunk) => {
    const found = [...files.keys()].find(
      (name) => basename(name) === `${chunk}.js` || basename(name).startsWith(`${chunk}-`),
    );
    if (!found) throw new Error(`No chunk is named "${chunk}": has its module another name now?`);
    return found;
  });
}
