import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChatError, type ChatErrorCode } from '../../../src/room/model/chat-error.js';
import { ReconnectPolicy } from '../../../src/room/connection/reconnect-policy.js';
import { seeded } from '../../support/seeded.js';

const VISIBLE = { isVisible: true, isOnline: true };

/** When attempts are made during the first minute, ms. */
function attemptTimes(code: ChatErrorCode, policy: ReconnectPolicy): number[] {
  const times: number[] = [];
  for (let now = 0; now < 60_000;) {
    now += policy.nextDelay({ error: new ChatError(code, '', true), lostForMs: now, ...VISIBLE });
    if (now < 60_000) times.push(now);
  }
  return times;
}

describe('ReconnectPolicy', () => {
  for (const code of ['token/unreachable', 'im/unavailable'] as const) {
    it(`makes at most eight attempts in the first minute after ${code}`, () => {
      const random = seeded(4711);
      for (let viewer = 0; viewer < 200; viewer++)
        assert.ok(attemptTimes(code, new ReconnectPolicy(random)).length <= 8);
    });
  }

  it('spreads the attempts of many viewers after an error of the token endpoint', () => {
    const random = seeded(815);
    const perSecond = new Array<number>(60).fill(0);
    for (let viewer = 0; viewer < 1000; viewer++)
      for (const time of attemptTimes('token/unreachable', new ReconnectPolicy(random)))
        perSecond[Math.floor(time / 1000)] = (perSecond[Math.floor(time / 1000)] ?? 0) + 1;
    assert.ok(Math.max(...perSecond.slice(20)) < 200, perSecond.join(' '));
  });

  it('waits as long as the endpoint asks with Retry-After', () => {
    const error = new ChatError('token/unreachable', '', true, { status: 503, retryAfterMs: 90_000 });
    assert.equal(new ReconnectPolicy().nextDelay({ error, lostForMs: 0, ...VISIBLE }), 90_000);
  });

  it('tries often after a short loss of the network, and seldom while the browser is offline or the tab hidden', () => {
    const error = new ChatError('im/offline', '', true);
    const policy = new ReconnectPolicy(() => 1);
    for (let attempt = 0; attempt < 10; attempt++) policy.nextDelay({ error, lostForMs: 0, ...VISIBLE });
    assert.equal(policy.nextDelay({ error, lostForMs: 1_000, ...VISIBLE }), 2_500);
    assert.equal(policy.nextDelay({ error, lostForMs: 100_000, ...VISIBLE }), 10_000);
    assert.equal(policy.nextDelay({ error, lostForMs: 1_000, isVisible: false, isOnline: true }), 30_000);
    assert.equal(new ReconnectPolicy().nextDelay({ error, lostForMs: 0, isVisible: true, isOnline: false }), 30_000);
  });
});
