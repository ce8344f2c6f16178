// The export condition `development`: its warnings are in development builds and in no other, and its entries bring the
// same classes as the others.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { DIST } from './support/site.js';

const ROOT = path.join(DIST, '..');
const ENTRIES = ['', '/define', '/live-chat', '/danmaku-layer', '/like-button', '/react'];
/** Parts of the warnings of each module of src/development. */
const TEXTS = ['Is ${', 'changeOrigin: false', 'to connect-src', 'isCustomElement', 'has no room: add'];

interface Bundled {
  readonly code: string;
  /** The files whose code is in it. The order in which Rollup finds them, and the names it gives, differ at each run. */
  readonly modules: readonly string[];
}

/** An application that has these lines, by Rollup as Vite uses it. */
async function bundledByRollup(code: string, exportConditions: string[]): Promise<Bundled> {
  const entry = path.join(ROOT, 'app-of-a-test.js');
  const app = {
    name: 'app',
    resolveId: (id: string) => (id === entry ? id : null),
    load: (id: string) => (id === entry ? code : null),
  };
  const bundle = await rollup({
    input: entry,
    external: ['react', /tim-sdk(-3)?\.js$/], // the SDK has no part in this, and takes seconds
    plugins: [app, nodeResolve({ browser: true, exportConditions })],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const modules = chunks.flatMap((chunk) =>
    Object.entries(chunk.modules).flatMap(([id, { code }]) => (code ? id : [])),
  );
  return { code: chunks.map((chunk) => chunk.code).join('\n'), modules: modules.sort() };
}

/** The same by esbuild; `conditions` as in `--conditions=development`. */
async function bundledByEsbuild(code: string, conditions: string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT },
    bundle: true,
    format: 'esm',
    write: false,
    external: ['react', '*/tim-sdk.js', '*/tim-sdk-3.js'],
    conditions,
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

const appWith = (entry: string) => `export * from 'live-chat-elements${entry}';`;
/** The same without package.json, and so without its conditions. */
const appWithFile = (entry: string) => `export * from './dist/${entry.slice(1) || 'index'}.js';`;

describe('a build for production', () => {
  for (const entry of ENTRIES) {
    test(`with live-chat-elements${entry} has no byte of the warnings`, async () => {
      const code = await bundledByEsbuild(appWith(entry), []);
      assert.ok(code.length > 10_000);
      assert.equal(code.length, (await bundledByEsbuild(appWithFile(entry), [])).length);
      for (const text of TEXTS) assert.ok(!code.includes(text), `It contains "${text}".`);
    });
  }

  test('by Rollup, as Vite uses it, has no module of the warnings', async () => {
    const [plain, ...others] = await Promise.all([
      bundledByRollup(appWithFile('/define'), ['production']),
      bundledByRollup(appWith('/define'), ['production']),
      bundledByRollup(appWith('/define'), []),
    ]);
    assert.ok(plain.modules.length > 20);
    for (const { code, modules } of others) {
      assert.deepEqual(modules, plain.modules);
      for (const text of TEXTS) assert.ok(!code.includes(text), `It contains "${text}".`);
    }
  });

  test('with script tags has none of the warnings', () => {
    const folder = path.join(DIST, 'cdn');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    assert.ok(files.length > 10);
    for (const file of files) {
      const code = readFileSync(path.join(folder, file), 'utf8');
      for (const text of TEXTS) assert.ok(!code.includes(text), `${file} contains "${text}".`);
    }
  });
});

describe('a build for development', () => {
  for (const entry of ENTRIES) {
    test(`with live-chat-elements${entry} has the warnings, and each class once`, async () => {
      const app = `${appWith(entry)}\nexport { Room } from 'live-chat-elements/room';`;
      // By Rollup an application that imports for the side effects alone.
      const effects = app.replace(/export \* from/, 'import');
      for (const code of [
        await bundledByEsbuild(app, ['development']),
        ...(entry === '/define' ? [(await bundledByRollup(effects, ['development'])).code] : []),
      ]) {
        for (const text of TEXTS) assert.ok(code.includes(text), `"${text}" is missing.`);
        for (const name of ['LiveChat', 'DanmakuLayer', 'LikeButton', 'Room', 'ChatError', 'RoomController'])
          assert.ok(
            Array.from(code.matchAll(new RegExp(`class (_?${name}\\d*|${name}\\$\\d+)[ {]`, 'g'))).length <= 1,
            `The class ${name} exists twice.`,
          );
      }
    });
  }

  test('exports what the others export, and prints nothing in Node', async () => {
    const program = `
      for (const entry of ${JSON.stringify(ENTRIES)}) {
        const development = await import('live-chat-elements' + entry);
        const plain = await import('./dist/' + (entry.slice(1) || 'index') + '.js');
        for (const name of Object.keys(plain)) if (development[name] !== plain[name]) throw new Error(entry + ': ' + name);
        if (Object.keys(development).join() !== Object.keys(plain).join()) throw new Error(entry);
        if (!import.meta.resolve('live-chat-elements' + entry).includes('/development/')) throw new Error('condition');
      }`;
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--conditions=development', '--input-type=module', '--eval', program],
      { cwd: ROOT, timeout: 20_000 },
    );
    assert.equal(stdout + stderr.replace(/^.*Lit is in dev mode.*\n?/gm, ''), '');
  });
});
