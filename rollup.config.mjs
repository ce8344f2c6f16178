// Three kinds of build: `dist/*.js` for bundlers (dependencies stay imports), `dist/cdn` for script tags (dependencies are
// included), and `dist/server.js` and `dist/emulator*.js` for Node. In the first two each of Tencent's SDKs is a separate
// chunk; one of them is loaded when a room is joined. `dist/development` adds warnings to the first.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { cssMinify } from './tools/css-minify.mjs';
import { developmentEntries } from './tools/development-entries.mjs';
import { entryRegistry } from './tools/entry-registry.mjs';
import { htmlMinify } from './tools/html-minify.mjs';
import { integrity } from './tools/integrity.mjs';
import { lazyCopies } from './tools/lazy-copies.mjs';
import { lazyFiles } from './tools/lazy-files.mjs';
import { litPolicy } from './tools/lit-policy.mjs';
import { sdkScope } from './tools/sdk-scope.mjs';
import { banner, thirdParty } from './tools/third-party.mjs';

const ELEMENTS = ['live-chat', 'danmaku-layer', 'like-button'].map((name) => `src/elements/${name}/${name}.ts`);
const SDK_IMPORT = /^(tim-js-sdk|@tencentcloud\/chat)\//;
const SDK = /[\\/](tim-js-sdk|@tencentcloud[\\/]chat)[\\/]/;
// The wrappers for React are a kilobyte, and their package would install types of React for everybody: they are included.
const DEPENDENCY =
  /^(lit|@lit\/(?!react)[^/]+|@noble\/[^/]+|lit-html|lit-element|dompurify|nanoid|react|ws)(\/|$)|^node:/;
const MINIFY = { ecma: 2022, module: true, compress: { passes: 3 }, format: { comments: /^!/ } };

const typescript = () =>
  esbuild({ target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) });
const sdkOnly = () => nodeResolve({ browser: true, resolveOnly: ['tim-js-sdk', '@tencentcloud/chat', '@lit/react'] });
const isSdk = (chunk) => chunk.moduleIds.some((id) => SDK.test(id));
const SDK_CHUNKS = ['tim-sdk.js', 'tim-sdk-3.js'];
const chunkFileNames = (chunk) => {
  const name = chunk.name.replace('.lazy', '');
  return isSdk(chunk) ? `${name}.js` : `chunks/${name}-[hash].js`;
};
/** The lazy files with copies in the build for script tags, and the modules that are copied. */
const COPIED = ['moderation', 'tim-client', 'attached-client', 'comment-hover', 'stored-preferences'];
const CDN = fileURLToPath(new URL('src/cdn.ts', import.meta.url));

/** The SDKs are already minified: minifying them again takes 6 s and saves 1 %, and there are no sources for a map. */
function minifyOurs() {
  const { renderChunk } = terser(MINIFY);
  return {
    name: 'minify-ours',
    renderChunk(code, chunk, options, meta) {
      return isSdk(chunk) ? null : renderChunk.call(this, code, chunk, options, meta);
    },
  };
}
/** esbuild's shorter names make some of Terser's chunks up to 3 % smaller, and others larger: the smaller one is kept. */
function minifyAgain() {
  return {
    name: 'minify-again',
    async renderChunk(code, chunk) {
      if (isSdk(chunk)) return null;
      const options = { minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'inline' };
      const again = await transform(code, { ...options, sourcemap: true });
      return gzipSync(again.code).length < gzipSync(code).length ? again : null;
    },
  };
}
function withoutSdkMap() {
  return {
    name: 'without-sdk-map',
    generateBundle(_options, bundle) {
      for (const name of SDK_CHUNKS) {
        delete bundle[`${name}.map`];
        const chunk = bundle[name];
        if (chunk) chunk.code = chunk.code.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n');
      }
    },
  };
}

export default [
  {
    // Each element is an entry of its own: bundlers leave out whole files without side effects, but often keep a class
    // with static fields that nobody uses.
    input: {
      index: 'src/index.ts',
      define: 'src/define.ts',
      room: 'src/room/index.ts',
      react: 'src/react.ts',
      'live-chat': 'src/elements/live-chat/live-chat.ts',
      'danmaku-layer': 'src/elements/danmaku-layer/danmaku-layer.ts',
      'like-button': 'src/elements/like-button/like-button.ts',
    },
    external: DEPENDENCY,
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      banner: (chunk) => (chunk.name === 'react' ? `'use client';\n${banner(chunk)}` : banner(chunk)),
      entryFileNames: '[name].js',
      chunkFileNames,
      hoistTransitiveImports: false,
    },
    plugins: [
      lazyCopies(ELEMENTS, [SDK_IMPORT, DEPENDENCY], [typescript()]),
      sdkOnly(),
      sdkScope(),
      cssMinify(),
      htmlMinify(),
      typescript(),
      withoutSdkMap(),
      thirdParty(),
    ],
  },
  {
    input: { 'setup-warnings': 'src/development/setup-warnings.ts' },
    output: { dir: 'dist/development', format: 'es', sourcemap: true, entryFileNames: '[name].js' },
    plugins: [typescript(), developmentEntries()],
  },
  {
    input: { 'live-chat-elements': 'src/cdn.ts' },
    preserveEntrySignatures: 'allow-extension', // entry-registry.mjs removes what only chunks need
    output: {
      dir: 'dist/cdn',
      format: 'es',
      sourcemap: true,
      banner,
      entryFileNames: '[name].js',
      chunkFileNames,
      manualChunks: lazyFiles(CDN, 'live-chat-elements'),
    },
    plugins: [
      nodeResolve({ browser: true, exportConditions: ['browser', 'production'] }),
      litPolicy(),
      lazyCopies(ELEMENTS, [SDK_IMPORT, DEPENDENCY], [typescript()], COPIED),
      sdkScope(),
      cssMinify(),
      htmlMinify(),
      typescript(),
      entryRegistry(CDN, 'live-chat-elements.js'),
      minifyOurs(),
      minifyAgain(),
      withoutSdkMap(),
      thirdParty(),
    ],
  },
  {
    input: { 'live-chat-elements.classic': 'src/cdn-classic.ts' },
    output: { dir: 'dist/cdn', format: 'iife', sourcemap: true, entryFileNames: '[name].js' },
    plugins: [typescript(), terser({ ...MINIFY, module: false }), integrity()],
  },
  {
    input: {
      server: 'src/server/index.ts',
      emulator: 'src/emulator/index.ts',
      'emulator-cli': 'src/emulator/node/cli.ts',
    },
    external: DEPENDENCY,
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/node-[name]-[hash].js',
    },
    plugins: [typescript()],
  },
  {
    // One file, so that the server kit, which also runs in workers, shares no chunk with it.
    input: { 'doctor-cli': 'src/doctor/cli.ts' },
    external: (id) => DEPENDENCY.test(id) || SDK_IMPORT.test(id),
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      inlineDynamicImports: true,
      paths: { 'tim-js-sdk/tim-js.es.js': './tim-sdk.js' }, // written by the first build
    },
    plugins: [typescript()],
  },
  {
    input: { 'emulator-page': 'src/emulator/page/index.ts' },
    external: DEPENDENCY,
    output: { dir: 'dist', format: 'es', sourcemap: true, entryFileNames: '[name].js', inlineDynamicImports: true },
    plugins: [typescript()],
  },
];
