// The pages of the benchmark, in memory and compressed, as a site would serve them. Each page sets `joinedAt` (ms since
// the navigation) when its room is joined.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import { preloadTags } from '../../tools/preload-tags.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const SDK = fileURLToPath(new URL('../../node_modules/tim-js-sdk/tim-js.es.js', import.meta.url));
export const GROUP_ID = 'boot';

const TAGS = `<danmaku-layer for="chat"><div style="height:300px"></div></danmaku-layer>
<live-chat id="chat" token-endpoint="/api/token" group-id="${GROUP_ID}"></live-chat>
<like-button for="chat"></like-button>
<script>
  const chat = document.getElementById('chat');
  chat.addEventListener('chat-status', (event) => { if (event.status === 'joined') globalThis.joinedAt ??= performance.now(); });
</script>`;

/** What a developer writes without a library: the SDK and the token side by side, then login and join. */
const BY_HAND = `import TIM from './tim-js.es.js';
const { sdkAppId, userId, userSig, proxyServer } = await globalThis.token;
const tim = TIM.create({ SDKAppID: sdkAppId, proxyServer });
tim.setLogLevel(4);
tim.on(TIM.EVENT.SDK_READY, async () => {
  await tim.joinGroup({ groupID: '${GROUP_ID}', type: TIM.TYPES.GRP_AVCHATROOM });
  globalThis.joinedAt = performance.now();
});
await tim.login({ userID: userId, userSig });`;
const BY_HAND_HEAD = `<link rel="modulepreload" href="/hand/tim-js.es.js"><script>
  globalThis.token = fetch('/api/token', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"groupId":"${GROUP_ID}"}' }).then((response) => response.json());
</script><script type="module" src="/hand/page.js"></script>`;

const page = (head, body) =>
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Boot ' +
  `bench</title>${head}</head><body>${body}</body></html>`;

async function bundleApp() {
  const bundle = await rollup({
    input: 'app',
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'app' ? id : undefined),
        load: (id) => (id === 'app' ? `import ${JSON.stringify(path.join(DIST, 'define.js'))};` : undefined),
      },
      nodeResolve({ browser: true, exportConditions: ['production'] }),
      terser({ module: true }),
    ],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: 'es', entryFileNames: 'app.js' });
  await bundle.close();
  return output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []));
}

/** The pages by name, and all files by path. */
async function makeFiles() {
  const files = new Map();
  const script = '<script type="module" src="/cdn/live-chat-elements.js"></script>';
  const pages = {
    'by hand': page(BY_HAND_HEAD, ''),
    'script tag': page(script, TAGS),
    'script tag, preload tags': page(preloadTags('/cdn/') + script, TAGS),
    'script tag, sdk="v3"': page(script, TAGS.replace('group-id', 'sdk="v3" group-id')),
    'bundled by an application': page('<script type="module" src="/app/app.js"></script>', TAGS),
  };
  for (const [index, html] of Object.values(pages).entries()) files.set(`/page-${index}`, ['text/html', html]);
  files.set('/hand/page.js', ['text/javascript', BY_HAND]);
  files.set('/hand/tim-js.es.js', ['text/javascript', readFileSync(SDK, 'utf8')]);
  for (const file of readdirSync(path.join(DIST, 'cdn'), { recursive: true }))
    if (file.endsWith('.js'))
      files.set(`/cdn/${file.replaceAll('\\', '/')}`, [
        'text/javascript',
        readFileSync(path.join(DIST, 'cdn', file), 'utf8'),
      ]);
  for (const [file, code] of await bundleApp()) files.set(`/app/${file}`, ['text/javascript', code]);
  return { names: Object.keys(pages), files };
}

/**
 * Serves the pages `/page-0`, `/page-1` …
 *
 * @param {import('node:http').RequestListener} handleToken
 */
export async function startSite(handleToken) {
  const { names, files } = await makeFiles();
  const compressed = new Map([...files].map(([url, [type, body]]) => [url, { type, body: gzipSync(body) }]));
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (request.url === '/api/token') return handleToken(request, response);
    const file = compressed.get(request.url);
    if (!file) return response.writeHead(404).end();
    const headers = { 'content-type': `${file.type}; charset=utf-8`, 'content-encoding': 'gzip' };
    response.writeHead(200, { ...headers, 'cache-control': 'no-store' }).end(file.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { names, port: server.address().port, close: () => server.close() };
}
