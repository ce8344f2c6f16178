// How joins and leaves are combined. Timers and time are those of the test.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ChatUser, NoticeBody } from '../../../src/room/model/chat-message.js';
import { NoticeDigest } from '../../../src/room/messages/notices.js';

const user = (userId: string): ChatUser => ({ userId, nick: userId, avatar: '', role: 'viewer', isSelf: false });
const users = (count: number, prefix = 'u'): ChatUser[] =>
  Array.from({ length: count }, (_, index) => user(`${prefix}${index}`));

function digest(test: TestContext, onlineCount?: number) {
  let now = 1_000_000;
  test.mock.method(performance, 'now', () => now);
  let timer: { readonly run: () => void; readonly ms: number } | undefined;
  const said: string[] = [];
  const made = new NoticeDigest({
    setTimer: (run, ms) => {
      assert.equal(timer, undefined, 'one timer at a time');
      timer = { run, ms };
      return () => (timer = undefined);
    },
    onlineCount: () => onlineCount,
    onDigest: (body: NoticeBody & { readonly type: 'joined' | 'left' }) =>
      said.push(`${body.users.length} ${body.type}${body.others > 0 ? `, ${body.others} others` : ''}`),
  });
  return {
    digest: made,
    /** The delay of the timer; undefined: none. */
    delay: () => timer?.ms,
    pass: (ms: number) => void (now += ms),
    /** Lets the timer run out; returns what was reported. */
    run: () => {
      const due = timer;
      timer = undefined;
      now += due?.ms ?? 0;
      due?.run();
      return said.splice(0);
    },
  };
}

describe('NoticeDigest', () => {
  it('reports the first join at once, and those of the next three seconds together', (test) => {
    const { digest: made, delay, run } = digest(test);
    made.joined(user('ana'));
    assert.equal(delay(), 0);
    assert.deepEqual(run(), ['1 joined']);
    made.joined(user('ben'));
    assert.equal(delay(), 3_000);
    for (const each of users(3)) made.joined(each);
    assert.deepEqual(run(), ['4 joined']);
    assert.equal(delay(), undefined);
  });

  it('names at most twenty users and counts the others', (test) => {
    const { digest: made, run } = digest(test);
    for (const each of users(42)) made.joined(each);
    assert.deepEqual(run(), ['20 joined, 22 others']);
    for (const each of users(21, 'w')) made.joined(each);
    for (const each of users(20, 'w')) made.left(each);
    assert.deepEqual(run(), ['0 joined, 1 others']);
    for (const each of users(20, 'v')) made.joined(each);
    assert.deepEqual(run(), ['20 joined']);
  });

  it('does not report a user who leaves and returns, or comes and goes, within a window', (test) => {
    const { digest: made, run } = digest(test);
    made.left(user('ana'));
    made.joined(user('ana'));
    assert.deepEqual(run(), []);
    made.joined(user('ben'));
    made.left(user('ben'));
    assert.deepEqual(run(), []);
  });

  it('reports a leave only after a window, in which a reload ends', (test) => {
    const { digest: made, delay, run } = digest(test);
    made.left(user('ana'));
    assert.equal(delay(), 3_000);
    assert.deepEqual(run(), ['1 left']);
  });

  it('reports no leaves in a busy room', (test) => {
    const few = digest(test, 50);
    for (const each of users(5)) few.digest.left(each);
    assert.deepEqual(few.run(), ['5 left']);
    const many = digest(test, 50);
    for (const each of users(6)) many.digest.left(each);
    assert.deepEqual(many.run(), []);
    const mixed = digest(test, 50);
    for (const each of users(3)) mixed.digest.left(each);
    for (const each of users(3, 'v')) mixed.digest.joined(each);
    assert.deepEqual(mixed.run(), ['3 joined']);
    const large = digest(test, 51);
    large.digest.left(user('ana'));
    large.digest.joined(user('ben'));
    assert.deepEqual(large.run(), ['1 joined']);
  });

  it("reports a user's joins at most once in five minutes, and so the leaves", (test) => {
    const { digest: made, pass, run } = digest(test);
    const joinAndLeave = () => {
      made.joined(user('eve'));
      const said = run();
      made.left(user('eve'));
      return [...said, ...run()];
    };
    assert.deepEqual(joinAndLeave(), ['1 joined', '1 left']);
    assert.deepEqual(joinAndLeave(), []);
    pass(290_000);
    assert.deepEqual(joinAndLeave(), []);
    pass(15_000);
    assert.deepEqual(joinAndLeave(), ['1 joined', '1 left']);
  });

  it('reports nothing after it is closed, and starts anew', (test) => {
    const { digest: made, delay, run } = digest(test);
    for (const each of users(30)) made.joined(each);
    made.close();
    assert.equal(delay(), undefined);
    made.left(user('ana'));
    made.joined(user('ben'));
    assert.deepEqual(run(), ['1 joined', '1 left']);
  });
});
