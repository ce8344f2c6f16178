// What every test of the built files on a page needs: an emulator, another site with these files, and a browser.
import { after, before } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startEmulator, type Emulator } from '../../../src/emulator/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';
import { startSite, type Site } from './site.js';

export interface BuiltPages {
  readonly emulator: Emulator;
  readonly site: Site;
  readonly browser: Browser;
}

/** Call it in a `describe`: all three are available while its tests run. */
export function builtPages(): BuiltPages {
  const pages: { emulator?: Emulator; site?: Site; browser?: Browser } = {};
  before(async () => {
    // The tests of a file share a few users, who log in more often within a minute than a user does.
    const maxLoginsPerMinute = Infinity;
    pages.emulator = await startEmulator({ port: 0, pollMs: 20, pageCloseGraceMs: 200, maxLoginsPerMinute });
    pages.site = await startSite(pages.emulator);
    pages.browser = await launchBrowser();
  });
  after(async () => {
    await pages.browser?.close();
    await pages.site?.close();
    await pages.emulator?.close();
  });
  return pages as BuiltPages;
}
