// What a page downloads at first and what later, by the imports of built files. Knows neither budgets nor names.
import { basename, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';

/** The application that is bundled, given as text. */
const APP = resolve('measured-app.js');

/** The total size of files, each compressed separately, as a server sends them. */
export function weigh(contents) {
  const sum = (of) => contents.reduce((total, content) => total + of(content), 0);
  return {
    min: sum((content) => content.length),
    gzip: sum((content) => gzipSync(content, { level: 9 }).length),
    brotli: sum((content) => brotliCompressSync(content).length),
  };
}

/** A graph of files: name → `{ content, needs }`, where `needs` are the files that it imports statically. */

/**
 * The output of an application's bundler for a module, with its dependencies and without Tencent's SDK. Uses Rollup, as
 * Vite does: esbuild would put code of lazy parts into the first file.
 */
export async function bundle(source) {
  const app = {
    name: 'app',
    resolveId: (id) => (id === APP ? APP : /tim-sdk(-3)?\.js$/.test(id) ? { id, external: true } : null),
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

/** The built files as they are served. `read` returns the content of a file. */
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

/** All files that are loaded with these, except those in `there`. */
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

/** The files whose chunks have these names. Throws when one is missing, so that a renamed chunk is not counted as 0. */
export function named(files, chunks) {
  return chunks.map((chunk) => {
    const names = [...files.keys()];
    const found =
      names.find((name) => basename(name) === `${chunk}.js`) ??
      names.find((name) => basename(name).startsWith(`${chunk}-`));
    if (!found) throw new Error(`No chunk is named "${chunk}": was its module renamed?`);
    return found;
  });
}
