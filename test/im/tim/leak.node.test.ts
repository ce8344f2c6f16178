// Closed clients leave no socket, timer, listener or heap. CYCLES=1000 for the long run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import { createUserSig } from '../../../src/server/index.js';
import { sdkUnderTest } from '../../support/sdk-under-test.js';
import { ClientPages } from '../support/client-page.js';

const CYCLES = Number(process.env['CYCLES'] ?? 120);
const WARM_UP = 20;
/** A leaked SDK instance alone is about 1 MB. */
const HEAP_SLACK_BYTES = 3_000_000;

test(`${CYCLES} closed clients leave no socket, timer, listener or heap`, { timeout: 110_000 }, async (context) => {
  const emulator = await startEmulator({ port: 0, pollMs: 20, maxLoginsPerMinute: Infinity });
  context.after(() => emulator.close());
  const pages = await ClientPages.start();
  context.after(() => pages.stop());
  const { page, pageLog } = await pages.open();
  const { sdkAppId, secretKey } = emulator;
  const credentials = {
    sdkAppId,
    userId: 'ana',
    userSig: await createUserSig({ sdkAppId, secretKey, userId: 'ana' }),
    proxyServer: emulator.url,
    sdk: sdkUnderTest,
  };

  // Every timer that is set and every one that has ended, recorded by the page itself.
  await page.evaluate(`{
    const live = (window.liveTimers = new Set());
    const { setTimeout: after, setInterval: every, clearTimeout: stopOne, clearInterval: stopAll } = window;
    window.setTimeout = (work, ms) => { const id = after(() => { live.delete(id); work(); }, ms); live.add(id); return id; };
    window.setInterval = (work, ms) => { const id = every(work, ms); live.add(id); return id; };
    window.clearTimeout = (id) => { live.delete(id); stopOne(id); };
    window.clearInterval = (id) => { live.delete(id); stopAll(id); };
  }`);
  const devTools = await page.createCDPSession();
  const measure = async () => {
    for (let times = 0; times < 3; times++) await devTools.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize: heap = 0, JSEventListeners: listeners = 0 } = await page.metrics();
    return {
      heap,
      listeners,
      timers: Number(await page.evaluate('window.liveTimers.size')),
      sockets: emulator.app.connectionCount,
    };
  };
  const cycle = (times: number) =>
    page.evaluate((n, given) => window.driver.cycles(n, given, 'room'), times, credentials);

  assert.equal(await cycle(WARM_UP), 'ok');
  const before = await measure();
  assert.equal(await cycle(CYCLES), 'ok');
  const afterwards = await measure();
  context.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(afterwards)}`);
  assert.equal(afterwards.sockets, 0);
  assert.equal(afterwards.timers, before.timers);
  assert.ok(afterwards.listeners <= before.listeners + 2, `${before.listeners} → ${afterwards.listeners} listeners`);
  assert.ok(afterwards.heap < before.heap + HEAP_SLACK_BYTES, `${before.heap} → ${afterwards.heap} bytes of heap`);
  assert.deepEqual([...pageLog.errors, ...pageLog.console], []);
});
