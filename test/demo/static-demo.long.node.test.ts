// The static demo: the same pages as plain files, below any path of any server, with the service inside the page. Needs
// dist/ (`npm run build:js`; `npm test` builds first).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../tools/browser.mjs';

const BUILD = fileURLToPath(new URL('../../demo/build-static.mjs', import.meta.url));
const BASE_PATH = '/shows/demo/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const PAGES = ['', 'playground/', 'events/', 'replay/', 'overlay/?preview', 'script-tag/', 'strict/', 'messenger/'];

let folder: string;
let server: Server;
let browser: Browser;
let base: string;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'static-demo-'));
  const built = spawnSync(process.execPath, [BUILD, folder], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://static.invalid');
    const name = path.join(folder, pathname.slice(BASE_PATH.length - 1), pathname.endsWith('/') ? 'index.html' : '');
    if (pathname === '/favicon.ico') response.writeHead(204).end();
    else if (!pathname.startsWith(BASE_PATH) || !existsSync(name) || !statSync(name).isFile())
      response.writeHead(404).end();
    else {
      response.writeHead(200, { 'Content-Type': TYPES[path.extname(name)] ?? 'application/octet-stream' });
      if (request.method === 'HEAD') response.end();
      else createReadStream(name).pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE_PATH}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
});

async function open(where: string): Promise<{ page: Page; said: string[] }> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (line) => said.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => said.push(`thrown: ${String(error)}`));
  page.on('response', (response) => response.status() >= 400 && said.push(`${response.status()}: ${response.url()}`));
  await page.goto(new URL(where, base).href, { waitUntil: 'load' });
  await page.waitForFunction(
    "!document.getElementById('chat') || document.getElementById('chat').status === 'joined'",
    { timeout: 20_000 },
  );
  return { page, said };
}

describe('the static demo', () => {
  for (const where of PAGES) {
    test(`joins its room at /${where} without console output`, async () => {
      const { page, said } = await open(where);
      assert.deepEqual(said, []);
      await page.close();
    });
  }

  test('shows two tabs of one browser as two users', async () => {
    const ana = await open('?user=ana');
    const wei = await open('?user=wei');
    await wei.page.evaluate("document.getElementById('chat').send('Hello from the other tab')");
    await ana.page.waitForFunction(
      "document.getElementById('chat').messages.some(({ text, from }) => text === 'Hello from the other tab' && " +
        "from.nick === 'Wei')",
      { timeout: 10_000 },
    );
    assert.deepEqual([...ana.said, ...wei.said], []);
  });

  test('starts with a few simulated viewers, and keeps the crowd of one tab out of another', async () => {
    const context = await browser.createBrowserContext();
    const first = await context.newPage();
    await first.goto(`${base}?user=ana`, { waitUntil: 'load' });
    await first.waitForFunction(
      "document.getElementById('chat').messages.length > 0 && document.querySelector('[name=crowd]:checked').value " +
        "=== '1'",
      { timeout: 20_000 },
    );
    await first.evaluate('document.querySelector(\'[name=crowd][value="10"]\').click()');
    const second = await context.newPage();
    await second.goto(`${base}?user=bo`, { waitUntil: 'load' });
    await second.waitForFunction(
      "document.getElementById('chat').status === 'joined' && document.querySelector('[name=crowd]:checked').value " +
        "=== '10'",
      { timeout: 20_000 },
    );
    await context.close();
  });

  test('starts a crowd from a tab that does not host the room', async () => {
    const { page } = await open('?user=bo&crowd=10');
    await page.waitForFunction("document.getElementById('chat').messages.length > 8", { timeout: 20_000 });
    await page.close();
  });
});
