// `npm run screenshots`: makes the pictures of README.md from the built demo, with seeded simulated viewers and with
// the browser and the fonts from npm. `npm run screenshots -- --all out/` takes screenshots of every demo page at four
// widths in both colour schemes instead.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../demo/server/start-demo.mjs';
import { launchBrowser } from './browser.mjs';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
const DEMO = fileURLToPath(new URL('../demo/', import.meta.url));
const ROWS_WANTED = 80; // with as many messages the first comments have crossed the stage
const PLACES = [
  [320, 640],
  [390, 844],
  [1280, 800],
  [2560, 1440],
];
const WORDS = { en: 'Good evening from the other side of the lake', 'zh-CN': '湖对岸的各位晚上好' };

const README_PICTURES = [
  { name: 'gallery-dark', width: 1440, height: 900, scheme: 'dark', lang: 'en' },
  { name: 'gallery-light', width: 1440, height: 900, scheme: 'light', lang: 'en' },
  { name: 'gallery-phone', width: 390, height: 844, scheme: 'dark', lang: 'en' },
  { name: 'gallery-zh', width: 1440, height: 900, scheme: 'dark', lang: 'zh-CN' },
];

async function openPage(browser, { width, height, scheme }) {
  const page = await browser.newPage();
  const phone = width < 600;
  await page.setViewport({ width, height, deviceScaleFactor: phone ? 2 : 1, isMobile: phone, hasTouch: phone });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  page.on('console', (line) => console.error(`${line.type()} on ${page.url()}: ${line.text()}`));
  page.on('pageerror', (error) => console.error(`error on ${page.url()}: ${error.message}`));
  return page;
}

/** Starts a demo for each: the same room without users, and the same simulated viewers. */
async function readmePicture(browser, picture) {
  const demo = await startDemo({ port: 0 });
  const page = await openPage(browser, picture);
  await page.goto(`${demo.url}?user=ana&lang=${picture.lang}&crowd=10`);
  await page.waitForFunction(() => document.getElementById('chat').status === 'joined', { timeout: 20_000 });
  await page.waitForFunction(
    (rows) => document.getElementById('chat').messages.length >= rows,
    { timeout: 20_000 },
    ROWS_WANTED,
  );
  await page.evaluate(async (text) => {
    await document.getElementById('chat').send(text);
  }, WORDS[picture.lang]);
  // The own comment has entered from the edge.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3000)));
  await page.evaluate(() => document.getElementById('like').like(5));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)));
  await page.screenshot({ path: path.join(DOCS, `${picture.name}.webp`), type: 'webp', quality: 88 });
  await page.close();
  await demo.close();
  console.log(`docs/${picture.name}.webp`);
}

async function everyPage(browser, folder) {
  const demo = await startDemo({ port: 0 });
  mkdirSync(folder, { recursive: true });
  const pages = [
    '',
    ...readdirSync(DEMO, { recursive: true })
      .filter((file) => file.endsWith('index.html') && file !== 'index.html' && !file.startsWith('frameworks'))
      .map((file) => `${path.dirname(file)}/`),
  ];
  for (const where of pages) {
    for (const [width, height] of PLACES) {
      for (const scheme of ['light', 'dark']) {
        const page = await openPage(browser, { width, height, scheme });
        // The overlay is transparent: only its preview shows a picture.
        await page.goto(`${demo.url}${where}?user=ana&crowd=10${where === 'overlay/' ? '&preview' : ''}`, {
          waitUntil: 'load',
        });
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
        const name = `${where.replaceAll('/', '-') || 'gallery-'}${width}-${scheme}.webp`;
        await page.screenshot({ path: path.join(folder, name), type: 'webp', quality: 80 });
        await page.close();
        console.log(name);
      }
    }
  }
  await demo.close();
}

const all = process.argv.indexOf('--all');
mkdirSync(DOCS, { recursive: true });
const browser = await launchBrowser();
try {
  if (all > 0) await everyPage(browser, process.argv[all + 1] ?? 'test-results/pages');
  else for (const picture of README_PICTURES) await readmePicture(browser, picture);
} finally {
  await browser.close();
}
