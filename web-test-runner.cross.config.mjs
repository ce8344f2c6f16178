// `npm run test:cross`: the browser tests in Firefox and WebKit, where these are installed (Debian: firefox-esr,
// webkit2gtk-driver and xvfb). Tests that need DevTools (emulated media, real keys) are skipped there: see
// test/support/skip-unsupported.ts.
import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findMiniBrowser, webkitLauncher } from './tools/webkit-launcher.mjs';
import { crossCommandsPlugin } from './tools/wtr-cross-commands.mjs';
import base from './web-test-runner.config.mjs';

const firefoxPath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (file) => file && existsSync(file),
);
const miniBrowser = findMiniBrowser();
const browsers = [];

if (firefoxPath) {
  const firefox = chromeLauncher({
    puppeteer,
    launchOptions: {
      browser: 'firefox',
      executablePath: firefoxPath,
      headless: true,
      args: [],
      extraPrefsFirefox: { 'network.proxy.type': 0 },
    },
    concurrency: 1,
  });
  firefox.name = 'Firefox';
  browsers.push(firefox);
}
if (miniBrowser) browsers.push(webkitLauncher(miniBrowser));
console.log(`engines: ${browsers.map(({ name }) => name).join(', ') || 'none'}`);
if (browsers.length < 2)
  console.log('Not all engines are installed. On Debian: apt-get install firefox-esr webkit2gtk-driver xvfb');

export default {
  ...base,
  // 100 mounts with each SDK say nothing about the engine, and take minutes there.
  files: [...base.files, '!test/im/attached/mounts.test.ts'],
  plugins: [crossCommandsPlugin(), ...base.plugins],
  browsers,
  concurrency: 1,
};
