import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { until } from '../../support/until.js';
import { useRoomFixture } from '../support/use-room-fixture.js';

describe('Room under faults', { concurrency: false }, () => {
  const rooms = useRoomFixture();
  let page: Page;
  let group: string;

  async function begin(...people: string[]): Promise<void> {
    group = rooms.newGroup('faults');
    page = await rooms.fixture.createRoom(group, ...people);
  }
  const status = (name: string): Promise<string> => page.evaluate((each) => window.roomPage.status(each), name);
  const rows = (name: string): Promise<readonly string[]> => page.evaluate((each) => window.roomPage.rows(each), name);
  const said = async (name: string, what: string): Promise<number | undefined> =>
    (await page.evaluate((each) => window.roomPage.events(each), name)).findLast((each) => each.what === what)?.at;
  const joinedAgain = (name: string, ms: number): Promise<unknown> =>
    until(async () => (await status(name)) === 'joined' && (await said(name, 'joined')), `${name} is joined`, ms);

  it('reports a closed connection within 2 s, reconnects within 3 s of the service, and misses nothing', async () => {
    await begin('ana');
    const closedAt = Date.now();
    rooms.fixture.emulator.app.simulate.restart({ downMs: 4_000 });
    await until(() => said('ana', 'reconnecting im/offline'), 'it says so', 2_500);
    assert.ok(((await said('ana', 'reconnecting im/offline')) ?? 0) - closedAt < 2_000);
    await rooms.fixture.emulator.app.sendText(group, 'meanwhile', { from: 'ben' });
    await until(async () => (await status('ana')) === 'joined', 'it is back', 10_000);
    assert.ok(Date.now() - closedAt - 4_000 < 3_000, `${Date.now() - closedAt} ms`);
    await until(async () => (await rows('ana')).includes('meanwhile'), 'what was said meanwhile is there');
    assert.deepEqual(await rows('ana'), ['meanwhile']);
  });

  it('does not report a connection that is restored at once', async () => {
    await begin('ana');
    rooms.fixture.emulator.app.simulate.close();
    await rooms.fixture.emulator.app.sendText(group, 'hi', { from: 'ben' });
    await until(async () => (await rows('ana')).includes('hi'), 'it reads on');
    assert.equal(await said('ana', 'reconnecting im/offline'), undefined);
  });

  it('joins again when the service has lost its memberships', async () => {
    await begin('ana');
    rooms.fixture.emulator.app.simulate.restart({ keepMemberships: false });
    await until(
      () => rooms.fixture.emulator.app.room(group)?.members.includes('ana'),
      'the service knows it again',
      8_000,
    );
    await rooms.fixture.emulator.app.sendText(group, 'welcome back', { from: 'ben' });
    await until(async () => (await rows('ana')).includes('welcome back'), 'it reads');
    await joinedAgain('ana', 2_000);
  });

  it('waits for a service that is down at the start', async () => {
    await begin();
    rooms.fixture.emulator.app.simulate.restart({ downMs: 3_000 });
    const startedAt = Date.now();
    await page.evaluate((...args) => window.roomPage.make(...args), 'ana', group);
    assert.equal(await page.evaluate(() => window.roomPage.connect('ana')), 'ok');
    assert.ok(Date.now() - startedAt < 6_000, `${Date.now() - startedAt} ms`);
  });

  it('recovers from a connection without traffic within 15 s', async () => {
    await begin('ana');
    const hungAt = Date.now();
    rooms.fixture.emulator.app.simulate.hang();
    await rooms.fixture.emulator.app.sendText(group, 'into the silence', { from: 'ben' });
    // The SDK sends a heartbeat after 10 s of silence and waits 3 s for the response.
    await until(async () => (await rows('ana')).includes('into the silence'), 'it reads again', 20_000);
    assert.ok(Date.now() - hungAt < 15_000, `${Date.now() - hungAt} ms`);
    await joinedAgain('ana', 2_000);
  });

  it('keeps messages that are written while the service is down, and sends them once and in order', async () => {
    await begin('ana', 'ben');
    rooms.fixture.emulator.app.simulate.restart({ downMs: 3_000 });
    await until(() => said('ana', 'reconnecting im/offline'), 'it says so');
    await page.evaluate(() => window.roomPage.start('ana', 'one', 'two', 'three'));
    await until(async () => (await rows('ana')).length === 3, 'they stand');
    assert.deepEqual(await rows('ana'), ['one (sending)', 'two (sending)', 'three (sending)']);
    await until(
      async () => (await rows('ben')).length === 3 && (await rows('ana')).every((row) => !row.includes('(')),
      'they are out',
      12_000,
    );
    assert.deepEqual(await rows('ana'), ['one', 'two', 'three']);
    assert.deepEqual(await rows('ben'), ['one', 'two', 'three']);
  });

  it('shows a message once to everyone when its response was lost', async () => {
    await begin('ana', 'ben');
    rooms.fixture.emulator.app.faults.add({ command: 'send_group_msg', userId: 'ana', loseResponse: true, times: 1 });
    await page.evaluate(() => window.roomPage.start('ana', 'precious'));
    await until(async () => (await rows('ana')).includes('precious'), 'it is confirmed', 40_000);
    assert.deepEqual(await rows('ana'), ['precious']);
    assert.deepEqual(await rows('ben'), ['precious']);
  });

  it('requests a new token for an expired signature without a visible change', async () => {
    await begin('ana');
    rooms.fixture.emulator.app.simulate.expireSignature({ userId: 'ana' });
    await until(() => rooms.fixture.tokenRequests === 2, 'it asks again', 15_000);
    assert.equal(
      await until(
        async () => (await page.evaluate(() => window.roomPage.send('ana', 'still here'))) === 'ok',
        'it sends',
        10_000,
      ),
      true,
    );
    assert.equal(await status('ana'), 'joined');
  });

  it('leaves to another device and does not log in again by itself', async () => {
    await begin('ana');
    const logins = rooms.fixture.requests('wslogin');
    rooms.fixture.emulator.app.simulate.kick('ana', 'device');
    await until(async () => (await status('ana')) === 'closed', 'it stands aside');
    assert.equal(await page.evaluate(() => window.roomPage.error('ana')), 'im/superseded');
    assert.equal(rooms.fixture.requests('wslogin'), logins);
    assert.equal(await page.evaluate(() => window.roomPage.connect('ana')), 'ok');
  });

  it('stays out when the application removes its user', async () => {
    await begin('ana', 'ben', 'cy');
    rooms.fixture.emulator.app.simulate.kick('ana', 'rest');
    rooms.fixture.emulator.app.ban(group, 'ben', 60, 'spam');
    await until(async () => (await status('ana')) === 'failed' && (await status('ben')) === 'failed', 'both are out');
    assert.equal(await page.evaluate(() => window.roomPage.error('ana')), 'im/kicked');
    assert.equal(await page.evaluate(() => window.roomPage.error('ben')), 'room/banned');
    rooms.fixture.emulator.app.dismissRoom(group);
    await until(async () => (await status('cy')) === 'closed', 'the room is over');
    assert.equal(await page.evaluate(() => window.roomPage.error('cy')), 'room/dismissed');
  });

  it('reports a mute, its end, and when it is over', async () => {
    await begin('ana');
    rooms.fixture.emulator.app.mute(group, 'ana', 8);
    // The service sends no event of it: the first refused message tells.
    assert.equal(await page.evaluate(() => window.roomPage.send('ana', 'x')), 'send/muted');
    const wait = await until(async () => {
      const { cannotSendReason, canSendAt } = await page.evaluate(() => window.roomPage.room('ana').snapshot);
      return cannotSendReason === 'muted' ? canSendAt - Date.now() : 0;
    }, 'it says so');
    assert.ok(wait > 0 && wait <= 9_000, `${wait}: the service counts in seconds`);
    assert.equal(await page.evaluate(() => window.roomPage.send('ana', 'x')), 'send/muted');
    await until(() => page.evaluate(() => window.roomPage.room('ana').snapshot.canSend), 'it is over');
  });

  it('reconnects when the browser is online again', async () => {
    await begin('ana');
    await page.setOfflineMode(true);
    rooms.fixture.emulator.app.simulate.close(); // loopback sockets stay open while the browser is offline
    await until(async () => (await status('ana')) === 'reconnecting', 'it says so', 4_000);
    await page.setOfflineMode(false);
    await joinedAgain('ana', 5_000);
    assert.equal(await page.evaluate(() => window.roomPage.send('ana', 'here')), 'ok');
  });

  it('repeats the token request while the endpoint is not ready, and stops once it is refused for good', async () => {
    await begin();
    rooms.fixture.tokenStatus = 503;
    await page.evaluate((...args) => window.roomPage.make(...args), 'ana', group);
    const connecting = page.evaluate(() => window.roomPage.connect('ana'));
    await until(() => rooms.fixture.tokenRequests >= 3, 'it has asked three times', 10_000);
    assert.equal(await status('ana'), 'connecting');
    assert.equal(await page.evaluate(() => window.roomPage.error('ana')), 'token/unreachable');
    rooms.fixture.tokenStatus = 0;
    assert.equal(await connecting, 'ok');
  });

  it('makes the newest tab the active one, and hands over within 2 s when it is closed', async () => {
    await begin('ana');
    const tab = await rooms.fixture.open();
    await tab.evaluate((...args) => window.roomPage.make(...args), 'ana', group);
    assert.equal(await tab.evaluate(() => window.roomPage.connect('ana')), 'ok');
    await until(async () => (await status('ana')) === 'closed', 'the older one stands aside');
    const closedAt = Date.now();
    await tab.close();
    await joinedAgain('ana', 4_000);
    assert.ok(Date.now() - closedAt < 2_500, `${Date.now() - closedAt} ms`);
  });

  it('publishes no signature in snapshots, events, errors or storage', async () => {
    await begin('ana');
    await page.evaluate(() => window.roomPage.send('ana', 'hello'));
    rooms.fixture.emulator.app.faults.add({ command: 'wslogin', errorCode: 70009, times: 1 });
    rooms.fixture.emulator.app.simulate.expireSignature({ userId: 'ana' });
    await until(async () => (await status('ana')) === 'failed', 'it fails', 20_000);
    const published = await page.evaluate(() => window.roomPage.allPublished());
    assert.ok(published.includes('im/signature'));
    assert.ok(rooms.fixture.signatures.length >= 1);
    for (const signature of rooms.fixture.signatures) assert.ok(!published.includes(signature));
  });

  it('leaves no socket, listener or timer behind after a hundred rooms', async () => {
    await begin();
    await page.evaluate((id) => window.roomPage.cycle(10, id), group);
    const listeners = async (): Promise<number> => (await page.metrics()).JSEventListeners ?? 0;
    const settled = async (): Promise<number> => {
      const session = await page.createCDPSession();
      await session.send('HeapProfiler.collectGarbage');
      await session.detach();
      return listeners();
    };
    const before = await settled();
    await page.evaluate((id) => window.roomPage.cycle(100, id), group);
    await until(() => rooms.fixture.emulator.app.connectionCount === 0, 'no socket stands');
    const afterwards = await settled();
    assert.ok(afterwards <= before + 2, `${before} listeners before, ${afterwards} after`);
  });
});
