// Builds pages from the text of docs/frameworks.md: the examples are extracted and not copied, so an example that does
// not build fails the check. Called by check.mjs, which packs and installs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const FENCE = /^```(\w+)\n(.*?)^```$/gms;

/** The code blocks of a page of the documentation: `[language, code]`. */
export function snippetsOf(markdown) {
  return [...markdown.matchAll(FENCE)].map(([, language, code]) => [language, code]);
}

/** The one block in `language` that contains `part`. */
function snippet(snippets, language, part) {
  const found = snippets.filter(([name, code]) => name === language && code.includes(part));
  if (found.length !== 1)
    throw new Error(`docs/frameworks.md has ${found.length} ${language} examples with "${part}".`);
  return found[0][1];
}

/** Files of a small application for each example, by folder. */
export function pagesFromDocs(markdown) {
  const snippets = snippetsOf(markdown);
  // One line for each framework, with its name in a comment at the end.
  const lines = snippet(snippets, 'jsx', '<live-chat').trim().split('\n');
  const tag = (framework) => {
    const line = lines.find((each) => each.includes(`// ${framework}`));
    if (!line) throw new Error(`docs/frameworks.md has no line for ${framework}.`);
    return line.replace(/\s*\/\/ .*$/, '');
  };
  const html = (main) => `<!doctype html><body><div id="app"></div><script type="module" src="./${main}"></script>`;
  return {
    react: {
      'index.html': html('main.jsx'),
      'main.jsx': `import 'live-chat-elements/define';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
function App() { const chat = useRef(null); const [latest, setLatest] = useState(''); return <>${tag('React')}<p id="latest">{latest}</p></>; }
createRoot(document.getElementById('app')).render(<App />);`,
    },
    components: {
      'index.html': html('main.jsx'),
      'main.jsx': `${snippet(snippets, 'jsx', 'live-chat-elements/react')}
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('app')).render(<Chat />);`,
    },
    vue: {
      'index.html': html('main.js'),
      'main.js': `import 'live-chat-elements/define';
import { createApp } from 'vue';
import App from './App.vue';
createApp(App).mount('#app');`,
      'App.vue': `<script setup>import { ref } from 'vue'; const chat = ref(null); const latest = ref('');
const onMessage = ({ message }) => (latest.value = message.text);</script>
<template>${tag('Vue')}<p id="latest">{{ latest }}</p></template>`,
      'vite.config.mjs': snippet(snippets, 'js', '@vitejs/plugin-vue'),
    },
    svelte: {
      'index.html': html('main.js'),
      'main.js': `import 'live-chat-elements/define';
import { mount } from 'svelte';
import App from './App.svelte';
mount(App, { target: document.getElementById('app') });`,
      'App.svelte': `<script>let chat; let latest = $state(''); const onMessage = ({ message }) => (latest = message.text);</script>
${tag('Svelte')}<p id="latest">{latest}</p>`,
      'vite.config.mjs': `import { svelte } from '@sveltejs/vite-plugin-svelte'; export default { plugins: [svelte()] };`,
    },
    angular: {
      'index.html': html('js/main.js').replace('<div id="app"></div>', '<app-chat></app-chat>'),
      'chat.ts': snippet(snippets, 'ts', '@angular/core'),
      'main.ts': `import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { Chat } from './chat';
void bootstrapApplication(Chat, { providers: [provideZonelessChangeDetection()] });`,
      'tsconfig.json': `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "noEmit": false, "outDir": "js", "rootDir": ".", "experimentalDecorators": true, "useDefineForClassFields": false },
  "angularCompilerOptions": { "strictTemplates": true },
  "files": ["main.ts"]
}`,
    },
    'route of Next.js': {
      'main.js': `${snippet(snippets, 'js', 'export const POST')}\nconst userOfRequest = async () => ({ id: 'ana' });`,
    },
  };
}

/** Writes and builds the pages below `work`, each into `built/docs-<name>/`. Returns the names of those with a page. */
export async function buildDocs(work, run, markdown) {
  const require = createRequire(path.join(work, 'package.json'));
  const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
  const { build: vite } = await load('vite');
  const { build: esbuild } = await load('esbuild');
  const pages = [];
  for (const [name, files] of Object.entries(pagesFromDocs(markdown))) {
    const root = path.join(work, 'docs-pages', name);
    mkdirSync(root, { recursive: true });
    for (const [file, content] of Object.entries(files)) writeFileSync(path.join(root, file), content);
    if (!files['index.html']) {
      await esbuild({
        entryPoints: [path.join(root, 'main.js')],
        bundle: true,
        write: false,
        platform: 'node',
        format: 'esm',
      });
      continue;
    }
    if (files['tsconfig.json']) run('npx', ['ngc', '-p', root]);
    await vite({
      root,
      configFile: files['vite.config.mjs'] ? path.join(root, 'vite.config.mjs') : false,
      base: `/docs-${name}/`,
      logLevel: 'warn',
      build: { outDir: path.join(work, 'built', `docs-${name}`), emptyOutDir: true, chunkSizeWarningLimit: 2000 },
    });
    pages.push(`docs-${name}`);
  }
  return pages;
}

/** The settings that the page gives for `package.json`, for example Parcel's. */
export function packageSettings(markdown) {
  return Object.assign(
    {},
    ...snippetsOf(markdown)
      .filter(([, code]) => code.includes('@parcel/'))
      .map(([, code]) => JSON.parse(code)),
  );
}
