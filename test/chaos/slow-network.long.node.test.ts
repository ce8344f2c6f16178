// A network with a round trip of two seconds on which one of twenty packets is lost: a room is joined, and read and
// written. TCP and TLS take three round trips, as much as the SDK's own first requests.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { RoomFixture } from '../room/support/room-fixture.js';
import { seeded } from '../support/seeded.js';
import { until } from '../support/until.js';
import { NetworkProxy } from './support/network-proxy.js';

const SLOW = { latencyMs: 1_000, loss: 0.05, openingRoundTrips: 3 };
/** Ends a wait that would never end. */
const HANG_MS = 180_000;
/** The deadlines of the third attempt are the longest. */
const MAX_ATTEMPTS = 3;

describe('Room at a round trip of 2 s with 5 % loss', { concurrency: false }, () => {
  for (const seed of [1, 2, 3]) {
    describe(`seed ${seed}`, () => {
      let fixture: RoomFixture;
      let wire: NetworkProxy;

      before(async () => {
        fixture = await RoomFixture.start({
          pollMs: 300,
          through: async (url) => {
            wire = await NetworkProxy.start(url, seeded(seed));
            return wire.url;
          },
        });
        wire.set(SLOW);
      });
      after(async () => {
        await fixture?.stop();
        await wire?.stop();
      });
      afterEach(() => fixture.stopAndCheckLog());

      it('joins within three attempts, reads and sends', { timeout: HANG_MS * 2 }, async (context) => {
        const group = `slow-${seed}`;
        const page = await fixture.open();
        const startedAt = Date.now();
        await page.evaluate((id) => window.roomPage.make('ana', id), group);
        await page.evaluate(() => void window.roomPage.connect('ana'));
        await until(
          async () => (await page.evaluate(() => window.roomPage.status('ana'))) === 'joined',
          'it is joined',
          HANG_MS,
        );
        const joinedMs = Date.now() - startedAt;
        const { connections, lost } = wire.counts;
        context.diagnostic(
          `joined after ${(joinedMs / 1000).toFixed(1)} s, ${connections} sockets, ${lost} frames lost`,
        );
        assert.ok(connections <= MAX_ATTEMPTS, `${connections} attempts`);
        void fixture.emulator.app.sendText(group, 'hello', { from: 'ben' });
        const rows = () => page.evaluate(() => window.roomPage.rows('ana'));
        await until(async () => (await rows()).includes('hello'), 'it reads', HANG_MS);
        await page.evaluate(() => window.roomPage.start('ana', 'and back'));
        await until(async () => (await rows()).includes('and back'), 'it is confirmed', HANG_MS);
      });
    });
  }
});
