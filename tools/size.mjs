// `npm run size` (after `npm run build:js`): what each public entry weighs, with its dependencies in and Tencent's SDK out,
// minified, gzipped and brotlied; fails when a budget is exceeded.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes of gzip. Entries for Node have none: nobody downloads them. */
const BUDGETS = {
  'live-chat-elements/define': 30_000,
  'live-chat-elements/room': 16_000,
  'cdn: all but the SDK': 31_000,
  'cdn/live-chat-elements.classic.js': 500,
  'cdn/tim-sdk.js': 135_000,
};

const keepSdkOut = {
  name: 'keep-sdk-out',
  setup: ({ onResolve }) => onResolve({ filter: /tim-sdk\.js$/ }, ({ path }) => ({ path, external: true })),
};

/** One file with everything in it, lazily loaded parts too. */
async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', platform: 'browser', conditions: ['production'],
    write: false, legalComments: 'none', logLevel: 'error', plugins: [keepSdkOut],
  });
  return Buffer.from(outputFiles[0].contents);
}
const files = (...names) => Buffer.concat(names.map((name) => readFileSync(name)));
const scripts = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => `${folder}/${name}`) : []);

if (!existsSync('dist/cdn/live-chat-elements.js')) {
  console.error('Nothing is built yet: run `npm run build:js` first.');
  process.exit(1);
}
const measured = {
  'live-chat-elements': await bundled('dist/index.js'),
  'live-chat-elements/define': await bundled('dist/define.js'),
  'live-chat-elements/room': await bundled('dist/room.js'),
  'live-chat-elements/server': files('dist/server.js'),
  'live-chat-elements/emulator': files('dist/emulator.js'),
  'cdn: first download': files('dist/cdn/live-chat-elements.js'),
  'cdn: all but the SDK': files('dist/cdn/live-chat-elements.js', ...scripts('dist/cdn/chunks')),
  'cdn/live-chat-elements.classic.js': files('dist/cdn/live-chat-elements.classic.js'),
  'cdn/tim-sdk.js': files('dist/cdn/tim-sdk.js'),
};

let isOver = false;
console.log(`${'bytes'.padEnd(38)}${'min'.padStart(9)}${'gzip'.padStart(9)}${'brotli'.padStart(9)}${'budget'.padStart(9)}`);
for (const [name, content] of Object.entries(measured)) {
  const gzip = gzipSync(content, { level: 9 }).length;
  const budget = BUDGETS[name];
  const over = budget !== undefined && gzip > budget;
  isOver ||= over;
  console.log(`${name.padEnd(38)}${String(content.length).padStart(9)}${String(gzip).padStart(9)}${String(brotliCompressSync(content).length).padStart(9)}${String(budget ?? '').padStart(9)}${over ? '  over budget' : ''}`);
}
process.exit(isOver ? 1 : 0);
