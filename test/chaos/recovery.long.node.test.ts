// What a user sees of rare events: long disconnects, users who sign in or change, a service that asks for a delay. Real
// SDK; the client's part of each is in test/im/tim/connection.node.test.ts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { useRoomFixture } from '../room/support/use-room-fixture.js';
import { until } from '../support/until.js';

describe('Room after rare failures', { concurrency: false }, () => {
  const rooms = useRoomFixture();
  let page: Page;
  let group: string;

  async function begin(...people: string[]): Promise<void> {
    group = rooms.newGroup('recovery');
    page = await rooms.fixture.createRoom(group, ...people);
  }
  const status = (name: string): Promise<string> => page.evaluate((each) => window.roomPage.status(each), name);
  const rows = (name: string): Promise<readonly string[]> => page.evaluate((each) => window.roomPage.rows(each), name);
  const send = (name: string, text: string): Promise<string> =>
    page.evaluate((...args) => window.roomPage.send(...args), name, text);
  const statusEvents = async (name: string): Promise<readonly string[]> =>
    (await page.evaluate((each) => window.roomPage.events(each), name))
      .map(({ what }) => what)
      .filter((what) => !what.startsWith('message'));
  const members = (): readonly string[] => rooms.fixture.emulator.app.room(group)?.members ?? [];

  it('reports a long disconnect once, however often the SDK changes its state, and contacts no other host', async () => {
    await begin('ana');
    const from = Date.now();
    rooms.fixture.emulator.app.simulate.restart({ downMs: 8_000 });
    await until(async () => (await status('ana')) === 'reconnecting', 'it reports the loss', 2_000);
    await rooms.fixture.emulator.app.sendText(group, 'meanwhile', { from: 'ben' });
    await until(async () => (await status('ana')) === 'joined', 'it is back', 15_000);
    assert.ok(Date.now() - from < 8_000 + 3_000, `${Date.now() - from} ms`);
    await until(async () => (await rows('ana')).includes('meanwhile'), 'what was said meanwhile is there');
    assert.deepEqual(await statusEvents('ana'), ['connecting', 'joined', 'reconnecting im/offline', 'joined']);
  });

  it('lets a guest who signs in send, and shows earlier messages only once', async () => {
    rooms.fixture.userByRequest.set('ana', '');
    await begin('ana');
    await rooms.fixture.emulator.app.sendText(group, 'welcome, whoever you are', { from: 'ben' });
    await until(async () => (await rows('ana')).length === 1, 'the guest reads');
    assert.equal(await send('ana', 'not yet'), 'send/not-allowed');
    rooms.fixture.userByRequest.delete('ana');
    await page.evaluate(() => window.roomPage.disconnect('ana'));
    assert.equal(await page.evaluate(() => window.roomPage.connect('ana')), 'ok');
    assert.equal(await send('ana', 'it is me'), 'ok');
    await rooms.fixture.emulator.app.sendText(group, 'hello, ana', { from: 'ben' });
    await until(async () => (await rows('ana')).includes('hello, ana'), 'she reads on');
    assert.deepEqual(
      (await rows('ana')).filter((row) => row !== 'gap'),
      ['welcome, whoever you are', 'it is me', 'hello, ana'],
    );
    assert.deepEqual(members(), ['ana']);
  });

  it('changes the user when the endpoint names another one after the signature expired', async () => {
    await begin('ana');
    rooms.fixture.userByRequest.set('ana', 'bea');
    rooms.fixture.emulator.app.simulate.expireSignature({ userId: 'ana' });
    await until(() => members().includes('bea'), 'bea is there', 20_000);
    await until(
      async () =>
        (await status('ana')) === 'joined' &&
        (await page.evaluate(() => window.roomPage.room('ana').snapshot.self?.userId)) === 'bea',
      'the room knows',
    );
    assert.equal(await send('ana', 'it is bea'), 'ok');
    await until(
      () =>
        page.evaluate(
          () =>
            window.roomPage.room('ana').snapshot.messages.findLast(({ text }) => text === 'it is bea')?.from.userId ===
            'bea',
        ),
      'it is hers',
    );
  });

  it('sends a message that may have been sent before a reload again as the same message', async () => {
    await begin('ben');
    const older = page;
    const tab = await rooms.fixture.open();
    await tab.evaluate((id) => window.roomPage.make('ana', id, true), group);
    assert.equal(await tab.evaluate(() => window.roomPage.connect('ana')), 'ok');
    rooms.fixture.emulator.app.faults.add({ command: 'send_group_msg', userId: 'ana', loseResponse: true, times: 1 });
    await tab.evaluate(() => window.roomPage.start('ana', 'out, but who knows', 'not out yet'));
    await until(async () => (await rows('ben')).includes('out, but who knows'), 'ben has read it');
    await tab.reload();
    await tab.waitForFunction(() => 'roomPage' in window);
    await tab.evaluate((id) => window.roomPage.make('ana', id, true), group);
    assert.equal(await tab.evaluate(() => window.roomPage.connect('ana')), 'ok');
    page = tab;
    await until(
      async () => (await rows('ana')).join() === 'out, but who knows,not out yet',
      'both are confirmed',
      20_000,
    );
    page = older;
    await until(async () => (await rows('ben')).includes('not out yet'), 'ben has read both');
    assert.deepEqual(await rows('ben'), ['out, but who knows', 'not out yet']);
    assert.equal(await tab.evaluate(() => sessionStorage.length), 0, 'nothing is kept of what is out');
  });

  it('waits when the service asks for a delay, and then sends the messages written meanwhile, once and in order', async () => {
    await begin('ana', 'ben');
    rooms.fixture.emulator.app.simulate.overload({ userId: 'ana', delaySeconds: 2 });
    await page.evaluate(() => window.roomPage.start('ana', 'one', 'two', 'three'));
    await until(
      async () => (await rows('ben')).length === 3 && (await rows('ana')).every((row) => !row.includes('(')),
      'all are out',
      20_000,
    );
    assert.deepEqual(await rows('ana'), ['one', 'two', 'three']);
    assert.deepEqual(await rows('ben'), ['one', 'two', 'three']);
  });

  it('reports expired, kicked, banned and dismissed by separate codes, and retries only where that can help', async () => {
    await begin('ana', 'ben', 'cy', 'dan');
    rooms.fixture.emulator.app.simulate.expireSignature({ userId: 'ana' });
    rooms.fixture.emulator.app.kickFromRoom(group, 'ben');
    rooms.fixture.emulator.app.ban(group, 'cy', 60, 'spam');
    await until(async () => (await status('ben')) === 'failed' && (await status('cy')) === 'failed', 'both are out');
    assert.equal(await send('ana', 'still here'), 'ok');
    const errorOf = (name: string): Promise<string | undefined> =>
      page.evaluate((each) => window.roomPage.error(each), name);
    assert.deepEqual([await errorOf('ben'), await errorOf('cy')], ['im/kicked', 'room/banned']);
    assert.equal(await page.evaluate(() => window.roomPage.connect('ben')), 'ok', 'who was put out may come back');
    assert.match(await page.evaluate(() => window.roomPage.connect('cy')), /^room\//, 'who is banned may not');
    rooms.fixture.emulator.app.dismissRoom(group);
    await until(async () => (await status('dan')) === 'closed', 'the room is over');
    assert.equal(await errorOf('dan'), 'room/dismissed');
    const logins = rooms.fixture.requests('wslogin');
    const from = Date.now();
    await until(() => Date.now() - from > 3_000, 'they would have tried again', 6_000);
    assert.equal(rooms.fixture.requests('wslogin'), logins);
  });
});
