// Runs test/**/*.test.ts (not *.node.test.ts) in a real Chromium against a real emulator. It is started through tsx, so that
// this file can import the emulator's TypeScript.
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { fromRollup } from '@web/dev-server-rollup';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { findBrowser } from './tools/browser.mjs';
import { sdkScope } from './tools/sdk-scope.mjs';
import { emulatorPlugin } from './tools/wtr-emulator.mjs';
import { emulatedMediaPlugin } from './tools/wtr-emulated-media.mjs';
import { countReporter } from './tools/wtr-count-reporter.mjs';

const browser = await findBrowser();
console.log(`browser: ${browser.source}`);
const emulator = emulatorPlugin();

export default {
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
  nodeResolve: { exportConditions: ['browser', 'development'] },
  hostname: '127.1', // 'localhost' and '127.0.0.1' make the dev server listen on every interface; this binds 127.0.0.1 only
  staticLogging: Boolean(process.env.CI),
  concurrency: Number(process.env.WTR_CONCURRENCY ?? (browser.everyPageAnimates ? 2 : 1)),
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countReporter()],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: browser.executablePath,
        args: browser.args,
        env: { ...process.env, ...browser.env },
      },
    }),
  ],
  middleware: [emulator.tokenMiddleware],
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
    fromRollup(sdkScope)(),
    a11ySnapshotPlugin(),
    emulatedMediaPlugin(),
    emulator,
  ],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  // These end a test or a file that hangs; waits inside a test end earlier, with a reason.
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 600_000,
};
