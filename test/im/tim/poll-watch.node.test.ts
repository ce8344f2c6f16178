// The three signs that the service does not deliver a room any more, and what is not a sign. The time is that of the
// test.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { PollWatch } from '../../../src/im/tim/poll-watch.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';

const frame = (command: string, body: object): string => JSON.stringify({ head: { servcmd: command }, body });
const poll = (body: object): string => frame('group_open_long_polling_http_svc.get_msg', body);
const refusal = (ErrorCode: number): string => poll({ ErrorCode });
const idle = poll({ ErrorCode: 0, Key: 'k', NextSeq: 5, RspMsgList: [] });
const event = poll({ ErrorCode: 0, Key: 'k', NextSeq: 6, RspMsgList: [{}] });

function watch(test: TestContext) {
  const clock = new MonotonicClock(test);
  const lost: string[] = [];
  const made = new PollWatch(({ reason }) => lost.push(reason));
  made.begin();
  return {
    watch: made,
    /** Why the room was lost, since the last call. */
    lost: () => lost.splice(0),
    /** Seconds with idle polls and a check in each. */
    pass: (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1_000);
        made.receive(idle);
        made.check(true);
      }
    },
    advance: (ms: number) => {
      clock.advance(ms);
      made.check(true);
    },
  };
}

describe('PollWatch', () => {
  it('reports the second refusal in a row, once, and of guests too', (test) => {
    for (const code of [10007, 10010, 10015, 70402]) {
      const { watch: made, lost } = watch(test);
      made.receive(refusal(code));
      made.receive(idle);
      made.receive(refusal(code));
      assert.deepEqual(lost(), []);
      made.receive(refusal(code));
      made.receive(refusal(code));
      assert.equal(lost().length, 1, `${code}`);
    }
  });

  it('reports a busy service after six seconds, and an expired signature never', (test) => {
    const { watch: made, lost, advance } = watch(test);
    for (let time = 0; time < 5; time++) made.receive(refusal(10002));
    assert.deepEqual(lost(), []);
    advance(6_001);
    made.receive(refusal(10002));
    assert.deepEqual(lost(), ['busy']);
    const other = watch(test);
    for (let time = 0; time < 5; time++) other.watch.receive(refusal(70001));
    assert.deepEqual(other.lost(), []);
  });

  it('reports a room without a usable response to a poll for 40 seconds, but not without a connection', (test) => {
    const { watch: made, lost, advance } = watch(test);
    made.receive(idle);
    advance(39_000);
    made.check(false);
    advance(39_000);
    assert.deepEqual(lost(), []);
    made.receive(poll({ ErrorCode: 0, Key: '', NextSeq: 5 }));
    advance(2_000);
    assert.deepEqual(lost(), ['not-in-group']);
  });

  it('reports a group whose numbers grow while nothing is received', (test) => {
    const { watch: made, lost, pass } = watch(test);
    made.noteGroup(10);
    pass(20);
    made.noteGroup(11);
    pass(4);
    assert.deepEqual(lost(), []);
    pass(2);
    assert.deepEqual(lost(), ['not-in-group']);
  });

  it('reports nothing when the numbers stay, or when the events of them were received or sent', (test) => {
    const { watch: made, lost, pass } = watch(test);
    made.noteGroup(10);
    pass(20);
    made.noteGroup(10);
    made.receive(event);
    pass(20);
    made.noteGroup(11);
    made.noteDelivery(false);
    pass(20);
    made.noteGroup(12);
    pass(2);
    made.receive(event); // it was on its way
    pass(20);
    assert.deepEqual(lost(), []);
  });

  it('joins a quiet room at most twice whose numbers grow without events, until something is received', (test) => {
    const { watch: made, lost, pass } = watch(test);
    let next = 10;
    let joins = 0;
    const minutes = (count: number): number => {
      const before = joins;
      for (let probe = 0; probe < count * 3; probe++) {
        made.noteGroup(next++);
        pass(20);
        if (lost().length > 0) {
          joins++;
          made.begin();
          made.receive(event); // the user's own join
        }
      }
      return joins - before;
    };
    assert.equal(minutes(600), 2);
    made.receive(event);
    assert.ok(minutes(60) <= 2, 'the pause stays long');
    assert.equal(minutes(600), 0);
  });

  it('still notices a deaf room after a join that helped', (test) => {
    const { watch: made, lost, pass } = watch(test);
    for (let time = 0; time < 3; time++) {
      made.begin();
      pass(11);
      made.receive(event);
      made.noteGroup(10 + time * 10);
      pass(1_000);
      made.noteGroup(11 + time * 10);
      pass(6);
      assert.deepEqual(lost(), ['not-in-group'], `${time}`);
    }
  });
});
