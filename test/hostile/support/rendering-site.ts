// Serves the page of the rendering tests: the built package, bundled as an application would, under a strict CSP that
// enforces Trusted Types. Pictures of other users may be requested over https (which fails here); all other requests
// are forbidden.
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https:; require-trusted-types-for 'script'; trusted-types lit-html dompurify; base-uri 'none'; form-action 'none'";
const CSS = `
body { margin: 0; display: flex; flex-wrap: wrap; gap: 8px; inline-size: 1200px; }
.box { inline-size: 280px; block-size: 400px; }
.box live-chat { --chat-height: 400px; }
.picture { block-size: 400px; }
`;
const BODY = `
<div class="box"><live-chat max-messages="300"></live-chat></div>
<div class="box"><live-chat max-messages="300" appearance="overlay" notices="all"></live-chat></div>
<div class="box"><live-chat max-messages="300" appearance="compact" dir="rtl"></live-chat></div>
<div class="box"><danmaku-layer interactive><div class="picture"></div></danmaku-layer></div>
<div class="box"><danmaku-layer motion="reduce" overflow="overlap"><div class="picture"></div></danmaku-layer></div>
<div class="box"><like-button></like-button></div>
<div class="box spare-box"><div class="spare" hidden></div></div>
<p class="after">The page goes on.</p>`;

export interface RenderingSite {
  readonly origin: string;
  close(): Promise<void>;
}

/** Throws an error with a reason when nothing is built yet. */
export async function startRenderingSite(): Promise<RenderingSite> {
  if (!existsSync(path.join(DIST, 'define.js'))) throw new Error('Nothing is built yet: run `npm run build` first.');
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./rendering-page.ts', import.meta.url))],
    plugins: [
      {
        name: 'built',
        setup: ({ onResolve }) =>
          void onResolve({ filter: /\/src\/(index|define)\.js$/ }, ({ path: file }) => ({
            path: path.join(DIST, path.basename(file)),
          })),
      },
    ],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: ['*/tim-sdk.js', '*/tim-sdk-3.js'],
    conditions: ['browser'],
    logLevel: 'error',
  });
  const files = new Map<string, readonly [string, string]>([
    [
      '/',
      [
        'text/html',
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hostile</title><link rel="stylesheet" href="/page.css">${BODY}<script type="module" src="/page.js"></script>`,
      ],
    ],
    ['/page.css', ['text/css', CSS]],
    ['/page.js', ['text/javascript', bundle.outputFiles[0]?.text ?? '']],
  ]);
  const server: Server = createServer((request, response) => {
    const [type, body] = files.get(request.url ?? '') ?? [];
    if (type)
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': CSP }).end(body);
    else response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
