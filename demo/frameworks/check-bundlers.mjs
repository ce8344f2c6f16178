// Builds one page with Vite, Rollup, esbuild, webpack and Parcel from the packed package, then opens it once for each
// lazily loaded file and aborts the first request for that file. The room has to be joined, drawn and usable all the
// same. Called by check.mjs, which packs and installs.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PATIENCE_MS = 15_000;

/**
 * Builds `bundlers/` of the folder `work` with each bundler into `built/<bundler>/`. Returns the bundlers' names.
 * `settings`: what the documentation adds to `package.json`.
 */
export async function buildWithBundlers(work, run, settings) {
  const manifest = path.join(work, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), ...settings }, null, 2));
  const require = createRequire(path.join(work, 'package.json'));
  const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
  const entry = path.join(work, 'bundlers/main.js');
  const folder = (name) => path.join(work, 'built', name);

  const { build: vite } = await load('vite');
  await vite({
    root: path.join(work, 'bundlers'),
    configFile: false,
    base: '/vite/',
    logLevel: 'warn',
    build: { outDir: folder('vite'), emptyOutDir: true },
  });

  const [{ rollup }, { nodeResolve }] = await Promise.all([load('rollup'), load('@rollup/plugin-node-resolve')]);
  const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn: () => {} });
  await bundle.write({ dir: folder('rollup'), format: 'es', compact: true });

  const { build: esbuild } = await load('esbuild');
  await esbuild({
    entryPoints: [entry],
    outdir: folder('esbuild'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    logLevel: 'warning',
  });

  const { default: webpack } = await load('webpack');
  await new Promise((resolve, reject) => {
    const output = { path: folder('webpack'), filename: 'main.js', publicPath: '/webpack/' };
    webpack({ mode: 'production', entry, output, performance: { hints: false } }, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else resolve();
    });
  });

  const html = '<!doctype html><title>Lost files</title><body><script type="module" src="main.js"></script>';
  for (const name of ['rollup', 'esbuild', 'webpack']) writeFileSync(path.join(folder(name), 'index.html'), html);

  run('npx', [
    'parcel',
    'build',
    'bundlers/index.html',
    '--public-url',
    '/parcel/',
    '--dist-dir',
    folder('parcel'),
    '--no-cache',
    '--no-source-maps',
  ]);
  return ['vite', 'rollup', 'esbuild', 'webpack', 'parcel'];
}

/** What a user sees of the page: a text of the shadow root of the element, or of all three. */
const isUsable = async () => {
  const [chat, layer, button] = ['live-chat', 'danmaku-layer', 'like-button'].map((tag) => document.querySelector(tag));
  if (![chat, layer, button].every((element) => element?.status === 'joined')) return false;
  globalThis.sent ??= chat.send('after the loss');
  await globalThis.sent;
  if (globalThis.liked === undefined) {
    globalThis.liked = button.count;
    button.like(1);
  }
  const has = (element) => element.shadowRoot.textContent.includes('after the loss');
  return has(chat) && has(layer) && button.count > globalThis.liked;
};

async function openPage(browser, url, lost) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1000, height: 700 });
  const requested = new Set();
  const failures = [];
  let isLost = false;
  page.on('pageerror', (error) => failures.push(error.message));
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) requested.add(pathname);
    if (pathname === lost && !isLost) {
      isLost = true;
      void request.abort('connectionreset');
    } else void request.continue();
  });
  await page.goto(url);
  return { page, requested, failures };
}

/** Loses each file of a bundler's output once. Returns the number of files; throws with all that went wrong. */
export async function loseEachFile(browser, url, bundler) {
  const start = `${url}${bundler}/`;
  const idle = await openPage(browser, `${start}?idle`);
  await idle.page.waitForFunction(() => globalThis.errors, { timeout: PATIENCE_MS });
  await idle.page.browserContext().close();
  const whole = await openPage(browser, start);
  await whole.page.waitForFunction(isUsable, { timeout: PATIENCE_MS, polling: 200 });
  const lazyFiles = [...whole.requested].filter((file) => !idle.requested.has(file));
  await whole.page.browserContext().close();
  if (lazyFiles.length < 4) throw new Error(`${bundler}: only ${lazyFiles.join(', ')} were loaded lazily.`);

  const wrong = [];
  for (const file of lazyFiles) {
    const { page, failures } = await openPage(browser, start, file);
    try {
      await page.waitForFunction(isUsable, { timeout: PATIENCE_MS, polling: 200 });
    } catch (error) {
      const state = await page.evaluate(() => ({
        status: ['live-chat', 'danmaku-layer', 'like-button'].map((tag) => document.querySelector(tag)?.status),
        text: document.querySelector('live-chat')?.shadowRoot?.textContent.replace(/\s+/g, ' ').slice(0, 200),
        errors: globalThis.errors,
      }));
      wrong.push(`${bundler}, ${file}: ${error.message} ${JSON.stringify({ ...state, failures })}`);
    }
    await page.browserContext().close();
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return lazyFiles.length;
}
