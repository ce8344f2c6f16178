import assert from 'node:assert/strict';
import { beforeEach, describe, mock, test, afterEach } from 'node:test';
import { HeartSmoother } from '../../../src/elements/like-button/heart-emitter.js';
import { seeded } from '../../support/seeded.js';

describe('HeartEmitter', () => {
  let risen: number;
  let flow: HeartSmoother;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    risen = 0;
    flow = new HeartSmoother(() => risen++, seeded(4));
  });
  afterEach(() => mock.timers.reset());

  /** Advances in small steps, because timers set timers. */
  function pass(ms: number): void {
    for (let step = 0; step < ms; step += 10) mock.timers.tick(10);
  }

  test('emits one heart for one like', () => {
    flow.add(1);
    pass(3_000);
    assert.equal(risen, 1);
  });

  test('distributes many likes over a few seconds', () => {
    flow.add(1_000);
    pass(500);
    assert.ok(risen > 0 && risen < 8, `${risen} after half a second`);
    pass(10_000);
    assert.equal(risen, 20);
  });

  test('follows the number of likes, and limits the hearts', () => {
    const perSecond = (likes: number) => {
      risen = 0;
      for (let second = 0; second < 10; second++) {
        flow.add(likes);
        pass(1_000);
      }
      const rate = risen / 10;
      flow.stop();
      return rate;
    };
    const [few, many, flood] = [perSecond(1), perSecond(10), perSecond(100_000)];
    assert.ok(few >= 0.5 && few < many && many < flood && flood <= 14, `${few} ${many} ${flood}`);
  });

  test('stops at once, and discards pending hearts', () => {
    flow.add(100);
    flow.stop();
    pass(5_000);
    assert.deepEqual([risen, flow.waiting], [0, 0]);
    flow.add(1);
    pass(3_000);
    assert.equal(risen, 1);
  });
});
