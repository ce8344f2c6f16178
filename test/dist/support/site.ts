// A site of a user of this package: its own page, its own token endpoint, the built files, and an emulator, without any
// part of the demo. `cdn` serves the same built files from another origin.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '../../../src/emulator/node/start-emulator.js';
import { createTokenHandler, toNodeListener } from '../../../src/server/index.js';

/** Where `npm run build` writes. */
export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.map': 'application/json',
  '.json': 'application/json',
};
const TAGS = `<danmaku-layer for="chat"><div class="picture"></div></danmaku-layer>
<live-chat id="chat" token-endpoint="/api/token" group-id="friday-show"></live-chat>
<like-button for="chat"></like-button>`;

export interface Site {
  readonly origin: string;
  readonly cdn: string;
  /** Paths of built files that pages requested, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Throws an error with a reason when nothing is built yet. */
export async function startSite(emulator: Emulator): Promise<Site> {
  if (!existsSync(path.join(DIST, 'cdn/live-chat-elements.js')))
    throw new Error('Nothing is built yet: run `npm run build` first.');
  const asked: string[] = [];
  const tokenListener = (sdk?: 'v3') =>
    toNodeListener(
      createTokenHandler({
        sdkAppId: emulator.sdkAppId,
        secretKey: emulator.secretKey,
        proxyServer: emulator.url,
        sdk,
        identify: (request) => {
          const user = /(?:^|; )user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
          return user
            ? { userId: user, nick: user[0]?.toUpperCase() + user.slice(1), role: 'viewer' }
            : { guest: true };
        },
      }),
    );
  const tokenEndpoints = new Map([
    ['/api/token', tokenListener()],
    ['/api/token-v3', tokenListener('v3')],
  ]);
  const serveBuilt = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = path.join(DIST, pathname.replace(/^\/dist\//, ''));
    const type = TYPES[path.extname(file)];
    if (!pathname.startsWith('/dist/') || !type || !existsSync(file))
      return void response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    if (path.extname(file) === '.js') asked.push(pathname);
    response
      .writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Access-Control-Allow-Origin': '*',
        'Content-Security-Policy': "default-src 'none'",
      })
      .end(await readFile(file));
  };
  const cdn = await listen((request, response) => void serveBuilt(request, response));
  const policy = (scripts: string) =>
    `default-src 'none'; script-src ${scripts}; style-src 'self'; connect-src 'self' ws://127.0.0.1:*; img-src ` +
    "'self' data:; require-trusted-types-for 'script'; trusted-types live-chat-elements dompurify";
  const integrity = JSON.parse(await readFile(path.join(DIST, 'cdn/integrity.json'), 'utf8')) as Readonly<
    Record<string, string>
  >;
  const subscription = Object.keys(integrity).find((file) => file.startsWith('chunks/room-subscription-')) ?? 'none';
  const importMap = JSON.stringify({
    integrity: Object.fromEntries(
      Object.entries(integrity).map(([file, hash]) => [`${cdn.origin}/dist/cdn/${file}`, hash]),
    ),
  });
  const pages: Readonly<Record<string, readonly [csp: string, body: string]>> = {
    '/module': [policy("'self'"), `<script type="module" src="/dist/cdn/live-chat-elements.js"></script>${TAGS}`],
    '/versioned': [
      policy("'self'"),
      `<script type="module" src="/dist/cdn/live-chat-elements.js?v=3"></script>${TAGS}`,
    ],
    // Two copies of Lit cannot both create the policy `lit-html`: an empty console proves that there is one copy.
    '/twice': [
      policy("'self'"),
      '<script type="module" src="/dist/cdn/live-chat-elements.js"></script><script type="module" ' +
        `src="/dist/cdn/live-chat-elements.js?again"></script>${TAGS}`,
    ],
    '/classic': [
      policy(`'self' ${cdn.origin}`),
      `<script src="${cdn.origin}/dist/cdn/live-chat-elements.classic.js"></script>${TAGS}`,
    ],
    '/integrity': [
      policy(`'self' ${cdn.origin} 'sha256-${createHash('sha256').update(importMap).digest('base64')}'`),
      `<script type="importmap">${importMap}</script><script type="module" ` +
        `src="${cdn.origin}/dist/cdn/live-chat-elements.js" ` +
        `integrity="${integrity['live-chat-elements.js'] ?? 'none'}" crossorigin></script>${TAGS}`,
    ],
    '/preloaded': [
      policy(`'self' ${cdn.origin}`),
      `<link rel="modulepreload" href="${cdn.origin}/dist/cdn/${subscription}" ` +
        `integrity="${integrity[subscription] ?? 'none'}" crossorigin><script type="module" ` +
        `src="${cdn.origin}/dist/cdn/live-chat-elements.js" crossorigin></script>${TAGS}`,
    ],
    '/bare': [
      policy("'self'"),
      '<script type="module" ' +
        'src="/dist/cdn/live-chat-elements.js"></script><live-chat></live-chat><danmaku-layer></danmaku-layer><like-button></like-button>',
    ],
  };
  const site = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const page = pages[pathname];
    if (pathname === '/site.css')
      response.writeHead(200, { 'Content-Type': 'text/css' }).end('.picture { block-size: 300px }');
    else if (page)
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': page[0] })
        .end(
          '<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="stylesheet" ' +
            `href="/site.css">${page[1]}`,
        );
    else void (tokenEndpoints.get(pathname) ?? serveBuilt)(request, response);
  });
  return {
    origin: site.origin,
    cdn: cdn.origin,
    asked,
    close: async () => {
      await Promise.all([site, cdn].map(({ server }) => stop(server)));
    },
  };
}

async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
