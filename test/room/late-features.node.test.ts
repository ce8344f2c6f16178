// A service that reports the features of the plan only some seconds after the login: the history of a join and the
// counter of likes come late, and not never.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { until } from '../support/until.js';
import { RoomFixture } from './support/room-fixture.js';

describe('Room on a plan whose features are reported late', { concurrency: false }, () => {
  let fixture: RoomFixture;
  let page: Page;
  let group: string;
  let groups = 0;

  before(async () => {
    fixture = await RoomFixture.start({ settings: { historyCount: 20 } });
  });
  after(() => fixture?.stop());
  afterEach(() => fixture.stopAndCheckLog());

  async function begin(): Promise<void> {
    group = `features-${++groups}`;
    fixture.emulator.app.createRoom(group, { owner: 'host' });
    await fixture.emulator.app.sendText(group, 'before', { from: 'ben' });
    page = await fixture.createRoom(group, 'ana');
    await fixture.emulator.app.sendText(group, 'after', { from: 'ben' });
  }
  const rows = (): Promise<readonly string[]> => page.evaluate(() => window.roomPage.rows('ana'));
  const reads = (text: string): Promise<unknown> => until(async () => (await rows()).includes(text), `reads ${text}`);

  it('shows the history if the token says that there is one', async () => {
    fixture.hasHistory = true;
    await begin();
    await reads('after');
    assert.deepEqual(await rows(), ['before', 'after']);
  });

  it('finds the counter of likes that was refused at the join', async () => {
    await begin();
    const likes = () =>
      page.evaluate(() => {
        const { likeCount, likeCountExact } = window.roomPage.room('ana').snapshot;
        return { likeCount, likeCountExact };
      });
    assert.deepEqual(await likes(), { likeCount: 0, likeCountExact: false });
    await until(async () => (await likes()).likeCountExact, 'the counter is read');
    assert.ok(fixture.requests('get_group_counter') > 0);
  });
});
