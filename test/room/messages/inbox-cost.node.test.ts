import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImTextMessage } from '../../../src/im/im-client.js';
import { cpuMs } from '../../support/cpu-time.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';
import { until } from '../../support/until.js';
import { fakeRoom } from '../support/fake-room.js';

/** Batches of 50 messages, 20 per second. */
function batchesOf(seconds: number, from: number): ImTextMessage[][] {
  const batches: ImTextMessage[][] = [];
  for (let batch = 0; batch < seconds * 20; batch++) {
    batches.push(
      Array.from({ length: 50 }, (_, index): ImTextMessage => {
        const seq = from + batch * 50 + index;
        const userId = `user-${(seq * 7919) % 3000}`;
        const cloudCustomData =
          seq % 2
            ? JSON.stringify({ liveChat: { v: 1, danmaku: { mode: 'scroll', color: '#ff8800' }, clientId: `c${seq}` } })
            : '';
        return {
          kind: 'text',
          id: `144115200000000001-${seq}-123456`,
          groupId: 'show',
          from: { userId, nick: `观众${userId} 😀`, avatar: `https://example.org/${userId}.png` },
          isSelf: false,
          seq,
          time: seq,
          priority: 'normal',
          cloudCustomData,
          isBroadcast: false,
          text: `第${seq}条 hello https://example.org/${seq} 😀👍🏽 @user-5 ${'字'.repeat(seq % 30)}`,
        };
      }),
    );
  }
  return batches;
}

describe('the processing of 1,000 messages per second', () => {
  // The absolute cost is measured by `npm run bench -- log`.
  it('does not become slower with the number of messages', async (test) => {
    const { room, im } = fakeRoom();
    const clock = new MonotonicClock(test);
    await room.connect();
    const process = (batches: ImTextMessage[][], from: number): number => {
      let time = from;
      test.mock.timers.enable({ apis: ['Date'], now: time });
      const ms = cpuMs(() => {
        for (const batch of batches) {
          test.mock.timers.setTime((time += 50));
          clock.advance(50);
          im.client.listener.onInbound(batch);
        }
      });
      test.mock.timers.reset();
      return ms;
    };
    const seconds = 5;
    const base = Date.now();
    let from = 1;
    // The best of several rounds: a garbage collection spoils one.
    const rounds = (count: number): number => {
      let least = Infinity;
      for (let round = 0; round < count; round++) {
        least = Math.min(least, process(batchesOf(seconds, from), base + from) / seconds);
        from += seconds * 1000;
      }
      return least;
    };
    rounds(2); // warms up
    const early = rounds(5);
    rounds(10);
    // Another program can slow down each of five rounds, but not each of fifty.
    let late = rounds(5);
    for (let more = 0; more < 9 && late >= early * 2; more++) late = Math.min(late, rounds(5));
    await until(() => room.snapshot.messages.length === 500, 'the message buffer is full');
    test.diagnostic(`${early.toFixed(2)} ms per second at first, ${late.toFixed(2)} after 75,000 messages`);
    assert.ok(late < early * 2, `${early} ms, then ${late} ms`);
    await room.disconnect();
  });
});
