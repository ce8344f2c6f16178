// Several tabs of one user: the newest is active, the others wait. The active tab is closed, ends, is frozen or is
// replaced by the user, with and without Web Locks.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { useRoomFixture } from '../room/support/use-room-fixture.js';
import { until } from '../support/until.js';

/** Long enough for every retry of a tab that would compete. */
const RETRIES_MS = 4_000;

describe('several tabs of one user', { concurrency: false }, () => {
  const rooms = useRoomFixture();
  let group: string;

  async function tab({ hasLocks = true } = {}): Promise<Page> {
    const page = await rooms.fixture.open();
    if (!hasLocks) {
      await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
      await page.reload();
      await page.waitForFunction(() => 'roomPage' in window);
    }
    await page.evaluate((id) => window.roomPage.make('ana', id), group);
    assert.equal(await page.evaluate(() => window.roomPage.connect('ana')), 'ok');
    return page;
  }
  async function twoTabs(options?: { readonly hasLocks: boolean }): Promise<{ older: Page; newer: Page }> {
    group = rooms.newGroup('tabs');
    const older = await tab(options);
    const newer = await tab(options);
    await until(async () => (await status(older)) === 'closed', 'the older tab is closed');
    assert.equal(await older.evaluate(() => window.roomPage.error('ana')), 'im/superseded');
    return { older, newer };
  }
  const status = (page: Page): Promise<string> => page.evaluate(() => window.roomPage.status('ana'));
  const send = (page: Page, text: string): Promise<string> =>
    page.evaluate((each) => window.roomPage.send('ana', each), text);
  const isJoined = (page: Page, ms: number): Promise<unknown> =>
    until(async () => (await status(page)) === 'joined', 'the tab is joined', ms);
  /** No tab logs in any more. */
  async function expectNoFurtherLogin(): Promise<void> {
    const logins = rooms.fixture.requests('wslogin');
    const from = Date.now();
    await until(() => Date.now() - from > RETRIES_MS, 'a fight would have begun', RETRIES_MS * 2);
    assert.equal(rooms.fixture.requests('wslogin'), logins);
  }

  it('hand over when the active tab is closed, and when its process ends', async () => {
    const { older, newer } = await twoTabs();
    await newer.close();
    await isJoined(older, 30_000);

    const third = await tab();
    await until(async () => (await status(older)) === 'closed', 'the older one stands aside again');
    const devTools = await third.createCDPSession();
    devTools.send('Page.crash').catch(() => undefined); // a page whose process ended does not respond
    await isJoined(older, 30_000);
    assert.equal(await send(older, 'here again'), 'ok');
  });

  it('let a waiting tab take over from a frozen one, which stays inactive when it resumes', async () => {
    const { older, newer } = await twoTabs();
    const devTools = await newer.createCDPSession();
    await devTools.send('Page.setWebLifecycleState', { state: 'frozen' });
    assert.equal(await status(older), 'closed', 'nothing is taken from a tab that may come back');
    assert.equal(await older.evaluate(() => window.roomPage.connect('ana')), 'ok');
    assert.equal(await send(older, 'from the older one'), 'ok');
    await devTools.send('Page.setWebLifecycleState', { state: 'active' });
    await until(async () => (await status(newer)) === 'closed', 'the thawed one stands aside', 20_000);
    assert.equal(await newer.evaluate(() => window.roomPage.error('ana')), 'im/superseded');
    await expectNoFurtherLogin();
    assert.equal(await status(older), 'joined');
  });

  it('let the active tab send and refuse the others with an error, and show each message once in every tab', async () => {
    const { older, newer } = await twoTabs();
    const watcher = await rooms.fixture.open();
    await watcher.evaluate((id) => window.roomPage.make('ben', id), group);
    assert.equal(await watcher.evaluate(() => window.roomPage.connect('ben')), 'ok');
    const outcomes = await Promise.all([
      send(newer, 'one'),
      send(older, 'lost'),
      send(newer, 'two'),
      send(older, 'lost too'),
    ]);
    assert.deepEqual([outcomes[0], outcomes[2]], ['ok', 'ok']);
    for (const refused of [outcomes[1], outcomes[3]]) assert.match(refused ?? '', /^(im|room|send)\//);
    await newer.close();
    await isJoined(older, 4_000);
    assert.equal(await send(older, 'three'), 'ok');
    await until(
      async () => (await watcher.evaluate(() => window.roomPage.rows('ben'))).includes('three'),
      'all is read',
    );
    assert.deepEqual(await watcher.evaluate(() => window.roomPage.rows('ben')), ['one', 'two', 'three']);
  });

  it('hand the room over through five tabs that are closed one after another', async () => {
    group = rooms.newGroup('tabs');
    const tabs: Page[] = [];
    for (let count = 0; count < 5; count++) tabs.push(await tab());
    for (let live = tabs.pop(); live && tabs.length > 0; live = tabs.pop()) {
      await isJoined(live, 4_000);
      await live.close();
      await until(async () => (await Promise.all(tabs.map(status))).includes('joined'), 'another one is live', 4_000);
      const states = await Promise.all(tabs.map(status));
      assert.equal(states.filter((each) => each === 'joined').length, 1, states.join());
      // The queue is first come, first served, not a stack: the active tab is always the next one closed.
      tabs.push(...tabs.splice(states.indexOf('joined'), 1));
    }
  });

  it('do not compete where the browser has no locks: the service ends the older login, which waits for the user', async () => {
    const { older, newer } = await twoTabs({ hasLocks: false });
    await expectNoFurtherLogin();
    assert.deepEqual([await status(older), await status(newer)], ['closed', 'joined']);
    assert.equal(await older.evaluate(() => window.roomPage.connect('ana')), 'ok');
    await until(async () => (await status(newer)) === 'closed', 'the newer one stands aside');
    await expectNoFurtherLogin();
    assert.deepEqual([await status(older), await status(newer)], ['joined', 'closed']);
  });
});
