// The pages of whole applications: the elements as docs/frameworks.md shows them, rendered on a server by Next.js and by
// Nuxt, and opened in a browser. Built and started with the handlers by run.mjs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../tools/browser.mjs';

const PATIENCE_MS = 60_000;
const GUIDE = readFileSync(fileURLToPath(new URL('../../docs/frameworks.md', import.meta.url)), 'utf8');

/** The one code block of the page in `language` that contains `part`. */
function example(language, part) {
  const found = [...GUIDE.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(
    ([, name, code]) => name === language && code.includes(part),
  );
  if (found.length !== 1)
    throw new Error(`docs/frameworks.md has ${found.length} ${language} examples with "${part}".`);
  return found[0][2];
}

/** Files of the application besides the route, by path. */
export const APPLICATIONS = {
  next: () => ({
    'app/layout.js': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
    'app/chat.js': example('jsx', 'live-chat-elements/react'),
    'app/page.js': `import { Chat } from './chat';
export default function Page() {
  return <Chat />;
}
`,
  }),
  nuxt: () => ({
    'nuxt.config.js': example('js', 'defineNuxtConfig').replace(
      'defineNuxtConfig({',
      "defineNuxtConfig({\n  compatibilityDate: '2026-05-01',\n  telemetry: false,\n  workspaceDir: '.',",
    ),
    'app/app.vue': example('vue', 'live-chat-elements/define'),
  }),
};

export function writeApplication(name, folder) {
  for (const [file, content] of Object.entries(APPLICATIONS[name]())) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
}

/** Opens the page, sends a message, and waits until the chat shows it and the application has received its event. */
export async function checkPage(url) {
  const text = 'hello from this page';
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  const html = await response.text();
  if (!html.includes('<live-chat')) throw new Error(`The server did not render the element: ${html.slice(0, 500)}`);

  const browser = await launchBrowser();
  const said = [];
  const logged = [];
  try {
    const page = await browser.newPage();
    page.on('console', (line) => (['error', 'warn'].includes(line.type()) ? said : logged).push(line.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(url);
    const settings = { timeout: PATIENCE_MS };
    await page.waitForFunction(() => document.querySelector('live-chat')?.status === 'joined', settings);
    await page.evaluate((words) => document.querySelector('live-chat').send(words), text);
    await page.waitForFunction(
      (words) => document.querySelector('live-chat').shadowRoot.textContent.includes(words),
      settings,
      text,
    );
    // The example of Next.js writes the text to the console, the one of Nuxt into the page.
    const inPage = await page.$('#latest');
    if (inPage)
      await page.waitForFunction((words) => document.getElementById('latest').textContent === words, settings, text);
    else if (!logged.includes(text)) throw new Error('The application did not receive the message.');
    const unexpected = said.filter((line) => !line.includes('favicon.ico') && !line.includes('404'));
    if (unexpected.length > 0) throw new Error(`The console was not empty:\n${unexpected.join('\n')}`);
  } catch (error) {
    throw new Error(`${error.message}\n${[...said, ...logged].join('\n')}`, { cause: error });
  } finally {
    await browser.close();
  }
}
