// A page keeps failed messages and the last error for hours. They must not keep the login that they came from in
// memory: each login holds an SDK.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import type { CDPSession, Page } from 'puppeteer-core';
import { startEmulator } from '../../src/emulator/index.js';
import { launchBrowser } from '../../tools/browser.mjs';
import { ChaosSite } from './support/chaos-site.js';

const ROUNDS = 8;
/** Ends a wait that would never end. */
const HANG_MS = 60_000;
const USER = 'p00';

/** The number of logins that the page holds after a garbage collection. */
async function heldSessions(devTools: CDPSession): Promise<number> {
  const { result } = await devTools.send('Runtime.evaluate', {
    expression: 'chaosPage.sessionPrototype',
    objectGroup: 'count',
  });
  const { objects } = await devTools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup: 'count',
  });
  const { result: length } = await devTools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  });
  await devTools.send('Runtime.releaseObjectGroup', { objectGroup: 'count' });
  return Number(length.value);
}

test('a room that logs in many times, with failed messages in its buffer, does not keep the old logins in memory', async (context) => {
  const emulator = await startEmulator({ pollMs: 20 });
  context.after(() => emulator.close());
  const site = await ChaosSite.start(emulator);
  context.after(() => site.stop());
  const browser = await launchBrowser();
  context.after(() => browser.close());
  const page: Page = await browser.newPage();
  await page.goto(site.origin);
  await page.waitForFunction(() => 'chaosPage' in window);
  const devTools = await page.createCDPSession();

  const failures: string[] = [];
  const untilTrue = async (isDone: () => boolean, what: string): Promise<void> => {
    const end = Date.now() + HANG_MS;
    while (!isDone()) {
      if (Date.now() > end) throw new Error(`This did not happen in time: ${what}.`);
      await wait(50);
      for (const user of (await page.evaluate(() => window.chaosPage.drainReport())).users) {
        status = user.status;
        for (const { outcome } of user.outcomes) failures.push(outcome);
      }
    }
  };
  let status = '';
  await page.evaluate((user) => window.chaosPage.addUser(user, 'held'), USER);
  await untilTrue(() => status === 'joined', 'the room is joined');
  for (let round = 1; round <= ROUNDS; round++) {
    emulator.app.faults.add({ command: 'send_group_msg', errorCode: 80001, times: 1 });
    await page.evaluate(
      (user, number) => window.chaosPage.write([[user, `${user}-${number} refused`, false]]),
      USER,
      round,
    );
    await untilTrue(() => failures.length === round, 'the message has failed');
    const logins = emulator.app.requests.count('wslogin');
    emulator.app.simulate.expireSignature({ userId: USER });
    await untilTrue(() => emulator.app.requests.count('wslogin') > logins, 'it logs in again');
    emulator.app.faults.clear();
    await untilTrue(
      () => emulator.app.room('held')?.members.includes(USER) === true && status === 'joined',
      'it is in again',
    );
  }
  assert.deepEqual(failures, new Array(ROUNDS).fill('failed'));
  // The last logins that ended can have pending tasks for some seconds. A leak keeps all of them.
  const end = Date.now() + 10_000;
  let held = await heldSessions(devTools);
  while (held > 2 && Date.now() < end) {
    await wait(250);
    held = await heldSessions(devTools);
  }
  context.diagnostic(`${held} sessions held after ${ROUNDS} logins`);
  assert.ok(held < ROUNDS / 2, `${held} sessions are held`);
});
