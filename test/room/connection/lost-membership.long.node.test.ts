// Every way in which a room can lose its membership while it looks joined. Within 10 s of the first refused poll it has
// joined again, or reports why not.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { until } from '../../support/until.js';
import { RoomFixture } from '../support/room-fixture.js';

const LIMIT_MS = 10_000;
/** A machine under load may be slow in everything but the time that is measured. */
const PATIENCE_MS = 60_000;
const POLL = 'get_msg';

describe('Room without its membership', { concurrency: false }, () => {
  let fixture: RoomFixture;
  let page: Page;
  let group: string;
  let groups = 0;

  before(async () => {
    fixture = await RoomFixture.start({ settings: { graceMs: 1_000, keptMessages: 50, holdMs: 0 }, pollMs: 100 });
  });
  after(() => fixture.stop());
  afterEach(() => fixture.stopAndCheckLog());

  const status = (name: string): Promise<string> => page.evaluate((each) => window.roomPage.status(each), name);
  const rows = (name: string): Promise<readonly string[]> => page.evaluate((each) => window.roomPage.rows(each), name);
  const events = async (name: string, from: number) =>
    (await page.evaluate((each) => window.roomPage.events(each), name)).filter(({ at }) => at >= from);

  async function begin(name: string): Promise<void> {
    group = `lost-${++groups}`;
    fixture.emulator.app.requests.clear();
    fixture.emulator.app.createRoom(group, { owner: 'host' });
    if (name === 'guest') fixture.userByRequest.set('guest', '');
    page = await fixture.createRoom(group, name);
    await until(() => fixture.emulator.app.requests.list({ command: POLL }).length > 0, 'it polls');
    await fixture.emulator.app.sendText(group, 'before', { from: 'ben' });
    await until(async () => (await rows(name)).includes('before'), 'it reads');
  }

  /** When the page had its first poll refused: the first poll after the loss. */
  async function firstPollAfter(lostAt: number): Promise<number> {
    return until(
      () => fixture.emulator.app.requests.list({ command: POLL }).find(({ at }) => at >= lostAt)?.at,
      'a poll is refused',
      PATIENCE_MS,
    );
  }

  /** The room is joined again, and reads. */
  async function readsAgain(name: string, lostAt: number): Promise<void> {
    const refusedAt = await firstPollAfter(lostAt);
    // The others go on, and what they send before it is back is not for it.
    const talking = setInterval(() => void fixture.emulator.app.sendText(group, 'after', { from: 'ben' }), 200);
    try {
      const read = await until(
        async () => (await events(name, refusedAt)).find(({ what }) => what === 'message after'),
        'it reads again',
        PATIENCE_MS,
      );
      assert.ok(read.at - refusedAt < LIMIT_MS, `${read.at - refusedAt} ms`);
    } finally {
      clearInterval(talking);
    }
    await until(async () => (await status(name)) === 'joined', 'it is joined', PATIENCE_MS);
  }

  async function endsWith(name: string, error: string, lostAt: number): Promise<void> {
    const refusedAt = await firstPollAfter(lostAt);
    const end = await until(
      async () => (await events(name, lostAt)).find(({ what }) => /^(failed|closed) /.test(what)),
      'it reports why not',
      PATIENCE_MS,
    );
    assert.equal(end.what, error);
    assert.ok(end.at - refusedAt < LIMIT_MS, `${end.at - refusedAt} ms`);
  }

  for (const name of ['ana', 'guest', 'host'])
    it(`joins again when the membership of ${name} ends without a notice`, async () => {
      await begin(name);
      const lostAt = Date.now();
      fixture.emulator.app.simulate.dropMembership(group);
      await readsAgain(name, lostAt);
    });

  for (const name of ['ana', 'guest'])
    it(`joins again when the position of the polls of ${name} is worn out`, async () => {
      await begin(name);
      const lostAt = Date.now();
      fixture.emulator.app.simulate.expirePositions(group);
      await readsAgain(name, lostAt);
    });

  for (const name of ['ana', 'guest'])
    it(`joins again after a restart of the service without the membership of ${name}`, async () => {
      await begin(name);
      const lostAt = Date.now();
      fixture.emulator.app.simulate.restart({ downMs: 500, keepMemberships: false });
      await readsAgain(name, lostAt + 500);
    });

  for (const name of ['ana', 'guest'])
    it(`joins again when ${name} was offline for longer than the service keeps a member`, async () => {
      await begin(name);
      const lostAt = Date.now();
      await page.setOfflineMode(true);
      fixture.emulator.app.simulate.close();
      const count = () => fixture.emulator.app.room(group)?.onlineCount;
      await until(() => count() === 0, 'the service removes it', PATIENCE_MS);
      await page.setOfflineMode(false);
      await readsAgain(name, lostAt + 1_000);
    });

  it('joins again when another device took the membership, without a kick', async () => {
    await begin('ana');
    const lostAt = Date.now();
    fixture.emulator.app.join(`${group}-other`, 'ana');
    assert.deepEqual(fixture.emulator.app.room(group)?.members, []);
    await readsAgain('ana', lostAt);
  });

  it('reports a ban whose notice is lost', async () => {
    await begin('ana');
    fixture.emulator.app.simulate.halfOpen({ userId: 'ana' });
    fixture.emulator.app.ban(group, 'ana', 600);
    fixture.emulator.app.simulate.halfOpen({ userId: 'ana', on: false });
    await endsWith('ana', 'failed room/refused', Date.now());
  });

  it('joins again while the service refuses polls because it is busy', async () => {
    await begin('ana');
    const lostAt = Date.now();
    const id = fixture.emulator.app.faults.add({ command: POLL, errorCode: 10002 });
    await until(() => fixture.emulator.app.requests.count('apply_join_group', 'ana') > 1, 'it joins', PATIENCE_MS);
    fixture.emulator.app.faults.remove(id);
    await readsAgain('ana', lostAt);
  });

  it('is closed when the room was dismissed and the notice is lost', async () => {
    await begin('ana');
    fixture.emulator.app.simulate.halfOpen({ userId: 'ana' });
    fixture.emulator.app.dismissRoom(group);
    fixture.emulator.app.simulate.halfOpen({ userId: 'ana', on: false });
    await endsWith('ana', 'closed room/dismissed', Date.now());
  });
});
