// A service that reports the features of the plan only some seconds after the login: the history of a join and the
// counter of likes come late, and not never.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { until } from '../support/until.js';
import { useRoomFixture } from './support/use-room-fixture.js';

describe('Room on a plan whose features are reported late', { concurrency: false }, () => {
  const rooms = useRoomFixture({ settings: { historyCount: 20 } });
  let page: Page;
  let group: string;

  async function begin(): Promise<void> {
    group = rooms.newGroup('features');
    rooms.fixture.emulator.app.createRoom(group, { owner: 'host' });
    await rooms.fixture.emulator.app.sendText(group, 'before', { from: 'ben' });
    page = await rooms.fixture.createRoom(group, 'ana');
    await rooms.fixture.emulator.app.sendText(group, 'after', { from: 'ben' });
  }
  const rows = (): Promise<readonly string[]> => page.evaluate(() => window.roomPage.rows('ana'));
  const reads = (text: string): Promise<unknown> => until(async () => (await rows()).includes(text), `reads ${text}`);

  it('shows the history if the token says that there is one', async () => {
    rooms.fixture.hasHistory = true;
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
    assert.ok(rooms.fixture.requests('get_group_counter') > 0);
  });
});
