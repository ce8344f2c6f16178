// What a connection reports and does after each kind of loss, and that it reports each state once.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ImError } from '../../../src/im/im-error.js';
import { ReconnectPolicy } from '../../../src/room/connection/reconnect-policy.js';
import { TabLock } from '../../../src/room/connection/tab-lock.js';
import { Inbox } from '../../../src/room/messages/inbox.js';
import { Likes } from '../../../src/room/likes/likes.js';
import type { ChatError } from '../../../src/room/model/chat-error.js';
import type { Room } from '../../../src/room/room.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';
import { until } from '../../support/until.js';
import { fakeRoom } from '../support/fake-room.js';
import { openRoom } from '../support/open-room.js';
import { rejectionOf } from '../support/rejection-of.js';

type Context = Parameters<ReconnectPolicy['nextDelay']>[0];

/** Attempts without a delay; returns what each delay would have depended on. */
function withoutDelays(test: TestContext): Context[] {
  const contexts: Context[] = [];
  const { nextDelay } = ReconnectPolicy.prototype;
  test.mock.method(ReconnectPolicy.prototype, 'nextDelay', function (this: ReconnectPolicy, context: Context) {
    contexts.push(context);
    nextDelay.call(this, context); // counts the attempt
    return 0;
  });
  return contexts;
}
function reportsOf(room: Room): { readonly statuses: string[]; readonly errors: string[] } {
  const reports = { statuses: [] as string[], errors: [] as string[] };
  room.on('status', ({ status }) => reports.statuses.push(status));
  room.on('error', ({ code }: ChatError) => reports.errors.push(code));
  return reports;
}

describe('an attempt to join that fails', () => {
  it('is reported once for the same error, and again for another one', async (test) => {
    withoutDelays(test);
    const { room, im } = fakeRoom();
    test.after(() => room.disconnect());
    const { statuses, errors } = reportsOf(room);
    const failures = ['network', 'network', 'network', 'busy', 'busy', 'network'] as const;
    let attempt = 0;
    im.on.login = () => {
      const reason = failures[attempt++];
      if (reason) throw new ImError(reason, reason);
    };
    await room.connect();
    assert.deepEqual(errors, ['im/offline', 'im/unavailable', 'im/offline']);
    assert.deepEqual(statuses, ['connecting', 'joined']);
    assert.equal(room.snapshot.error, undefined);
  });

  it('is repeated with a new client after a failure of the network', async (test) => {
    withoutDelays(test);
    const { room, im } = fakeRoom();
    test.after(() => room.disconnect());
    const failures = ['network', 'busy', 'group-full'] as const;
    let attempt = 0;
    im.on.join = () => {
      const reason = failures[attempt++];
      if (reason) throw new ImError(reason, reason);
    };
    await room.connect();
    assert.equal(im.clients.length, 3, 'the client is kept for a room that is full');
    assert.equal(im.count('close'), 2);
  });

  it('is not repeated before the delay is over, unless the service has only forgotten this client', async (test) => {
    const delays: number[] = [];
    test.mock.method(ReconnectPolicy.prototype, 'nextDelay', () => {
      delays.push(1);
      return 600_000;
    });
    const { room, im } = fakeRoom();
    test.after(() => room.disconnect());
    im.on.join = () => {
      throw new ImError('network', 'no response');
    };
    void room.connect().catch(() => undefined);
    await until(() => delays.length === 1, 'the first attempt has failed');
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([im.count('join'), delays.length], [1, 1]);
  });

  it('knows how long the loss has lasted, and whether the page is visible and online', async (test) => {
    const contexts = withoutDelays(test);
    const { room, im } = await openRoom(test);
    let left = 2;
    im.on.join = () => {
      if (left-- > 0) throw new ImError('network', '');
    };
    const joins = im.count('join');
    im.client.listener.onMembershipLost(new ImError('not-in-group', 'forgotten'));
    await until(() => im.count('join') === joins + 3 && room.snapshot.status === 'joined', 'it is joined again');
    assert.ok(contexts.length >= 3);
    for (const { lostForMs, isVisible, isOnline } of contexts) {
      assert.ok(lostForMs >= 0 && lostForMs < 30_000, `${lostForMs}`);
      assert.deepEqual([isVisible, isOnline], [true, true]);
    }
  });

  it('ends the attempts when it is final', async () => {
    for (const [reason, code] of [
      ['group-not-found', 'room/not-found'],
      ['join-refused', 'room/refused'],
      ['signature-invalid', 'im/signature'],
      ['application-unavailable', 'im/unavailable'],
    ] as const) {
      const { room, im } = fakeRoom();
      im.on.join = () => {
        throw new ImError(reason, reason);
      };
      assert.equal((await rejectionOf(room.connect())).code, code);
      assert.deepEqual([room.snapshot.status, im.count('join')], ['failed', 1], reason);
      assert.equal(im.count('close'), 1, 'the client is closed');
      await room.disconnect();
    }
  });

  it('is given up when the room is closed', async () => {
    const { room, im } = fakeRoom();
    im.on.login = () => new Promise(() => undefined);
    const joining = rejectionOf(room.connect());
    await until(() => im.count('login') === 1, 'it logs in');
    await room.disconnect();
    const { code, retryable } = await joining;
    assert.deepEqual([code, retryable], ['room/closed', false]);
    assert.deepEqual([room.snapshot.status, im.count('join'), im.count('close')], ['closed', 0, 1]);
  });
});

describe('a joined room that the service does not know any more', () => {
  it('is joined again also when that was reported before the join had ended', async (test) => {
    withoutDelays(test);
    const { room, im } = fakeRoom();
    test.after(() => room.disconnect());
    im.on.join = (client) => {
      if (im.count('join') === 1) client.listener.onMembershipLost(new ImError('not-in-group', 'forgotten'));
    };
    await room.connect();
    await until(() => im.count('join') === 2 && room.snapshot.status === 'joined', 'it is joined again');
  });

  it('starts with short delays again after more than 10 s in the room', async (test) => {
    withoutDelays(test);
    const clock = new MonotonicClock(test);
    const reset = test.mock.method(ReconnectPolicy.prototype, 'reset');
    const { room, im } = await openRoom(test);
    for (const [ms, resets] of [
      [1_000, 0],
      [5_000, 0],
      [10_100, 1],
    ] as const) {
      const [before, joins] = [reset.mock.callCount(), im.count('join')];
      clock.advance(ms);
      im.client.listener.onMembershipLost(new ImError('not-in-group', 'forgotten'));
      await until(() => im.count('join') === joins + 1 && room.snapshot.status === 'joined', 'it is joined again');
      assert.equal(reset.mock.callCount() - before, resets, `${ms}`);
    }
  });

  it('stops everything that needs the client until it is joined again', async (test) => {
    withoutDelays(test);
    const lost = test.mock.method(Inbox.prototype, 'connectionLost');
    const restored = test.mock.method(Inbox.prototype, 'connectionRestored');
    const offline = test.mock.method(Likes.prototype, 'offline');
    const { room, im } = await openRoom(test);
    assert.deepEqual([lost.mock.callCount(), offline.mock.callCount()], [0, 0]);
    const before = restored.mock.callCount();
    let join = (): void => undefined;
    im.on.join = () => new Promise<void>((resolve) => (join = resolve));
    im.client.listener.onMembershipLost(new ImError('not-in-group', 'forgotten'));
    await until(() => im.count('join') === 2, 'it joins again');
    assert.deepEqual([lost.mock.callCount(), offline.mock.callCount(), restored.mock.callCount()], [1, 1, before]);
    assert.equal(room.snapshot.status, 'reconnecting');
    join();
    await until(() => room.snapshot.status === 'joined', 'it is joined');
    assert.equal(restored.mock.callCount(), before + 1);
  });

  it('is dismissed when it is still not found after 5 s, and not before', async (test) => {
    withoutDelays(test);
    const clock = new MonotonicClock(test);
    const { room, im } = await openRoom(test);
    const { statuses } = reportsOf(room);
    im.on.join = () => {
      if (im.count('join') === 4) clock.advance(5_000);
      throw new ImError('group-not-found', 'gone');
    };
    im.client.listener.onMembershipLost(new ImError('group-not-found', 'gone'));
    await until(() => room.snapshot.status === 'closed', 'it is closed');
    assert.equal(room.snapshot.error?.code, 'room/dismissed');
    assert.equal(im.count('join'), 4);
    assert.deepEqual(statuses, ['reconnecting', 'closed']);
  });
});

describe('a page that loses its user to another one', () => {
  it('queues for the lock, and releases it after every other end', async (test) => {
    const reacquire = test.mock.method(TabLock.prototype, 'reacquireWhenFree');
    const release = test.mock.method(TabLock.prototype, 'release');
    for (const [reason, reacquired] of [
      ['another-page', 1],
      ['another-device', 1],
      ['by-server', 0],
    ] as const) {
      const { room, im } = await openRoom(test);
      const [before, released] = [reacquire.mock.callCount(), release.mock.callCount()];
      im.client.listener.onKicked(reason);
      await until(() => ['closed', 'failed'].includes(room.snapshot.status), 'it has ended');
      assert.equal(reacquire.mock.callCount() - before, reacquired, reason);
      assert.equal(release.mock.callCount() - released, 1 - reacquired, reason);
      im.client.listener.onKicked('another-page');
      assert.equal(reacquire.mock.callCount() - before, reacquired, 'it has ended before');
      await room.disconnect();
    }
    const { room } = await openRoom(test);
    const released = release.mock.callCount();
    await room.disconnect();
    assert.equal(release.mock.callCount() - released, 1, 'closed by the page');
  });
});
