import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnouncementScheduler } from '../../../../src/elements/live-chat/announcer/announcement-scheduler.js';
import { message, user } from '../support/message-factory.js';

/** A scheduler with a fake clock. Its announcements are recorded. */
function createScheduler() {
  let now = 100_000;
  let timers: { at: number; run: () => void }[] = [];
  const announced: string[] = [];
  const log = new AnnouncementScheduler({
    now: () => now,
    setTimer: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
    announceMessage: ({ text, notice }) => announced.push(text || (notice?.type ?? '')),
    announceCount: (count) => announced.push(`${count} new`),
  });
  const advance = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((each) => each !== next);
      now = next.at;
      next.run();
    }
    now = end;
  };
  return { log, announced, advance };
}

describe('AnnouncementScheduler', () => {
  it('announces single messages of a quiet room in full', () => {
    const { log, announced, advance } = createScheduler();
    log.add([message('one')]);
    advance(4000);
    log.add([message('two')]);
    assert.deepEqual(announced, ['one', 'two']);
  });

  it('announces a message that arrived too early when its time has come', () => {
    const { log, announced, advance } = createScheduler();
    log.add([message('one')]);
    advance(500);
    log.add([message('two')]);
    assert.deepEqual(announced, ['one']);
    advance(2500);
    assert.deepEqual(announced, ['one', 'two']);
  });

  it('announces counts in a busy room, at long intervals', () => {
    const { log, announced, advance } = createScheduler();
    for (let second = 0; second < 60; second++) {
      log.add(Array.from({ length: 20 }, (_each, index) => message(`m ${second}.${index}`)));
      advance(1000);
    }
    advance(20_000);
    assert.equal(announced[0], 'm 0.0');
    assert.ok(announced.length <= 10, `${announced.length} in a minute`);
    const counted = announced.slice(1).reduce((sum, words) => sum + Number.parseInt(words, 10), 0);
    assert.equal(counted, 1199);
  });

  it('announces messages that mention the user always and at once', () => {
    const { log, announced } = createScheduler();
    log.add([message('one'), message('two'), message('you!', { mentionsSelf: true })]);
    assert.deepEqual(announced, ['one', 'you!']);
    log.mode = 'mentions';
    log.add([message('three'), message('you again', { mentionsSelf: true })]);
    assert.deepEqual(announced, ['one', 'you!', 'you again']);
  });

  it('announces a message of the host before the count', () => {
    const { log, announced, advance } = createScheduler();
    log.add([
      message('one'),
      message('two'),
      message('welcome', { from: user('host', { role: 'host' }) }),
      message('three'),
    ]);
    advance(10_000);
    assert.deepEqual(announced, ['one', 'welcome', '2 new']);
  });

  it('announces joined users only when nothing else was announced for a long time', () => {
    const { log, announced, advance } = createScheduler();
    const joined = message('', { kind: 'notice', notice: { type: 'joined', users: [user('ana')], others: 0 } });
    log.add([message('one'), joined]);
    assert.deepEqual(announced, ['one']);
    advance(30_000);
    log.add([joined]);
    assert.deepEqual(announced, ['one', 'joined']);
  });

  it('leaves own messages to their result, and announces nothing when it is off', () => {
    const { log, announced } = createScheduler();
    log.add([message('mine', { from: user('me', { isSelf: true }) })]);
    log.mode = 'off';
    log.add([message('you!', { mentionsSelf: true })]);
    assert.deepEqual(announced, []);
  });
});
