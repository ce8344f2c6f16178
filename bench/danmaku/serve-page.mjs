// Bundles the page of the benchmark and serves it from memory, on a free port of 127.0.0.1.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Danmaku bench</title><link rel="stylesheet" href="/page.css"><div id="stage"></div><script type="module" src="/page.js"></script>`;
const STYLE = `body { margin: 0; } #stage { position: relative; overflow: hidden; width: 1280px; height: 720px; background: #456; }
#stage .nplayer_danmaku_item { letter-spacing: 0; font: 600 24px/29px "Open Sans", "Noto Sans SC", sans-serif; color: #fff; text-shadow: 1px 1px 2px #000; white-space: pre; }
.box { width: 60px; height: 30px; background: #fff; }`;

/** The page logs in nowhere: an empty module stands for Tencent's SDKs. */
const withoutSdk = {
  name: 'without-sdk',
  setup(it) {
    it.onResolve({ filter: /^(tim-js-sdk|@tencentcloud\/chat)\// }, ({ path }) => ({ path, namespace: 'without-sdk' }));
    it.onLoad({ filter: /.*/, namespace: 'without-sdk' }, () => ({ contents: 'export default {};' }));
  },
};

export async function servePage() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.js', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['production'],
    logLevel: 'error',
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    plugins: [withoutSdk],
  });
  const script = outputFiles[0].text;
  const files = { '/': ['text/html', PAGE], '/page.css': ['text/css', STYLE], '/page.js': ['text/javascript', script] };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url] ?? ['text/plain', ''];
    response.writeHead(body ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
