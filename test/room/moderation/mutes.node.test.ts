// How a user learns of a mute and of its end from a service that sends no events of mutes, which is Tencent's default
// for live rooms: at the join, by the moderator's control message, and by the first refused message.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { until } from '../../support/until.js';
import { useRoomFixture } from '../support/use-room-fixture.js';

/** A mute is read again every 10 to 20 s. */
const NOTICED_MS = 40_000;

describe('Room on a service without events of mutes', { concurrency: false }, () => {
  const rooms = useRoomFixture();
  let page: Page;
  let group: string;

  function createGroup(): void {
    group = rooms.newGroup('mutes');
    rooms.fixture.emulator.app.createRoom(group, { owner: 'host' });
  }
  async function begin(...people: string[]): Promise<void> {
    page = await rooms.fixture.createRoom(group, ...people);
  }
  const send = (name: string): Promise<string> => page.evaluate((each) => window.roomPage.send(each, 'x'), name);
  const reason = (name: string): Promise<string | undefined> =>
    page.evaluate((each) => window.roomPage.room(each).snapshot.cannotSendReason, name);
  const waitMs = (name: string): Promise<number> =>
    page.evaluate((each) => window.roomPage.room(each).snapshot.canSendAt - Date.now(), name);
  const reportsReason = (name: string, expected: string | undefined, what: string): Promise<unknown> =>
    until(async () => (await reason(name)) === expected, what, NOTICED_MS);
  const notices = (name: string): Promise<readonly string[]> =>
    page.evaluate(
      (each) => window.roomPage.room(each).snapshot.messages.flatMap(({ notice }) => notice?.type ?? []),
      name,
    );
  const noMessageWasRefused = (): void => assert.equal(rooms.fixture.requests('send_group_msg'), sentBefore);
  let sentBefore = 0;

  it('tells a muted user at the join for how long, and lets the user send when it is over', async () => {
    createGroup();
    rooms.fixture.emulator.app.join(group, 'ana');
    rooms.fixture.emulator.app.mute(group, 'ana', 20);
    sentBefore = rooms.fixture.requests('send_group_msg');
    await begin('ana');
    await reportsReason('ana', 'muted', 'the mute is read');
    const wait = await waitMs('ana');
    assert.ok(wait > 0 && wait <= 21_000, `${wait} ms`); // the clocks of a page can differ by some ms
    noMessageWasRefused();
    assert.deepEqual(await notices('ana'), [], 'a mute from before the join is no news');
    await reportsReason('ana', undefined, 'it is over');
    assert.equal(await send('ana'), 'ok');
  });

  it('tells a user by the control message of the host who mutes or unmutes', async () => {
    createGroup();
    await begin('host', 'ana');
    await until(
      async () => (await page.evaluate(() => window.roomPage.room('host').snapshot.role)) === 'host',
      'a host',
    );
    sentBefore = rooms.fixture.requests('send_group_msg');
    await page.evaluate(() => window.roomPage.room('host').mute('ana', 600));
    await reportsReason('ana', 'muted', 'the mute is told');
    const wait = await waitMs('ana');
    assert.ok(wait > 500_000 && wait <= 600_000, `${wait} ms`);
    assert.equal(
      rooms.fixture.requests('send_group_msg'),
      sentBefore + 1,
      'the control message, and no refused message',
    );
    await page.evaluate(() => window.roomPage.room('host').unmute('ana'));
    await reportsReason('ana', undefined, 'the end is told');
    assert.equal(await send('ana'), 'ok');

    await page.evaluate(() => window.roomPage.room('host').muteAll(true));
    await reportsReason('ana', 'room-muted', 'the mute of everybody is told');
    await page.evaluate(() => window.roomPage.room('host').muteAll(false));
    await reportsReason('ana', undefined, 'its end is told');
    assert.deepEqual(
      (await notices('ana')).filter((type) => type.includes('mute')),
      ['muted', 'unmuted', 'room-muted', 'room-unmuted'],
    );
  });

  it('tells a user by the first refused message, with its end, and notices when the mute is lifted', async () => {
    createGroup();
    await begin('ana');
    rooms.fixture.emulator.app.mute(group, 'ana', 600);
    assert.equal(await send('ana'), 'send/muted');
    await until(async () => (await waitMs('ana')) > 30_000, 'its end is read');
    assert.equal(await reason('ana'), 'muted');
    rooms.fixture.emulator.app.mute(group, 'ana', 0);
    await reportsReason('ana', undefined, 'it notices that it may send again');
    assert.equal(await send('ana'), 'ok');
  });

  it('tells everybody by the first refused message that the room is muted, and notices the end', async () => {
    createGroup();
    await begin('ana');
    rooms.fixture.emulator.app.changeRoom(group, { muteAll: true });
    assert.equal(await send('ana'), 'send/muted');
    await reportsReason('ana', 'room-muted', 'it is told');
    rooms.fixture.emulator.app.changeRoom(group, { muteAll: false });
    await reportsReason('ana', undefined, 'it notices that it may send again');
    assert.equal(await send('ana'), 'ok');
  });
});
