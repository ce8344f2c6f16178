// `npm run build:demo`: builds the demo as a folder of static files, for any web server and any path. Copies the pages,
// the built script and Tencent's SDKs, and adds the emulator to each page. Needs dist/ (`npm run build:js`).
//   node demo/build-static.mjs [folder]      default dist-demo
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SDK_FILES } from './server/sdk-files.mjs';

const DEMO = fileURLToPath(new URL('./', import.meta.url));
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const NOT_COPIED = ['starter', 'server', 'server.mjs', 'build-static.mjs', 'frameworks'];
const ELEMENTS = /( *)<script type="module" src="([./]+)dist\/cdn\/live-chat-elements\.js"><\/script>/;
const CHARSET = /<meta charset="utf-8"(?: \/)?>/;

/** The demo server's policy, as far as a meta element supports it, without WebSocket connections. */
function policy(page) {
  const media = page.startsWith('replay') ? ' media-src blob:;' : '';
  return `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;${media} require-trusted-types-for 'script'; trusted-types live-chat-elements dompurify; base-uri 'none'; form-action 'none'`;
}

const into = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../dist-demo/', import.meta.url)));
if (!existsSync(path.join(DIST, 'emulator-page.js'))) {
  console.error(
    'dist/ is missing or older than the page emulator. Run `npm run build:js` first; `npm run build:demo` does it ' +
      'for you.',
  );
  process.exit(1);
}
rmSync(into, { recursive: true, force: true });
mkdirSync(into, { recursive: true });
cpSync(DEMO, into, {
  recursive: true,
  filter: (file) => !NOT_COPIED.includes(path.relative(DEMO, file).split(path.sep)[0]) && !file.endsWith('.d.ts'),
});
cpSync(path.join(DIST, 'cdn'), path.join(into, 'dist/cdn'), {
  recursive: true,
  filter: (file) => !file.endsWith('.map'),
});
const emulator = readFileSync(path.join(DIST, 'emulator-page.js'), 'utf8').replace(
  /\n\/\/# sourceMappingURL=\S+\s*$/,
  '\n',
);
writeFileSync(path.join(into, 'dist/emulator-page.js'), emulator);

for (const [pathname, file] of Object.entries(SDK_FILES)) cpSync(file, path.join(into, pathname));

let pages = 0;
for (const page of readdirSync(into, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))) {
  const file = path.join(into, page);
  const html = readFileSync(file, 'utf8');
  if (!ELEMENTS.test(html) || !CHARSET.test(html))
    throw new Error(
      `demo/${page} has no script of the elements or no charset: this build inserts the emulator and the policy there.`,
    );
  const service = html.replace(
    ELEMENTS,
    (script, indent, root) => `${indent}<script type="module" src="${root}static/service.js"></script>\n${script}`,
  );
  // Before every other module script, so that the service is there for the first request.
  const first = service.indexOf('<script type="module"');
  const line = /<script type="module" src="[^"]*static\/service\.js"><\/script>\n? */.exec(service)[0];
  const moved = service.slice(0, first) + line + service.slice(first).replace(line, '');
  writeFileSync(
    file,
    moved.replace(
      CHARSET,
      (charset) => `${charset}\n  <meta http-equiv="Content-Security-Policy" content="${policy(page)}">`,
    ),
  );
  pages++;
}
console.log(`${pages} pages in ${path.relative(process.cwd(), into) || '.'}`);
