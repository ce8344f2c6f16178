// Opens a page with a wrong set-up in Vite's development server: its proxy replaces the Host header, Vue takes the tag
// for a component, and an attribute is misspelt. The console has to name each of them. Called by check.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PATIENCE_MS = 60_000;
const FILES = {
  'index.html': '<!doctype html><body><div id="app"></div><script type="module" src="./main.js"></script>',
  'main.js': `import 'live-chat-elements/define';
import { createApp } from 'vue';
import App from './App.vue';
createApp(App).mount('#app');`,
  'App.vue': `<template><live-chat token-endpoint="/api/token?user=developer" group-id="frameworks" apearance="compact"></live-chat></template>`,
};
const EXPECTED = {
  'the proxy': /the token endpoint \/api\/token refuses pages of http:\/\/127\.0\.0\.1:\d+\..*changeOrigin: false/,
  Vue: /Vue takes <live-chat> for a component\. Set the compiler option isCustomElement/,
  'the attribute': /<live-chat apearance> is not known\. Is appearance meant\?/,
};

/** `site`: the URL of the server that has the token endpoint. */
export async function checkDevelopment(work, browser, site) {
  const root = path.join(work, 'docs-pages/development');
  mkdirSync(root, { recursive: true });
  for (const [file, content] of Object.entries(FILES)) writeFileSync(path.join(root, file), content);
  const require = createRequire(path.join(work, 'package.json'));
  const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
  const [{ createServer }, { default: vue }] = await Promise.all([load('vite'), load('@vitejs/plugin-vue')]);
  // The builds before this one have set it to production, and Vite chooses the export condition by it.
  process.env.NODE_ENV = 'development';
  const server = await createServer({
    root,
    mode: 'development',
    configFile: false,
    logLevel: 'error',
    plugins: [vue()],
    // The short form, which replaces the Host header.
    server: { host: '127.0.0.1', port: 0, proxy: { '/api': site.replace(/\/$/, '') } },
  });
  try {
    await server.listen();
    const page = await (await browser.createBrowserContext()).newPage();
    const said = [];
    page.on('console', (line) => said.push(line.text()));
    const { port } = server.httpServer.address();
    await page.goto(`http://127.0.0.1:${port}/`, { timeout: PATIENCE_MS });
    const missing = () => Object.keys(EXPECTED).filter((name) => !said.some((text) => EXPECTED[name].test(text)));
    for (const end = Date.now() + PATIENCE_MS; missing().length > 0;) {
      if (Date.now() > end)
        throw new Error(`No warning in development about ${missing().join(' and ')}. Printed:\n${said.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await page.browserContext().close();
  } finally {
    await server.close();
  }
}
