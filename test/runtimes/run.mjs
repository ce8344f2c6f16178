// `npm run test:runtimes`: packs the package as npm would publish it, installs it beside the runtimes and frameworks of
// package.json in a temporary folder, and runs every example of docs/server.md with the checks of checks.mjs. The
// examples are taken from the page itself; only the port is replaced. `-- bun koa` selects by name.
// Needs `npm run build:js` and the npm registry; not part of `npm test`. Ends with "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPage } from './applications.mjs';
import { CHECKS } from './checks.mjs';
import { RUNTIMES, VARIANTS } from './runtimes.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));
const PATIENCE_MS = 60_000;
const CONFIG = {
  sdkAppId: 1400000001,
  secretKey: 'emulator-test-key-opens-no-real-application-0000000000000000000',
  webhookToken: 'webhook-token-for-tests',
  origin: 'https://www.show.example',
};

if (!existsSync(`${ROOT}dist/server.js`)) {
  console.error('dist/ is missing. Run `npm run build:js` first.');
  process.exit(1);
}
const { startEmulator } = await import('../../dist/emulator.js');
const { verifyUserSig } = await import('../../dist/server.js');

/** A folder with everything installed is used as it is where RUNTIMES_FOLDER names one. */
const kept = process.env.RUNTIMES_FOLDER;
const work = kept ?? mkdtempSync(path.join(tmpdir(), 'runtimes-'));
process.on('exit', () => kept ?? rmSync(work, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

function npm(args, cwd = work) {
  console.log(`> npm ${args.join(' ')}`);
  const { status } = spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed.`);
}

function install() {
  for (const file of ['package.json', 'package-lock.json']) cpSync(HERE + file, path.join(work, file));
  for (const file of readdirSync(work)) if (file.endsWith('.tgz')) rmSync(path.join(work, file));
  npm(['pack', '--loglevel=error', '--pack-destination', work], ROOT);
  const tarball = readdirSync(work).find((file) => file.endsWith('.tgz'));
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  if (!existsSync(path.join(work, 'node_modules/express'))) npm(['ci', ...quiet]);
  npm(['install', '--no-save', ...quiet, `./${tarball}`]);
}

/** The examples of docs/server.md: heading to code. */
const EXAMPLES = new Map(
  Array.from(
    readFileSync(`${ROOT}docs/server.md`, 'utf8').matchAll(/^### ([^\n]+)\n\n```js\n(\/\/ \S+\n.*?)^```/gms),
    ([, heading, code]) => [heading, code],
  ),
);

const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Redirects every request to a place that counts who follows. */
async function startRedirecting() {
  const counts = { received: 0, followed: 0 };
  const server = createServer((req, res) => {
    if (req.url === '/followed') counts.followed++;
    else counts.received++;
    if (req.url === '/followed') res.end('{"ActionStatus":"OK","ErrorCode":0}');
    else res.writeHead(307, { location: '/followed' }).end();
  });
  const port = await listen(server);
  const take = () => {
    const taken = { ...counts };
    counts.received = counts.followed = 0;
    return taken;
  };
  return { url: `http://127.0.0.1:${port}`, take, close: () => server.close() };
}

/** Starts a program in a process group of its own, because some start others. `output()` is what it has printed. */
function start({ command, cwd, env }) {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, detached: true });
  let printed = '';
  let ended = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ||= `it ended with ${signal ?? code}`));
  const stop = async () => {
    if (child.pid === undefined || ended) return;
    process.kill(-child.pid, 'SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
  };
  return { stop, output: () => printed, ended: () => ended };
}

async function untilReachable(url, program) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    if (program.ended()) throw new Error(`${program.ended()}\n${program.output()}`);
    try {
      await fetch(url, { signal: AbortSignal.timeout(5000) });
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`${url} cannot be reached.\n${program.output()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Writes the example and `chat.js`, prepares and starts them, and calls `use` with the address. */
async function withServer(runtime, shared, use) {
  const folder = path.join(work, runtime.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  rmSync(folder, { recursive: true, force: true });
  const port = await freePort();
  const example = EXAMPLES.get(runtime.example);
  if (!example) throw new Error(`docs/server.md has no example "${runtime.example}".`);
  const code = (runtime.change?.(example) ?? example).replace('8000', String(port));
  const file = path.join(folder, /^\/\/ (\S+)/.exec(code)[1]);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, code);
  cpSync(`${HERE}chat.js`, path.join(folder, 'chat.js'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  const config = JSON.stringify({ ...CONFIG, ...shared.config, trustProxy: runtime.isBehindProxy ?? false });
  const context = { work, folder, file, port, config };
  const env = { RUNTIMES_SUITE: config, ...runtime.env?.(context) };
  for (const command of (await runtime.prepare?.(context)) ?? []) {
    const [program, ...args] = command;
    const built = spawnSync(program, args, { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`${command.join(' ')} failed:\n${built.stdout}${built.stderr}`);
  }
  const program = start({ command: runtime.command(context), cwd: folder, env });
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReachable(`${url}/`, program);
    await use(url, program);
  } finally {
    await program.stop();
  }
}

function requester(url, runtime) {
  const send = async (handler, method, body, headers, query = new URLSearchParams()) => {
    query.set('handler', handler);
    const response = await fetch(`${url}/api/token?${query}`, {
      method,
      headers: { ...runtime.proxyHeaders, ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { send, post: (handler, body, headers, query) => send(handler, 'POST', body, headers, query) };
}

const totals = { passed: 0, failed: 0, skipped: 0 };
const failed = [];
function report(name, failures, passed, version) {
  totals.passed += passed;
  totals.failed += failures.length;
  console.log(`${failures.length === 0 ? '✔' : '✖'} ${name} (${version}): ${passed} of ${passed + failures.length}`);
  for (const failure of failures) {
    console.log(`    ✖ ${failure.replaceAll('\n', '\n      ')}`);
    failed.push(`${name}: ${failure.split('\n', 1)[0]}`);
  }
}

async function runChecks(runtime, shared) {
  const failures = [];
  let passed = 0;
  let printed = '';
  try {
    await withServer(runtime, shared, async (url, program) => {
      const groupId = `room-${runtime.name.replace(/\W+/g, '-')}`;
      shared.emulator.app.createRoom(groupId, { owner: 'host' });
      shared.redirects();
      const at = {
        ...CONFIG,
        ...shared,
        ...requester(url, runtime),
        url,
        groupId,
        isBehindProxy: runtime.isBehindProxy,
      };
      const page = { 'its page shows and sends messages': () => checkPage(`${url}/`) };
      for (const [name, check] of Object.entries({ ...CHECKS, ...(runtime.hasPage && page) })) {
        try {
          await check(at);
          passed++;
        } catch (error) {
          failures.push(`${name}: ${error.message}`);
        }
      }
      printed = program.output().slice(-2000);
      if (program.output().includes('limit per network address')) failures.push('It warned of a missing address.');
    });
  } catch (error) {
    failures.push(error.message);
  }
  report(runtime.name, failures, passed, runtime.version(work));
  if (failures.length > 0) console.log(`    It printed: ${printed}`);
}

/** One request to an example that was changed: what a site sees that mounts the handler in another place. */
async function runVariant(variant, shared) {
  const failures = [];
  try {
    await withServer(variant, shared, async (url, program) => {
      const headers = { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' };
      const response = await requester(url, variant).post('token', { groupId: 'room' }, headers);
      if (response.status !== variant.status || !variant.text.test(response.text))
        failures.push(`${response.status} ${response.text}\n${program.output()}`);
      if (variant.printed && !variant.printed.test(program.output())) failures.push(`It printed ${program.output()}`);
    });
  } catch (error) {
    failures.push(error.message);
  }
  report(variant.name, failures, failures.length === 0 ? 1 : 0, variant.version(work));
}

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = ({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));
try {
  install();
  const unused = [...EXAMPLES.keys()].filter((name) => !RUNTIMES.some(({ example }) => example === name));
  if (unused.length > 0) report('docs/server.md', [`Nothing runs the examples ${unused.join(', ')}.`], 0, 'examples');
  const redirecting = await startRedirecting();
  const emulator = await startEmulator({ port: 0, sdkAppId: CONFIG.sdkAppId, secretKey: CONFIG.secretKey });
  emulator.app.createRoom('friday-show', { owner: 'host' }); // of the examples with a page
  const keys = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' });
  const shared = {
    emulator,
    verifyUserSig,
    publicKey,
    redirects: redirecting.take,
    config: { proxyServer: emulator.url, restUrl: emulator.restUrl, redirectUrl: redirecting.url, privateKey },
  };
  for (const runtime of [...RUNTIMES, ...VARIANTS].filter(isWanted)) {
    const reason = runtime.missing?.(work);
    if (reason) {
      totals.skipped++;
      console.log(`SKIPPED: ${runtime.name}: ${reason}`);
    } else await (runtime.status ? runVariant : runChecks)(runtime, shared);
  }
  await emulator.close();
  redirecting.close();
} catch (error) {
  totals.failed++;
  failed.push(String(error));
  console.error(error);
}
for (const failure of failed) console.log(`Failed: ${failure}`);
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed > 0 ? 1 : 0);
