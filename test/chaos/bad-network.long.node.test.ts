// Each fault of the network between page and service separately: what a user sees of it, and when it is over. The
// limits are the project's own: a disconnect is reported within 2 s, a connection without traffic is replaced within 15
// s, and no message is lost or shown twice.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { RoomFixture } from '../room/support/room-fixture.js';
import { seeded } from '../support/seeded.js';
import { until } from '../support/until.js';
import { NetworkProxy } from './support/network-proxy.js';

describe('Room over a bad network', { concurrency: false }, () => {
  let fixture: RoomFixture;
  let wire: NetworkProxy;
  let page: Page;
  let group: string;
  let groups = 0;

  before(async () => {
    fixture = await RoomFixture.start({
      through: async (url) => {
        wire = await NetworkProxy.start(url, seeded(20_261_123));
        return wire.url;
      },
    });
  });
  after(async () => {
    await fixture?.stop();
    await wire?.stop();
  });
  afterEach(async () => {
    wire.set();
    await fixture.stopAndCheckLog();
  });

  async function begin(...people: string[]): Promise<void> {
    group = `wire-${++groups}`;
    page = await fixture.createRoom(group, ...people);
  }
  const status = (name: string): Promise<string> => page.evaluate((each) => window.roomPage.status(each), name);
  const rows = (name: string): Promise<readonly string[]> => page.evaluate((each) => window.roomPage.rows(each), name);
  const said = async (name: string): Promise<readonly string[]> =>
    (await page.evaluate((each) => window.roomPage.events(each), name))
      .map(({ what }) => what)
      .filter((what) => !what.startsWith('message'));
  const say = (text: string): unknown => fixture.emulator.app.sendText(group, text, { from: 'ben', unlimited: true });
  async function reads(text: string, ms: number, name = 'ana'): Promise<number> {
    const from = Date.now();
    await until(async () => (await rows(name)).includes(text), `${name} reads "${text}"`, ms);
    return Date.now() - from;
  }
  const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `no ${index}`);

  it('continues after a connection was closed inside a frame, and misses no message', async () => {
    await begin('ana');
    wire.cutWithinNextFrame('all');
    for (const text of numbered(20)) say(text);
    await reads('no 19', 4_000);
    assert.deepEqual(await rows('ana'), numbered(20));
    assert.deepEqual(await said('ana'), ['connecting', 'joined'], 'nobody is troubled with it');
  });

  for (const [name, directions] of [
    ['nothing comes down any more', ['down']],
    ['nothing gets up any more', ['up']],
    ['nothing gets through in either direction', ['up', 'down']],
  ] as const) {
    it(`recovers within 15 s from a network on which ${name}, and misses no message`, async () => {
      await begin('ana');
      wire.blackhole('all', ...directions);
      say('into the silence');
      const took = await reads('into the silence', 20_000);
      assert.ok(took < 15_000, `${took} ms`);
      await until(async () => (await status('ana')) === 'joined', 'it is joined', 2_000);
      assert.deepEqual(await rows('ana'), ['into the silence']);
    });
  }

  it('gives up a connection that is accepted and never answered, reports it, and recovers within 3 s of one that is answered', async () => {
    await begin('ana');
    wire.set({ blackholesNew: true });
    const from = Date.now();
    wire.cut('all');
    await until(async () => (await status('ana')) === 'reconnecting', 'it says so', 3_000);
    assert.ok(Date.now() - from < 2_000, `${Date.now() - from} ms`);
    say('meanwhile');
    await until(() => Date.now() - from > 4_000, 'the connection has been waiting for an answer', 6_000);
    wire.set();
    // The pending attempt is given up 6 s after its start.
    const took = await reads('meanwhile', 12_000);
    assert.ok(took < 3_000 + 6_000, `${took} ms`);
    assert.deepEqual(await rows('ana'), ['meanwhile']);
  });

  it('joins when the first connection is accepted and never answered', async () => {
    await begin();
    wire.set({ blackholesNew: true });
    await page.evaluate((...args) => window.roomPage.make(...args), 'ana', group);
    const connecting = page.evaluate(() => window.roomPage.connect('ana'));
    await until(() => wire.connectionCount > 0, 'it has begun');
    wire.set();
    const from = Date.now();
    assert.equal(await connecting, 'ok');
    assert.ok(Date.now() - from < 10_000, `${Date.now() - from} ms`);
  });

  it('reports no disconnect on a network with a long and uneven delay, and keeps the order and number of messages', async () => {
    await begin('ana', 'cy');
    wire.set({ latencyMs: 200, jitterMs: 500 });
    await page.evaluate((texts) => window.roomPage.start('cy', ...texts), numbered(5));
    await reads('no 4', 20_000);
    await until(async () => (await rows('cy')).every((row) => !row.includes('(')), 'all are confirmed', 20_000);
    assert.deepEqual(await rows('ana'), numbered(5));
    assert.deepEqual(await rows('cy'), numbered(5));
    assert.deepEqual(await said('ana'), ['connecting', 'joined']);
  });

  it('keeps the order and number of messages when frames overtake each other', async () => {
    await begin('ana', 'cy');
    wire.set({ jitterMs: 400, overtaking: true });
    await page.evaluate((texts) => window.roomPage.start('cy', ...texts), numbered(8));
    await reads('no 7', 20_000);
    await until(async () => (await rows('cy')).every((row) => !row.includes('(')), 'all are confirmed', 20_000);
    assert.deepEqual(await rows('ana'), numbered(8));
    assert.deepEqual(await rows('cy'), numbered(8));
  });

  it('shows each message once when every frame is delivered twice, also while joining', async () => {
    wire.set({ duplicate: 1 });
    await begin('ana', 'cy');
    await page.evaluate((texts) => window.roomPage.start('cy', ...texts), numbered(8));
    await reads('no 7', 20_000);
    await until(async () => (await rows('cy')).every((row) => !row.includes('(')), 'all are confirmed', 20_000);
    assert.deepEqual(await rows('ana'), numbered(8));
    assert.deepEqual(await rows('cy'), numbered(8));
    assert.equal(await status('ana'), 'joined');
  });

  it('delivers every message over a network with little bandwidth', async () => {
    await begin('ana');
    wire.set({ bytesPerSecond: 6_000 });
    for (const text of numbered(30)) say(text);
    await reads('no 29', 20_000);
    assert.deepEqual(await rows('ana'), numbered(30));
  });
});
