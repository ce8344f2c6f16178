// npm run bench -- sdks [--runs 3]
// One chat on tim-js-sdk, on @tencentcloud/chat, and on an instance of the latter that the page has logged in: the size
// of the SDK, the time from the navigation to the joined room, the time until a message is shown after the service was
// down, and the processor time of the main thread at 40 messages a second. Each measurement has a new browser context;
// the three alternate, so that a slowdown of the machine affects all. Needs `npm run build:js`.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../../tools/browser.mjs';
import { startEmulator } from '../../src/emulator/index.ts';
import { createTokenHandler, toNodeListener } from '../../src/server/index.ts';
import { median, printTable } from '../log/table.mjs';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const GROUP_ID = 'sdks';
const RATE = 40;
const WARM_MS = 3_000;
const MEASURE_MS = 8_000;
const DOWN_MS = 3_000;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const ELEMENTS = '<script type="module" src="/dist/cdn/live-chat-elements.js"></script>';
const JOINED = `<script>document.addEventListener('chat-status', (event) => {
  if (event.status === 'joined') globalThis.joinedAt ??= performance.now();
});</script>`;
const own = (sdk) =>
  `${JOINED}${ELEMENTS}<live-chat sdk="${sdk}" token-endpoint="/api/token" group-id="${GROUP_ID}"></live-chat>`;
const CHAT = '/node_modules/@tencentcloud/chat';
const ATTACHED = `${JOINED}${ELEMENTS}<live-chat group-id="${GROUP_ID}"></live-chat><script type="module">
  import Chat from '${CHAT}/index.es.js';
  import GroupModule from '${CHAT}/modules/group-module.js';
  const token = await (await fetch('/api/token', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"groupId":"${GROUP_ID}"}',
  })).json();
  const options = { SDKAppID: token.sdkAppId, proxyServer: token.proxyServer };
  const chat = Chat.create({ ...options, modules: { 'group-module': GroupModule } });
  chat.setLogLevel(4);
  document.querySelector('live-chat').chat = chat;
  await chat.login({ userID: token.userId, userSig: token.userSig });
</script>`;
/** [name, page, files of the SDK] */
const KINDS = [
  ['v2', own('v2'), ['dist/cdn/tim-sdk.js']],
  ['v3', own('v3'), ['dist/cdn/tim-sdk-3.js']],
  ['attached (v3)', ATTACHED, [`${CHAT}/index.es.js`, `${CHAT}/modules/group-module.js`]],
];

const emulator = await startEmulator({ port: 0, profile: 'strict', autoCreateGroups: true });
emulator.app.createRoom({ groupId: GROUP_ID, name: 'SDKs', ownerId: 'host' });
let users = 0;
const handleToken = toNodeListener(
  createTokenHandler({
    sdkAppId: emulator.sdkAppId,
    secretKey: emulator.secretKey,
    proxyServer: emulator.url,
    userLimit: false,
    addressLimit: false,
    identify: () => ({ userId: `user-${(users += 1)}` }),
  }),
);
const files = new Map();
const server = createServer((request, response) => {
  if (request.url === '/api/token') return handleToken(request, response);
  const kind = KINDS[Number(/^\/page-(\d)$/.exec(request.url)?.[1])];
  const headers = { 'Content-Type': kind ? 'text/html; charset=utf-8' : 'text/javascript' };
  if (kind) return response.writeHead(200, headers).end(`<!doctype html><html lang="en"><body>${kind[1]}`);
  const file = path.join(ROOT, request.url);
  if (!/^\/(dist\/cdn|node_modules\/@tencentcloud\/chat)\//.test(request.url) || !existsSync(file))
    return response.writeHead(404).end();
  if (!files.has(file)) files.set(file, gzipSync(readFileSync(file)));
  response.writeHead(200, { ...headers, 'Content-Encoding': 'gzip' }).end(files.get(file));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launchBrowser();

/** Sends `RATE` messages a second for `ms`. */
async function feed(ms) {
  const from = performance.now();
  for (let sent = 0; performance.now() - from < ms; sent++) {
    emulator.app.sendText(GROUP_ID, `message ${sent} with some words`, { from: `speaker-${sent % 20}` });
    await wait(Math.max(0, ((sent + 1) * 1_000) / RATE - (performance.now() - from)));
  }
}

async function measure(index) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    // Version 3 leaves rejections of its own unhandled when it is not in a sandbox.
    if (index < 2) page.on('pageerror', (error) => console.error(`${KINDS[index][0]}: ${error.message}`));
    await page.goto(`${origin}/page-${index}`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => globalThis.joinedAt !== undefined, { timeout: 60_000, polling: 20 });
    const joined = await page.evaluate(() => globalThis.joinedAt);
    await feed(WARM_MS);
    const { TaskDuration: before } = await page.metrics();
    await feed(MEASURE_MS);
    const { TaskDuration: after } = await page.metrics();
    const marker = `back ${users}`;
    const upAt = performance.now() + DOWN_MS;
    emulator.app.simulate.restart({ downMs: DOWN_MS });
    await wait(DOWN_MS);
    emulator.app.sendText(GROUP_ID, marker, { from: 'speaker-0' });
    await page.waitForFunction(
      (text) => document.querySelector('live-chat').messages.some((message) => message.text === text),
      { timeout: 60_000, polling: 20 },
      marker,
    );
    return { joined, back: performance.now() - upAt, cpu: ((after - before) * 100_000) / MEASURE_MS };
  } finally {
    await context.close();
  }
}

try {
  for (const index of KINDS.keys()) {
    const context = await browser.createBrowserContext(); // warms up the emulator and the files
    await (await context.newPage()).goto(`${origin}/page-${index}`, { waitUntil: 'networkidle2' });
    await context.close();
  }
  const results = KINDS.map(() => []);
  for (let run = 0; run < Number(options.runs); run++)
    for (const index of KINDS.keys()) results[index].push(await measure(index));
  const of = (index, field) => median(results[index].map((each) => each[field]));
  const range = (index, field) => {
    const all = results[index].map((each) => each[field]);
    return `${of(index, field).toFixed(0)} (${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)})`;
  };
  printTable(
    `Medians of ${options.runs} runs (smallest and largest)`,
    ['SDK', 'gzip, B', 'joined, ms', `back after ${DOWN_MS / 1_000} s down, ms`, `main thread at ${RATE}/s, %`],
    KINDS.map(([name, , parts], index) => [
      name,
      parts.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(ROOT, file)), { level: 9 }).length, 0),
      range(index, 'joined'),
      range(index, 'back'),
      of(index, 'cpu').toFixed(1),
    ]),
  );
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await emulator.close();
}
