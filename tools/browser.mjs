// Finds a Chromium for tests, screenshots and benchmarks without manual steps:
// 1. CHROME_PATH, 2. the build in the npm package @sparticuz/chromium (Linux x64), 3. an installed Chrome or Chromium.
// The npm build is preferred to an installed one, so that results are the same on every Linux machine; its fonts come
// from npm too.
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);
const CACHE = fileURLToPath(new URL('../node_modules/.cache/chromium/', import.meta.url));

const ARGS = [
  '--no-sandbox', // CI containers run as root
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-lcd-text',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost', // no request leaves the machine
];

function packageFolder(name) {
  try {
    return path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    const folder = fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
    return existsSync(folder) ? folder : undefined;
  }
}

/** Fills `folder` by a temporary folder and a rename, so that no process ever sees it incomplete. */
async function makeOnce(folder, fill) {
  if (existsSync(folder)) return;
  const temporary = `${folder}.${process.pid}.tmp`;
  mkdirSync(temporary, { recursive: true });
  await fill(temporary);
  try {
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function packedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const source = packageFolder('@sparticuz/chromium');
  if (!source) return undefined;
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const folder = path.join(CACHE, version);
  await makeOnce(folder, async (into) => {
    const { extract } = require('tar-fs');
    const open = (file) => createReadStream(path.join(source, 'bin', file));
    await Promise.all([
      pipeline(
        open('chromium.br'),
        createBrotliDecompress({ chunkSize: 1 << 21 }),
        createWriteStream(path.join(into, 'chromium'), { mode: 0o755 }),
      ),
      pipeline(open('al2023.tar.br'), createBrotliDecompress(), extract(path.join(into, 'al2023'))),
      pipeline(open('fonts.tar.br'), createBrotliDecompress(), extract(path.join(into, 'fonts'))),
      pipeline(open('swiftshader.tar.br'), createBrotliDecompress(), extract(into)),
    ]);
  });
  const executablePath = path.join(folder, 'chromium');
  const env = { FONTCONFIG_FILE: await fontConfig(folder) };
  // For a machine without NSS and expat: the package contains them.
  if (spawnSync(executablePath, ['--version']).status !== 0) env.LD_LIBRARY_PATH = path.join(folder, 'al2023', 'lib');
  return { executablePath, env, source: `@sparticuz/chromium ${version}`, everyPageAnimates: true };
}

/**
 * A fontconfig of its own: Latin, Chinese and emoji fonts from npm, so that screenshots are the same on every machine.
 */
async function fontConfig(folder) {
  const folders = [path.join(folder, 'fonts')];
  const emoji = packageFolder('@expo-google-fonts/noto-color-emoji');
  if (emoji) folders.push(path.join(emoji, '400Regular'));
  const chinese = packageFolder('@fontsource-variable/noto-sans-sc');
  if (chinese) {
    const unpacked = path.join(CACHE, 'font-sc');
    await makeOnce(unpacked, async (into) => {
      const { decompress } = require('wawoff2'); // fontconfig does not index .woff2
      for (const file of readdirSync(path.join(chinese, 'files')).filter((name) => name.endsWith('.woff2'))) {
        writeFileSync(
          path.join(into, file.replace(/woff2$/, 'ttf')),
          Buffer.from(await decompress(readFileSync(path.join(chinese, 'files', file)))),
        );
      }
    });
    folders.push(unpacked);
  }
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const file = path.join(folder, 'fonts.conf');
  const content = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((each) => `<dir>${escape(each)}</dir>`).join('')}<cachedir>${escape(path.join(CACHE, 'font-cache'))}</cachedir></fontconfig>`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content);
  return file;
}

function installedChrome() {
  const onPath = (name) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  const candidates =
    {
      darwin: [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ],
      win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter(Boolean)
        .map((folder) => path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
    }[process.platform] ?? ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'].flatMap(onPath);
  const executablePath = candidates.find((file) => existsSync(file));
  return executablePath && { executablePath, env: {}, source: executablePath, everyPageAnimates: false };
}

/**
 * @returns {Promise<{executablePath: string, env: Record<string, string>, source: string, everyPageAnimates: boolean,
 * args: string[]}>} `everyPageAnimates` is false for a full Chrome, which gives animation frames to one page at a time.
 */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH is ${named}, which does not exist.`);
  const found =
    (named && { executablePath: named, env: {}, source: `CHROME_PATH (${named})`, everyPageAnimates: false }) ||
    (await packedChromium()) ||
    installedChrome();
  if (!found) throw new Error('No browser found. Install Chrome or Chromium, or set CHROME_PATH to one.');
  return { ...found, args: ARGS };
}

/** Starts it with puppeteer-core; `options` are passed to puppeteer's `launch`. */
export async function launchBrowser(options = {}) {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await findBrowser();
  return puppeteer.launch({
    executablePath: browser.executablePath,
    headless: true,
    ...options,
    args: [...browser.args, ...(options.args ?? [])],
    env: { ...process.env, ...browser.env },
  });
}
