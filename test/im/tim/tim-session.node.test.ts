// Operations that are pending when a session ends must end too; otherwise their callers would wait for ever.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { startEmulator, type Emulator } from '../../../src/emulator/index.js';
import { createUserSig } from '../../../src/server/index.js';
import { until } from '../../support/until.js';
import { ClientPages } from '../support/client-page.js';

const ABORTED = /^aborted: \S/;

describe('a session that ends during a request', () => {
  let emulator: Emulator;
  let pages: ClientPages;
  let page: Page;

  before(async () => {
    emulator = await startEmulator({ port: 0, pollMs: 20, maxLoginsPerMinute: Infinity });
    pages = await ClientPages.start();
    ({ page } = await pages.open());
  });
  after(async () => {
    await pages?.stop();
    await emulator?.close();
  });

  for (const how of ['kick', 'expiry', 'close'] as const) {
    test(`rejects the pending message for its sender (${how})`, async () => {
      const { sdkAppId, secretKey, url, app } = emulator;
      const user = `sender-${how}`;
      const credentials = {
        sdkAppId,
        userId: user,
        userSig: await createUserSig({ sdkAppId, secretKey, userId: user }),
        proxyServer: url,
      };
      await page.evaluate((name) => window.driver.make(name), user);
      assert.equal(await page.evaluate((...args) => window.driver.login(...args), user, credentials), 'ok');
      assert.equal(await page.evaluate((...args) => window.driver.join(...args), user, `room-${how}`), 'ok');
      app.faults.add({ command: 'send_group_msg', userId: user, noResponse: true });
      const reported = page.evaluate((name) => window.driver.send(name, 'hi'), user);
      await until(() => app.requests.count('send_group_msg', user) > 0, 'the message is on its way');
      if (how === 'kick') app.simulate.kick(user, 'device');
      else if (how === 'expiry') app.simulate.expireSignature({ userId: user });
      else await page.evaluate((name) => window.driver.close(name), user);
      // The next request after an expiry is a poll, 10 s later at most.
      const answer = await Promise.race([
        reported,
        new Promise<string>((resolve) => setTimeout(() => resolve('no answer'), 14_000)),
      ]);
      assert.match(answer, ABORTED);
      app.faults.clear();
    });
  }
});
