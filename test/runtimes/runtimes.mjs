// The runtimes and frameworks: which example of docs/server.md each of them runs, and how it is started.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeApplication } from './applications.mjs';

const installed = (work, ...parts) => path.join(work, 'node_modules', ...parts);

/** A program of a package that npm chooses by platform, such as @oven/bun-linux-x64; undefined where there is none. */
function program(work, scope, prefix, file) {
  const folder = installed(work, scope);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(prefix)) : [];
  const extension = process.platform === 'win32' ? '.exe' : '';
  return names.map((name) => path.join(folder, name, `${file}${extension}`)).find((each) => existsSync(each));
}
const bun = (work) => program(work, '@oven', 'bun-', 'bin/bun');
const deno = (work) => program(work, '@deno', '', 'deno');
const workerd = (work) => program(work, '@cloudflare', 'workerd-', 'bin/workerd');

/** Why a program cannot be run, or undefined. */
const missing = (find, name) => (work) => {
  const file = find(work);
  if (!file) return `npm has no ${name} for ${process.platform}-${process.arch}`;
  const { status, error, stderr } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return status === 0 ? undefined : `${name} does not start here: ${error?.message ?? stderr}`;
};
const versionOf = (find) => (work) =>
  spawnSync(find(work), ['--version'], { encoding: 'utf8' }).stdout.split('\n', 1)[0];
const packageVersion = (name) => (work) =>
  JSON.parse(readFileSync(installed(work, name, 'package.json'), 'utf8')).version;

const node22 = (work) => installed(work, 'node22/bin/node');
const nodeForNuxt = (work) => (Number.parseInt(process.versions.node) >= 22 ? process.execPath : node22(work));

const onNode = ({ file }) => [process.execPath, file];
const node = (name, find) => ({
  name,
  example: 'Node',
  missing: missing(find, name),
  version: versionOf(find),
  command: ({ work, file }) => [find(work), file],
});
const framework = (name, packageName = name.toLowerCase(), more = {}) => ({
  name,
  example: name,
  version: packageVersion(packageName),
  command: onNode,
  ...more,
});

async function bundleWorker({ work, folder, file, port, config }) {
  const require = createRequire(installed(work, 'package.json'));
  const { build } = await import(pathToFileURL(require.resolve('esbuild')).href);
  await build({
    entryPoints: [file],
    outfile: path.join(folder, 'bundle.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    conditions: ['workerd', 'worker'],
    define: { 'process.env.RUNTIMES_SUITE': JSON.stringify(config) },
    logLevel: 'error',
  });
  writeFileSync(
    path.join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "bundle.mjs")],
  compatibilityDate = "2026-05-01",
);
`,
  );
}

export const RUNTIMES = [
  node('Node', () => process.execPath),
  node('Node 22', node22),
  node('Node 24', (work) => installed(work, 'node24/bin/node')),
  framework('Express'),
  framework('Koa'),
  framework('Fastify'),
  framework('Hono'),
  framework('h3'),
  {
    ...framework('Next.js', 'next'),
    isBehindProxy: true,
    proxyHeaders: { 'x-forwarded-for': '203.0.113.7' },
    hasPage: true,
    async prepare({ work, folder }) {
      writeApplication('next', folder);
      return [[process.execPath, installed(work, 'next/dist/bin/next'), 'build']];
    },
    command: ({ work, port }) => [process.execPath, installed(work, 'next/dist/bin/next'), 'start', '-p', String(port)],
    env: () => ({ NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }),
  },
  {
    ...framework('Nuxt'),
    example: 'Nuxt and Nitro',
    // Nuxt needs Node 22.
    missing: (work) => (Number.parseInt(process.versions.node) >= 22 ? undefined : missing(node22, 'Node 22')(work)),
    hasPage: true,
    async prepare({ work, folder }) {
      writeApplication('nuxt', folder);
      return [[nodeForNuxt(work), installed(work, 'nuxt/bin/nuxt.mjs'), 'build']];
    },
    command: ({ work, folder }) => [nodeForNuxt(work), path.join(folder, '.output/server/index.mjs')],
    env: ({ port }) => ({ PORT: String(port), NODE_ENV: 'production', NUXT_TELEMETRY_DISABLED: '1' }),
  },
  {
    ...framework('Nitro', 'nitropack'),
    example: 'Nuxt and Nitro',
    async prepare({ work, folder }) {
      const config = "export default { srcDir: 'server', compatibilityDate: '2026-05-01' };\n";
      writeFileSync(path.join(folder, 'nitro.config.js'), config);
      // Nitro 2 imports the functions of the example from h3, which must be its own version 1.
      mkdirSync(path.join(folder, 'node_modules'));
      symlinkSync(installed(work, 'nitropack/node_modules/h3'), path.join(folder, 'node_modules/h3'), 'junction');
      return [[process.execPath, installed(work, 'nitropack/dist/cli/index.mjs'), 'build']];
    },
    command: ({ folder }) => [process.execPath, path.join(folder, '.output/server/index.mjs')],
    env: ({ port }) => ({ PORT: String(port), NODE_ENV: 'production' }),
  },
  {
    name: 'Bun',
    example: 'Bun',
    missing: missing(bun, 'Bun'),
    version: versionOf(bun),
    command: ({ work, file }) => [bun(work), file],
  },
  {
    name: 'Deno',
    example: 'Deno',
    missing: missing(deno, 'Deno'),
    version: versionOf(deno),
    command: ({ work, file }) => [deno(work), 'run', '--allow-all', '--no-lock', '--node-modules-dir=manual', file],
  },
  {
    name: 'Cloudflare Workers',
    example: 'Cloudflare Workers',
    missing: missing(workerd, 'workerd'),
    version: versionOf(workerd),
    // Cloudflare sets it, and a client cannot.
    proxyHeaders: { 'cf-connecting-ip': '203.0.113.7' },
    prepare: bundleWorker,
    command: ({ work, folder }) => [workerd(work), 'serve', path.join(folder, 'config.capnp')],
  },
];

const READ_BEFORE = /"code":"body-read"/;
/** Examples with a body parser before the handler. */
export const VARIANTS = [
  {
    ...framework('Express after express.json()', 'express'),
    example: 'Express',
    change: (code) => code.replace('express();', 'express();\napp.use(express.json());'),
    status: 200,
    text: /"userSig"/,
  },
  {
    ...framework('Koa after a body parser', 'koa'),
    example: 'Koa',
    change: (code) =>
      `${code.replace('new Koa();', 'new Koa();\napp.use(bodyParser());')}import { bodyParser } from '@koa/bodyparser';\n`,
    status: 500,
    text: READ_BEFORE,
    printed: /Assign the parsed body to req\.body/,
  },
  {
    ...framework('Fastify with its own parsers', 'fastify'),
    example: 'Fastify',
    change: (code) => code.replace(/^.*ContentTypeParser.*\n/gm, ''),
    status: 500,
    text: READ_BEFORE,
    printed: /Assign the parsed body to req\.body/,
  },
  {
    ...framework('Hono after a middleware that reads the body', 'hono'),
    example: 'Hono',
    change: (code) =>
      code.replace('new Hono();', "new Hono();\napp.use('*', async (c, next) => (await c.req.raw.text(), next()));"),
    status: 500,
    text: READ_BEFORE,
  },
];
