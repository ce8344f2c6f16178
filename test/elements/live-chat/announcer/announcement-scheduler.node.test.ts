import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnouncementScheduler } from '../../../../src/elements/live-chat/announcer/announcement-scheduler.js';
import { message, person } from '../support/message-factory.js';

/** A log with a clock of its own; what it says is kept. */
function lab() {
  let now = 100_000;
  let timers: { at: number; run: () => void }[] = [];
  const said: string[] = [];
  const log = new AnnouncementScheduler({
    now: () => now,
    setTimer: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
    announceMessage: ({ text, notice }) => said.push(text || (notice?.type ?? '')),
    announceCount: (count) => said.push(`${count} new`),
  });
  const pass = (ms: number): void => {
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
  return { log, said, pass };
}

describe('AnnouncementScheduler', () => {
  it('announces single messages of a quiet room in full', () => {
    const { log, said, pass } = lab();
    log.add([message('one')]);
    pass(4000);
    log.add([message('two')]);
    assert.deepEqual(said, ['one', 'two']);
  });

  it('announces a message that arrived too early when its time has come', () => {
    const { log, said, pass } = lab();
    log.add([message('one')]);
    pass(500);
    log.add([message('two')]);
    assert.deepEqual(said, ['one']);
    pass(2500);
    assert.deepEqual(said, ['one', 'two']);
  });

  it('announces counts in a busy room, at long intervals', () => {
    const { log, said, pass } = lab();
    for (let second = 0; second < 60; second++) {
      log.add(Array.from({ length: 20 }, (_each, index) => message(`m ${second}.${index}`)));
      pass(1000);
    }
    pass(20_000);
    assert.equal(said[0], 'm 0.0');
    assert.ok(said.length <= 10, `${said.length} in a minute`);
    const counted = said.slice(1).reduce((sum, words) => sum + Number.parseInt(words, 10), 0);
    assert.equal(counted, 1199);
  });

  it('announces messages that mention the user always and at once', () => {
    const { log, said } = lab();
    log.add([message('one'), message('two'), message('you!', { mentionsSelf: true })]);
    assert.deepEqual(said, ['one', 'you!']);
    log.mode = 'mentions';
    log.add([message('three'), message('you again', { mentionsSelf: true })]);
    assert.deepEqual(said, ['one', 'you!', 'you again']);
  });

  it('announces a message of the host before the count', () => {
    const { log, said, pass } = lab();
    log.add([
      message('one'),
      message('two'),
      message('welcome', { from: person('host', { role: 'host' }) }),
      message('three'),
    ]);
    pass(10_000);
    assert.deepEqual(said, ['one', 'welcome', '2 new']);
  });

  it('announces joined users only when nothing else was announced for a long time', () => {
    const { log, said, pass } = lab();
    const joined = message('', { kind: 'notice', notice: { type: 'joined', users: [person('ana')], others: 0 } });
    log.add([message('one'), joined]);
    assert.deepEqual(said, ['one']);
    pass(30_000);
    log.add([joined]);
    assert.deepEqual(said, ['one', 'joined']);
  });

  it('leaves own messages to their result, and announces nothing when it is off', () => {
    const { log, said } = lab();
    log.add([message('mine', { from: person('me', { isSelf: true }) })]);
    log.mode = 'off';
    log.add([message('you!', { mentionsSelf: true })]);
    assert.deepEqual(said, []);
  });
});
