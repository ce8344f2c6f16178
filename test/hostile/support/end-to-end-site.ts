// A site of another author, with the built script, the token endpoint of the server kit and an emulator, under a strict
// CSP with Trusted Types. Token responses can be forged, and every frame of the service can pass through a relay.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Emulator } from '../../../src/emulator/index.js';
import { createTokenHandler, toNodeListener, type IdentifiedUser } from '../../../src/server/index.js';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const PAGE = fileURLToPath(new URL('./end-to-end-page.ts', import.meta.url));
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://127.0.0.1:*; img-src 'self' https:; require-trusted-types-for 'script'; trusted-types live-chat-elements dompurify; base-uri 'none'; form-action 'none'";
const CSS = `
body { margin: 0; display: flex; flex-wrap: wrap; gap: 8px; inline-size: 1200px; }
.box { inline-size: 280px; block-size: 400px; }
.box live-chat { --chat-height: 400px; }
.picture { block-size: 400px; }
`;
/** The only room of the site. */
export const ROOM = 'show';
const BODY = `
<div class="box"><live-chat id="chat" max-messages="500" token-endpoint="/api/token" group-id="${ROOM}"></live-chat></div>
<div class="box"><live-chat max-messages="500" token-endpoint="/api/token" group-id="${ROOM}" appearance="overlay" notices="all"></live-chat></div>
<div class="box"><live-chat max-messages="500" token-endpoint="/api/token" group-id="${ROOM}" appearance="compact" dir="rtl"></live-chat></div>
<div class="box"><danmaku-layer token-endpoint="/api/token" group-id="${ROOM}" interactive><div class="picture"></div></danmaku-layer></div>
<div class="box"><danmaku-layer token-endpoint="/api/token" group-id="${ROOM}" motion="reduce" overflow="overlap"><div class="picture"></div></danmaku-layer></div>
<div class="box"><like-button token-endpoint="/api/token" group-id="${ROOM}"></like-button></div>
<p class="after">The page goes on.</p>`;

export interface EndToEndSite {
  readonly origin: string;
  /** The user who requests a token. */
  identity: IdentifiedUser;
  /** A body to send instead of the token response of the kit. */
  forged: string | undefined;
  close(): Promise<void>;
}

/**
 * Throws an error with a reason when nothing is built yet. `proxyServer` is the address of the service for pages: the
 * emulator, or a relay before it.
 */
export async function startEndToEndSite(emulator: Emulator, proxyServer: string): Promise<EndToEndSite> {
  if (!existsSync(path.join(DIST, 'cdn/live-chat-elements.js')))
    throw new Error('Nothing is built yet: run `npm run build` first.');
  const page = await build({
    entryPoints: [PAGE],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  const files = new Map<string, readonly [string, string]>([
    [
      '/',
      [
        'text/html',
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hostile</title><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script><script type="module" src="/dist/cdn/live-chat-elements.js"></script>${BODY}`,
      ],
    ],
    ['/page.css', ['text/css', CSS]],
    ['/page.js', ['text/javascript', page.outputFiles[0]?.text ?? '']],
  ]);
  const site = { identity: { userId: 'ana', nick: 'Ana' } as IdentifiedUser, forged: undefined as string | undefined };
  const { sdkAppId, secretKey } = emulator;
  const handleToken = toNodeListener(
    createTokenHandler({
      sdkAppId,
      secretKey,
      proxyServer,
      userLimit: false,
      addressLimit: false,
      identify: () => site.identity,
    }),
  );
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = path.join(DIST, pathname.replace(/^\/dist\//, ''));
    const [type, body] =
      files.get(pathname) ??
      (pathname.startsWith('/dist/') && pathname.endsWith('.js') && existsSync(file)
        ? ['text/javascript', readFileSync(file, 'utf8')]
        : []);
    if (pathname === '/api/token' && site.forged === undefined) void handleToken(request, response);
    else if (pathname === '/api/token')
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(site.forged);
    else if (type)
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': CSP }).end(body);
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(site, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
