// The check of chaos runs must detect each kind of failure. The histories are invented, with one fault each.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outOfOrder } from './support/out-of-order.js';
import type { History, Viewer, Written } from './support/history.js';
import { checkInvariants } from './support/invariants.js';

const viewer = (user: string, texts: readonly string[], change: Partial<Viewer> = {}): Viewer => ({
  user,
  joinedPeriods: [{ from: 0, to: 100_000 }],
  shown: new Map(texts.map((text) => [text, new Set([`id of ${text}`])])),
  arrived: new Set(texts),
  gaps: [],
  dropped: 0,
  outOfOrder: [],
  finalStatus: 'joined',
  ...change,
});
const written = (text: string, change: Partial<Written> = {}): Written => ({
  text,
  user: 'ana',
  outcome: 'sent',
  ...change,
});
const history = (change: Partial<History> = {}): History => ({
  written: [written('one'), written('two')],
  delivered: new Map([
    ['one', { text: 'one', seq: 5, at: 10_000 }],
    ['two', { text: 'two', seq: 9, at: 20_000 }],
  ]),
  droppedByService: 0,
  repeatedSeqs: [],
  viewers: [viewer('ana', ['one', 'two']), viewer('ben', ['one', 'two'])],
  errors: [],
  ...change,
});
const withBen = (ben: Viewer, change: Partial<History> = {}): History =>
  history({ viewers: [viewer('ana', ['one', 'two']), ben], ...change });

describe('the invariants of chaos runs', () => {
  test('report nothing when every message was shown', () => {
    const { violations, figures } = checkInvariants(history());
    assert.deepEqual(violations, []);
    assert.deepEqual([figures.written, figures.sent, figures.owed, figures.shown], [2, 2, 2, 2]);
  });

  const bad: readonly (readonly [name: string, history: History, words: RegExp])[] = [
    ['a message that one person never got', withBen(viewer('ben', ['one'])), /^lost: ben never got "two"/],
    [
      'a message that came twice',
      withBen(
        viewer('ben', ['one', 'two'], {
          shown: new Map([
            ['one', new Set(['a', 'b'])],
            ['two', new Set(['c'])],
          ]),
        }),
      ),
      /^doubled: ben showed "one" 2 times/,
    ],
    [
      'a message that arrived and was not shown',
      withBen(viewer('ben', ['one'], { arrived: new Set(['one', 'two']) })),
      /^lost: ben got 1 messages that it did not show, and admits to 0/,
    ],
    [
      'a gap that lies elsewhere',
      withBen(viewer('ben', ['one'], { gaps: [{ after: 1, before: 4 }] })),
      /^lost: ben never got "two"/,
    ],
    [
      'a message whose result was never reported',
      history({ written: [written('one'), written('two', { outcome: 'pending' })] }),
      /^stuck: ana/,
    ],
    [
      'a confirmed message that nobody gave out',
      history({
        written: [written('one'), written('two'), written('three')],
        viewers: [viewer('ana', ['one', 'two', 'three']), viewer('ben', ['one', 'two'])],
      }),
      /^vanished: 1 messages/,
    ],
    [
      'an own message that is gone',
      history({ viewers: [viewer('ana', ['one']), viewer('ben', ['one', 'two'])] }),
      /^lost: ana does not see its own "two"/,
    ],
    [
      'a failed message that is gone',
      history({ written: [written('one'), written('two'), written('three', { outcome: 'failed' })] }),
      /^lost: the failed "three" left/,
    ],
    [
      'rows in the wrong order',
      withBen(
        viewer('ben', ['one', 'two'], {
          outOfOrder: outOfOrder([
            { user: 'ana', number: 2 },
            { user: 'cy', number: 1 },
            { user: 'ana', number: 1 },
          ]),
        }),
      ),
      /^disorder: ben showed ana: 2 before 1/,
    ],
    [
      'a person who did not come back',
      withBen(viewer('ben', ['one', 'two'], { finalStatus: 'reconnecting' })),
      /^not back: ben ended as reconnecting/,
    ],
    ['an unhandled rejection', history({ errors: ['unhandled: x'] }), /^error in the page: unhandled/],
  ];
  for (const [name, history, words] of bad) {
    test(`report ${name}`, () => {
      const { violations } = checkInvariants(history);
      assert.equal(violations.length, 1, violations.join('\n'));
      assert.match(violations[0] ?? '', words);
    });
  }

  test('count separately what the SDK dropped for every user while sequence numbers were repeated, and nothing that one user received', () => {
    const repeatedSeqs = [{ from: 19_000, to: 21_000 }];
    const nobody = checkInvariants(
      history({
        repeatedSeqs,
        viewers: [viewer('ana', ['one', 'two'], { arrived: new Set() }), viewer('ben', ['one'])],
      }),
    );
    assert.deepEqual([nobody.violations, nobody.figures.repeatedSeqs], [[], 1]);
    const some = checkInvariants(
      history({
        repeatedSeqs,
        viewers: [viewer('ana', ['one', 'two']), viewer('ben', ['one']), viewer('cy', ['one', 'two'])],
      }),
    );
    assert.equal(some.violations.length, 1);
  });

  test('count separately what a gap notice covers, what the page reported as dropped, what the service dropped, and what was sent while a user was away', () => {
    const run = checkInvariants(
      history({
        written: [
          written('one'),
          written('two'),
          written('three'),
          written('four', { outcome: 'failed' }),
          written('five', { outcome: 'refused' }),
        ],
        droppedByService: 1,
        viewers: [
          viewer('ana', ['one', 'two', 'three', 'four']),
          viewer('ben', ['one'], { gaps: [{ after: 5, before: 12 }] }),
          viewer('cy', ['one'], { arrived: new Set(['one', 'two']), dropped: 1 }),
          viewer('dee', ['one'], { joinedPeriods: [{ from: 0, to: 15_000 }] }),
        ],
      }),
    );
    assert.deepEqual(run.violations, []);
    const { sent, failed, refused, droppedByService, owed, shown, inGap, droppedByPage } = run.figures;
    assert.deepEqual(
      { sent, failed, refused, shedByService: droppedByService, owed, shown, inGap, skipped: droppedByPage },
      { sent: 3, failed: 1, refused: 1, shedByService: 1, owed: 5, shown: 3, inGap: 1, skipped: 1 },
    );
  });
});
