import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LikeTrafficEstimator } from '../../../src/room/likes/like-traffic.js';
import { seeded } from '../../support/seeded.js';
import { simulateLikers, type LikersReport } from './support/simulate-likers.js';

/** A fifth of the messages that the service delivers to a room. */
const BUDGET_PER_SECOND = 8;

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** The mean of the busiest ten seconds. A single second is mostly random. */
function busiest({ sentPerSecond }: LikersReport): number {
  const means = sentPerSecond.slice(0, -9).map((_, start) => sum(sentPerSecond.slice(start, start + 10)) / 10);
  return Math.max(...means);
}

describe('LikeRateController', () => {
  for (const likers of [10, 100, 1_000, 10_000]) {
    test(`keeps ${likers} users who start at once within a fifth of the room's messages`, () => {
      const report = simulateLikers({ likers, seconds: 60, tapsPerSecond: 2 });
      assert.ok(busiest(report) <= BUDGET_PER_SECOND, `${busiest(report)} messages a second`);
      assert.equal(report.dropped, 0);
    });
  }

  test('stays within the limit when thousands join a few who have been liking for a while', () => {
    const report = simulateLikers({ likers: 10_000, late: { likers: 9_900, atS: 30 }, seconds: 90, tapsPerSecond: 2 });
    assert.ok(busiest(report) <= BUDGET_PER_SECOND, `${busiest(report)} messages a second`);
  });

  test('gives late users the same send rate as early ones', () => {
    const late = { likers: 900, atS: 30 };
    const { sentByLiker } = simulateLikers({ likers: 1_000, late, seconds: 240, tapsPerSecond: 2 });
    const mean = (part: Uint32Array) => sum([...part]) / part.length;
    assert.ok(mean(sentByLiker.slice(0, late.likers)) > mean(sentByLiker.slice(late.likers)) / 5);
  });

  test('uses the budget instead of delaying likes', () => {
    const report = simulateLikers({ likers: 10_000, seconds: 60, tapsPerSecond: 2 });
    assert.ok(sum(report.sentPerSecond.slice(20)) / 40 > BUDGET_PER_SECOND / 2);
  });

  test('shows likes in a small room after about a second', () => {
    const report = simulateLikers({ likers: 3, seconds: 60, tapsPerSecond: 2 });
    assert.ok(sum(report.lagS) / report.lagS.length < 1.5);
  });

  test('lets a few users in a large room detect that they are few', () => {
    const report = simulateLikers({ likers: 20, audience: 10_000, seconds: 60, tapsPerSecond: 2 });
    assert.ok(sum(report.lagS.slice(30)) / 30 < 6);
  });

  test('delays likes while texts fill the room, instead of having them dropped', () => {
    const report = simulateLikers({ likers: 1_000, seconds: 60, tapsPerSecond: 2, otherPerSecond: 40 });
    assert.ok(report.dropped < 60, `${report.dropped} dropped`);
  });

  test('keeps the steps of the counter within the limit of one command', () => {
    const { counterCallsPerSecond } = simulateLikers({ likers: 10_000, seconds: 90, tapsPerSecond: 2, counter: true });
    assert.ok(Math.max(...counterCallsPerSecond) <= 400);
    assert.ok(sum(counterCallsPerSecond) / 90 <= 220);
  });

  test('has the same result for the same seed', () => {
    const plan = { likers: 200, seconds: 20, tapsPerSecond: 1, seed: 5 };
    assert.deepEqual(simulateLikers(plan), simulateLikers(plan));
    assert.notDeepEqual(simulateLikers(plan).sentPerSecond, simulateLikers({ ...plan, seed: 6 }).sentPerSecond);
  });
});

describe('LikeTrafficEstimator', () => {
  test('estimates the number of liking users from repeated senders', () => {
    const traffic = new LikeTrafficEstimator();
    const random = seeded(3);
    for (let now = 0; now < 30_000; now += 150) traffic.record(now, `u${Math.floor(random() * 300)}`);
    const likers = traffic.likers(29_999) ?? 0;
    assert.ok(likers > 150 && likers < 600, String(likers));
  });

  test('has no estimate after a silence', () => {
    const traffic = new LikeTrafficEstimator();
    for (let now = 0; now < 30_000; now += 150) traffic.record(now, 'u1');
    assert.equal(traffic.likers(90_000), undefined);
    assert.ok(traffic.rate(90_000) < 0.001);
  });

  test('measures the rate of the last seconds', () => {
    const traffic = new LikeTrafficEstimator();
    for (let now = 0; now <= 20_000; now += 125) traffic.record(now, 'u1');
    assert.ok(Math.abs(traffic.rate(20_000) - 8) < 0.5);
  });
});
