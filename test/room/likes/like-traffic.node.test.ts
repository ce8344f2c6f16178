// The rate of like messages, the estimate of how many users like, and the limits of one user.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counterInterval, LikeRateController } from '../../../src/room/likes/like-rate-controller.js';
import { LikeRateLimiter, LikeTrafficEstimator, RateMeter } from '../../../src/room/likes/like-traffic.js';

const isNear = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-6 * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`);

describe('RateMeter', () => {
  it('gives an event the weight of a time constant, and a third of it after one', () => {
    const meter = new RateMeter(2);
    assert.equal(meter.perSecond(0), 0);
    meter.add(1000);
    isNear(meter.perSecond(1000), 0.5);
    isNear(meter.perSecond(3000), 0.5 / Math.E);
    meter.add(3000, 4);
    isNear(meter.perSecond(3000), 0.5 / Math.E + 2);
  });

  it('is not larger before its last event, for a clock that was set back', () => {
    const meter = new RateMeter(2);
    meter.add(5000);
    isNear(meter.perSecond(0), 0.5);
  });
});

describe('LikeTrafficEstimator', () => {
  const record = (traffic: LikeTrafficEstimator, now: number, from: number, to: number) => {
    for (let index = from; index < to; index++) traffic.record(now, `u${index}`);
  };

  it('compares the users of two windows of 15 s', () => {
    const traffic = new LikeTrafficEstimator();
    record(traffic, 0, 0, 10);
    assert.equal(traffic.likers(0), undefined, 'there is one window only');
    record(traffic, 14_999, 10, 20);
    record(traffic, 15_000, 15, 35);
    isNear(traffic.likers(15_000) ?? 0, (21 * 21) / 6 - 1);
  });

  it('is made at most twice a second', () => {
    const traffic = new LikeTrafficEstimator();
    record(traffic, 0, 0, 10);
    record(traffic, 15_000, 0, 10);
    isNear(traffic.likers(15_000) ?? 0, 10);
    record(traffic, 15_001, 10, 20);
    isNear(traffic.likers(15_499) ?? 0, 10);
    isNear(traffic.likers(15_500) ?? 0, (11 * 21) / 11 - 1);
  });

  it('forgets users of whom nothing was heard for a window', () => {
    for (const [at, expected] of [
      [29_999, 10],
      [30_000, undefined],
    ] as const) {
      const traffic = new LikeTrafficEstimator();
      record(traffic, 0, 0, 10);
      record(traffic, at, 0, 10);
      assert.equal(traffic.likers(at), expected);
    }
  });

  it('remembers at most 600 users of a window', () => {
    const traffic = new LikeTrafficEstimator();
    record(traffic, 0, 0, 700);
    record(traffic, 15_000, 600, 700);
    assert.equal(traffic.likers(15_000), undefined);
    const exact = new LikeTrafficEstimator();
    record(exact, 0, 0, 600);
    record(exact, 15_000, 599, 600);
    isNear(exact.likers(15_000) ?? 0, (601 * 2) / 2 - 1);
  });
});

describe('LikeRateLimiter', () => {
  it('counts a minute of likes of an unknown user, and then 20 in each second up to one full message and a minute', () => {
    const limiter = new LikeRateLimiter();
    assert.equal(limiter.take(0, 'bo', 5000), 1200);
    assert.equal(limiter.take(0, 'bo', 1), 0);
    assert.equal(limiter.take(1000, 'bo', 5000), 20);
    assert.equal(limiter.take(1e9, 'bo', 9999), 6200);
    assert.equal(limiter.take(0, 'ana', 3), 3);
  });

  it('remembers the 2000 users who were active last', () => {
    const limiter = new LikeRateLimiter();
    limiter.take(0, 'first', 1200);
    for (let index = 1; index < 2000; index++) limiter.take(0, `u${index}`, 1);
    assert.equal(limiter.take(0, 'first', 1), 0);
    for (let index = 1; index <= 2000; index++) limiter.take(0, `v${index}`, 1);
    assert.equal(limiter.take(0, 'first', 1), 1, 'it was forgotten');
  });
});

describe('counterInterval', () => {
  it('divides 200 requests a second among all, between 2 s and 2 min, changed by up to a quarter', () => {
    for (const [likers, random, ms] of [
      [1, 0.5, 2000],
      [400, 0.5, 2000],
      [1000, 0.5, 5000],
      [1e6, 0.5, 120_000],
      [1000, 0, 3750],
      [1000, 1, 6250],
    ] as const)
      isNear(
        counterInterval(likers, () => random),
        ms,
      );
  });
});

describe('LikeRateController', () => {
  const quiet = { audience: undefined, messagesPerSecond: 0 };
  const start = (audience: number | undefined, random = 0.5) => {
    const traffic = new LikeTrafficEstimator();
    const controller = new LikeRateController(traffic, () => random);
    controller.start(0, { audience, messagesPerSecond: 0 });
    return { controller, traffic };
  };

  it('starts as if everybody in the room liked at the same time', () => {
    isNear(start(1000).controller.interval, (1000 / 5.5) * 1000);
    isNear(start(1000).controller.likers, 1000);
    isNear(start(undefined).controller.likers, 200);
    isNear(start(0).controller.interval, 700);
    isNear(start(1).controller.interval, 700);
    isNear(start(1e9).controller.interval, 20_000_000);
  });

  it('keeps its rate for users who pause for up to 20 s', () => {
    for (const [afterMs, expected] of [
      [20_000, 1000],
      [20_001, 10],
    ] as const) {
      const { controller } = start(1000);
      controller.start(afterMs, { audience: 10, messagesPerSecond: 0 });
      isNear(controller.likers, expected);
    }
  });

  it('raises its rate in a quiet room by half a logarithm per second, for at most 2 s at once', () => {
    const { controller } = start(1000);
    controller.isDue(1000, quiet);
    isNear(controller.likers, 1000 / Math.exp(0.5));
    controller.isDue(61_000, quiet);
    isNear(controller.likers, 1000 / Math.exp(1.5));
    controller.isDue(0, quiet);
    isNear(controller.likers, 1000 / Math.exp(1.5));
  });

  it('lowers its rate when texts alone fill the room, above 34 messages per second', () => {
    for (const [messagesPerSecond, factor] of [
      [34, Math.exp(-0.5)],
      [34.1, Math.exp(0.5)],
    ] as const) {
      const { controller } = start(1000);
      controller.isDue(1000, { audience: undefined, messagesPerSecond });
      isNear(controller.likers, 1000 * factor);
    }
  });

  it('lowers its rate by at most one logarithm per second when too many likes arrive', () => {
    const { controller, traffic } = start(1000);
    for (let index = 0; index < 1000; index++) traffic.record(1000, 'bo');
    controller.isDue(1000, quiet);
    isNear(controller.likers, 1000 * Math.E);
  });

  it('is due when its random share of the rate has passed', () => {
    // In an empty room the rate is at its limit: 1 / 0.7 per second.
    const { controller } = start(1, 1 - Math.exp(-1));
    assert.equal(controller.isDue(699, quiet), false);
    assert.equal(controller.isDue(701, quiet), true);
    controller.sent(701);
    assert.equal(controller.isDue(701 + 699, quiet), false);
    assert.equal(controller.isDue(701 + 701, quiet), true);
  });

  it('is not due within half a second after a message', () => {
    const { controller } = start(1, 0);
    assert.equal(controller.isDue(1, quiet), true);
    controller.sent(1);
    assert.equal(controller.isDue(500, quiet), false);
    assert.equal(controller.isDue(501, quiet), true);
  });
});
