// `node demo/frameworks/check.mjs`: packs the package as npm would publish it, installs it beside React, Preact, Vue,
// Svelte and Angular in a temporary folder, checks types (Solid's too), builds, and lets their pages talk to each
// other in one room.
// Then it builds the examples of docs/frameworks.md and the starter, and opens them; opens a page with a wrong set-up in
// a development server (check-development.mjs); and loses each lazily loaded file once in the output of four bundlers
// (check-bundlers.mjs). Needs `npm run build` and the npm registry; not part of `npm test`. The applications of Next.js
// and Nuxt are in test/runtimes, which installs both.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchBrowser } from '../../tools/browser.mjs';
import { buildWithBundlers, loseEachFile } from './check-bundlers.mjs';
import { checkDevelopment } from './check-development.mjs';
import { buildDocs, packageSettings } from './check-docs.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));
const FRAMEWORKS = {
  react: 'React',
  hydrated: 'React, hydrated',
  preact: 'Preact',
  vue: 'Vue',
  svelte: 'Svelte',
  angular: 'Angular',
};
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const PATIENCE_MS = 20_000;

if (!existsSync(`${ROOT}dist/types/index.d.ts`) || !existsSync(`${ROOT}dist/server.js`)) {
  console.error('dist/ is missing or has no types. Run `npm run build` first.');
  process.exit(1);
}
const work = mkdtempSync(path.join(tmpdir(), 'frameworks-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

function run(command, args, cwd = work) {
  console.log(`> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`);
}

async function serve() {
  const dist = (name) => import(pathToFileURL(path.join(work, 'node_modules/live-chat-elements/dist', name)).href);
  const [{ createTokenHandler, toNodeListener }, { startEmulator }] = await Promise.all([
    dist('server.js'),
    dist('emulator.js'),
  ]);
  const emulator = await startEmulator({ port: 0, profile: 'lenient' });
  const token = toNodeListener(
    createTokenHandler({
      sdkAppId: emulator.sdkAppId,
      secretKey: emulator.secretKey,
      proxyServer: emulator.url,
      addressLimit: false,
      // The examples of the documentation name no user in the address of the endpoint.
      identify: (request) => {
        const userId = new URL(request.url).searchParams.get('user') ?? 'reader';
        return { userId, nick: FRAMEWORKS[userId] };
      },
    }),
  );
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://frameworks.invalid');
    const file = path.join(work, 'built', pathname, pathname.endsWith('/') ? 'index.html' : '');
    if (pathname === '/api/token') token(request, response);
    else if (existsSync(file) && statSync(file).isFile())
      createReadStream(file).pipe(
        response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' }),
      );
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      Promise.all([emulator.close(), new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))]),
  };
}

/** Everybody says hello, and everybody else's page shows it: through the event into the framework's own state. */
async function conversation(url) {
  const browser = await launchBrowser();
  const said = [];
  try {
    const pages = {};
    for (const framework of Object.keys(FRAMEWORKS)) {
      const page = await (await browser.createBrowserContext()).newPage();
      page.on(
        'console',
        (line) => ['error', 'warn'].includes(line.type()) && said.push(`${framework}: ${line.text()}`),
      );
      page.on('pageerror', (error) => said.push(`${framework}: ${error.message}`));
      await page.goto(`${url}${framework}/`);
      await page.waitForFunction(() => document.getElementById('chat')?.status === 'joined', { timeout: PATIENCE_MS });
      pages[framework] = page;
    }
    for (const [speaker, name] of Object.entries(FRAMEWORKS)) {
      await pages[speaker].click('#hello');
      for (const listener of Object.keys(FRAMEWORKS)) {
        await pages[listener].waitForFunction(
          (words) => document.getElementById('latest')?.textContent === words,
          { timeout: PATIENCE_MS },
          `${name}: Hello from ${name}`,
        );
      }
      console.log(`${name} is heard by all`);
    }
    // The room is shared with the other two elements as well: one like each, counted by everybody.
    for (const page of Object.values(pages)) await page.evaluate(() => document.querySelector('like-button').like());
    for (const page of Object.values(pages))
      await page.waitForFunction(
        (likes) => document.querySelector('like-button').count === likes,
        { timeout: PATIENCE_MS },
        Object.keys(pages).length,
      );
  } finally {
    await browser.close();
  }
  if (said.length > 0) throw new Error(`The console was not empty:\n${said.join('\n')}`);
}

/**
 * Joins the room of a page, sends a message, and waits until it is shown by the chat, and until the application got it
 * by `chat-message`: an example writes it into `#latest` or to the console.
 */
async function sendFrom(page, isExample) {
  const settings = { timeout: PATIENCE_MS };
  const logged = [];
  page.on('console', (line) => logged.push(line.text()));
  await page.waitForFunction(() => document.querySelector('live-chat')?.status === 'joined', settings);
  await page.evaluate(() => document.querySelector('live-chat').send('hello from this page'));
  await page.waitForFunction(() => {
    const latest = document.getElementById('latest');
    const shown = document.querySelector('live-chat').shadowRoot.textContent;
    return shown.includes('hello from this page') && (!latest || latest.textContent === 'hello from this page');
  }, settings);
  const isHeard = (await page.$('#latest')) || logged.includes('hello from this page');
  if (isExample && !isHeard) throw new Error('The application did not receive the message.');
}

/** Opens the pages from the documentation and the starter: each sends and shows a message. */
async function openPages(url, names) {
  const browser = await launchBrowser();
  try {
    for (const name of names) {
      const page = await (await browser.createBrowserContext()).newPage();
      await page.goto(`${url}${name}/`);
      await sendFrom(page, name.startsWith('docs-')).catch((error) => {
        throw new Error(`${name}: ${error.message}`, { cause: error });
      });
      await page.browserContext().close();
      console.log(`${name} sends and shows a message`);
    }
  } finally {
    await browser.close();
  }
}

/** Builds `demo/starter` as an online editor does, with the packed package. */
function buildStarter() {
  cpSync(path.join(ROOT, 'demo/starter'), path.join(work, 'starter'), { recursive: true });
  run('npx', ['vite', 'build', 'starter', '--base', '/starter/', '--outDir', path.join(work, 'built/starter')]);
  return 'starter';
}

async function warn(url) {
  const browser = await launchBrowser();
  try {
    await checkDevelopment(work, browser, url);
    console.log('wrong set-ups are named in development');
  } finally {
    await browser.close();
  }
}

async function loseFiles(url, bundlers) {
  const browser = await launchBrowser();
  try {
    for (const bundler of bundlers)
      console.log(`${bundler}: ${await loseEachFile(browser, url, bundler)} lazily loaded files can be lost once`);
  } finally {
    await browser.close();
  }
}

try {
  cpSync(HERE, work, {
    recursive: true,
    filter: (file) => !/[\\/](node_modules|built|angular-js)([\\/]|$)/.test(file),
  });
  run('npm', ['pack', '--pack-destination', work], ROOT);
  run('npm', [existsSync(path.join(work, 'package-lock.json')) ? 'ci' : 'install', '--no-audit', '--no-fund']);
  run('npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    `./${readdirSync(work).find((file) => file.endsWith('.tgz'))}`,
  ]);
  run('npm', ['run', 'check']);
  run('npm', ['run', 'build']);
  const guide = readFileSync(path.join(ROOT, 'docs/frameworks.md'), 'utf8');
  const pages = [...(await buildDocs(work, run, guide)), buildStarter()];
  // Parcel's output is opened, but not with lost files: docs/frameworks.md says why.
  const bundlers = await buildWithBundlers(work, run, packageSettings(guide));
  pages.push(bundlers.pop());
  const { url, close } = await serve();
  try {
    await conversation(url);
    await openPages(url, pages);
    await warn(url);
    await loseFiles(url, bundlers);
  } finally {
    await close();
  }
  console.log(`${Object.keys(FRAMEWORKS).length + pages.length + bundlers.length + 1} passed, 0 failed`);
} catch (error) {
  console.log(`Failed: frameworks: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
