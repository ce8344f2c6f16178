// When a loss is reported, when the service is probed, and when the room is joined again. The time is that of the test.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ImClient } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';
import { ConnectionMonitor } from '../../../src/room/connection/connection-monitor.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';

function monitor(test: TestContext) {
  test.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_700_000_000_000 });
  const clock = new MonotonicClock(test);
  const said: string[] = [];
  const service = { probes: 0, respond: (): unknown => undefined };
  const client = {
    getGroup: async () => {
      service.probes++;
      return service.respond();
    },
  } as unknown as ImClient;
  const say = (what: string) => () => void said.push(what);
  const made = new ConnectionMonitor({
    onDeliveryUncertain: say('uncertain'),
    onDeliveryResumed: say('resumed'),
    onDisconnected: say('disconnected'),
    onReconnected: say('reconnected'),
    onRejoinNeeded: (error, isForgotten) => said.push(`rejoin ${error.code}${isForgotten ? ', forgotten' : ''}`),
    onGroup: () => undefined,
  });
  test.after(() => made.end());
  made.begin(client);
  return {
    monitor: made,
    service,
    /** What was reported since the last call. */
    said: () => said.splice(0),
    pass: async (ms: number) => {
      clock.advance(ms);
      test.mock.timers.tick(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('ConnectionMonitor', () => {
  it('reports a loss after a second, and its end after the service has confirmed the membership', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    made.report('connecting');
    assert.deepEqual(said(), ['uncertain']);
    await pass(999);
    assert.deepEqual(said(), []);
    await pass(1);
    assert.deepEqual(said(), ['disconnected']);
    made.report('disconnected');
    made.report('connecting');
    await pass(5_000);
    assert.deepEqual(said(), [], 'the states of one loss alternate');
    made.report('connected');
    assert.equal(service.probes, 1);
    await pass(0);
    assert.deepEqual(said(), ['resumed', 'reconnected']);
    await pass(45_000);
    assert.deepEqual(said(), ['resumed'], 'a probe after silence');
  });

  it('does not report a loss that is shorter than a second, but probes the service', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    made.report('disconnected');
    await pass(900);
    made.report('connected');
    made.report('connected');
    await pass(19_000);
    assert.deepEqual(said(), ['uncertain', 'resumed']);
    assert.equal(service.probes, 1);
  });

  it('joins again after 45 seconds, counted from the start of the loss', async (test) => {
    const { monitor: made, said, pass } = monitor(test);
    made.report('disconnected');
    await pass(20_000);
    made.report('connecting');
    await pass(24_999);
    assert.deepEqual(said(), ['uncertain', 'disconnected']);
    await pass(1);
    assert.deepEqual(said(), ['rejoin im/offline']);
  });

  it('measures a loss from its start until it is over', async (test) => {
    const { monitor: made, pass } = monitor(test);
    const isNow = (ms: number, since: number) => Math.abs(performance.now() - ms - since) < 500;
    assert.ok(isNow(0, made.lostSince));
    made.report('disconnected');
    await pass(10_000);
    made.report('connecting');
    await pass(10_000);
    assert.ok(isNow(20_000, made.lostSince));
    made.report('connected');
    assert.ok(isNow(0, made.lostSince));
  });

  it('probes the service after 20 seconds of silence, and not while something is received', async (test) => {
    const { monitor: made, pass, service } = monitor(test);
    for (let count = 0; count < 10; count++) {
      await pass(5_000);
      made.noteActivity();
    }
    assert.equal(service.probes, 0);
    for (let count = 0; count < 3; count++) await pass(5_000);
    assert.equal(service.probes, 0);
    for (let count = 0; count < 2; count++) await pass(5_000);
    assert.equal(service.probes, 1);
    made.end();
    await pass(15_000 * 20);
    assert.equal(service.probes, 1);
  });

  it('probes when the tab or the network returns after five seconds of silence', async (test) => {
    const { monitor: made, pass, service } = monitor(test);
    await pass(4_000);
    made.resume(0);
    assert.equal(service.probes, 0);
    await pass(2_000);
    made.resume(0);
    assert.equal(service.probes, 1);
    made.resume(0);
    assert.equal(service.probes, 1, 'a probe is an activity');
  });

  it('joins again when the tab returns that was hidden for more than a minute, without a probe', async (test) => {
    const { monitor: made, said, service } = monitor(test);
    made.resume(60_000);
    assert.deepEqual(said(), []);
    made.resume(60_001);
    assert.deepEqual(said(), ['rejoin im/offline, forgotten']);
    assert.equal(service.probes, 0);
  });

  it('joins again when the service does not know this client or the room', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    for (const [reason, expected] of [
      ['not-in-group', 'rejoin send/not-member, forgotten'],
      ['group-not-found', 'rejoin room/not-found, forgotten'],
    ] as const) {
      service.respond = () => {
        throw new ImError(reason, reason);
      };
      await pass(11_000);
      made.resume(0);
      await pass(0);
      assert.deepEqual(said(), [expected]);
    }
  });

  it('repeats a probe that is refused within 10 seconds of a join, because the service may not know the member yet', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    service.respond = () => {
      throw new ImError('no-permission', 'not a member');
    };
    made.report('connecting');
    made.report('connected');
    await pass(0);
    for (let second = 0; second < 3; second++) await pass(1_000);
    assert.deepEqual([service.probes, said()], [4, ['uncertain']]);
    service.respond = () => undefined;
    await pass(1_000);
    assert.deepEqual(said(), ['resumed']);
    service.respond = () => {
      throw new ImError('no-permission', 'not a member');
    };
    made.report('connecting');
    made.report('connected');
    for (let second = 0; second < 8; second++) await pass(1_000);
    assert.deepEqual(said(), ['uncertain', 'rejoin send/not-member, forgotten']);
  });

  it('joins again when a probe after a reported loss fails, and not after a short one', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    service.respond = () => {
      throw new ImError('network', 'no response');
    };
    made.report('disconnected');
    made.report('connected');
    await pass(0);
    assert.deepEqual(said(), ['uncertain']);
    made.report('disconnected');
    await pass(2_000);
    made.report('connected');
    await pass(0);
    assert.deepEqual(said(), ['uncertain', 'disconnected', 'rejoin im/offline']);
  });

  it('ignores the response to a probe that was sent before another loss, or to another client', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    let respond: (value?: unknown) => void = () => undefined;
    service.respond = () => new Promise((resolve) => (respond = resolve));
    made.report('disconnected');
    await pass(2_000);
    made.report('connected');
    made.report('disconnected');
    respond();
    await pass(0);
    assert.deepEqual(said(), ['uncertain', 'disconnected', 'uncertain']);
    made.report('connected');
    made.begin({ getGroup: () => Promise.resolve() } as unknown as ImClient);
    respond();
    await pass(15_000);
    assert.deepEqual(said(), []);
  });

  it('ignores the failure of a probe that was sent to another client', async (test) => {
    const { monitor: made, said, pass, service } = monitor(test);
    let fail: (error: Error) => void = () => undefined;
    service.respond = () => new Promise((_resolve, reject) => (fail = reject));
    await pass(6_000);
    made.resume(0);
    assert.equal(service.probes, 1);
    made.begin({ getGroup: () => Promise.resolve() } as unknown as ImClient);
    fail(new ImError('not-in-group', 'forgotten'));
    await pass(0);
    assert.deepEqual(said(), []);
  });

  it('reports nothing when it has ended', async (test) => {
    const { monitor: made, said, pass } = monitor(test);
    made.report('disconnected');
    made.end();
    await pass(60_000);
    made.report('connected');
    made.resume(0);
    await pass(60_000);
    assert.deepEqual(said(), ['uncertain']);
  });
});
