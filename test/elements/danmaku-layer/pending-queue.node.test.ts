import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRIORITY, type DanmakuComment, type DanmakuPriority } from '../../../src/elements/danmaku-layer/comment.js';
import { PendingQueue, type PendingComment } from '../../../src/elements/danmaku-layer/pending-queue.js';

function comment(text: string, priority: DanmakuPriority = PRIORITY.viewer): DanmakuComment {
  const common = { id: '', userId: '', nick: '', mentionsSelf: false, image: '' };
  return { ...common, text, priority, variant: 'viewer', mode: 'scroll', color: '' };
}

function all(list: PendingQueue): PendingComment[] {
  const seen: PendingComment[] = [];
  list.drain((waiting) => {
    seen.push(waiting);
    return false;
  });
  return seen;
}

describe('PendingQueue', () => {
  it("offers own comments first, then those of host and moderators, then viewers', each oldest first", () => {
    const list = new PendingQueue();
    for (const [text, rank] of [
      ['a', 0],
      ['host', 1],
      ['b', 0],
      ['me', 2],
      ['c', 0],
    ] as const)
      list.add(comment(text, rank), 0, Infinity);
    assert.deepEqual(
      all(list).map(({ comment: { text } }) => text),
      ['me', 'host', 'a', 'b', 'c'],
    );
  });

  it('removes the comments that were placed and keeps the order of the others', () => {
    const list = new PendingQueue();
    for (const text of ['a', 'b', 'c', 'd']) list.add(comment(text), 0, Infinity);
    list.drain(({ comment: { text } }) => text === 'a' || text === 'c');
    assert.deepEqual(
      all(list).map(({ comment: { text } }) => text),
      ['b', 'd'],
    );
  });

  it('merges equal and similar texts under load, and counts them', () => {
    const list = new PendingQueue();
    list.add(comment('first'), 0, 1);
    assert.equal(list.add(comment('哈哈哈哈！'), 0, 1), true);
    assert.equal(list.add(comment('哈哈'), 0, 1), false);
    assert.equal(list.add(comment('哈哈 哈哈哈'), 0, 1), false);
    assert.equal(list.add(comment('good'), 0, 1), true);
    assert.equal(list.add(comment('god'), 0, 1), true);
    assert.deepEqual(
      all(list).map(({ comment: { text }, count }) => [text, count]),
      [
        ['first', 1],
        ['哈哈哈哈！', 3],
        ['good', 1],
        ['god', 1],
      ],
    );
  });

  it('merges nothing without load, and never an own comment', () => {
    const list = new PendingQueue();
    list.add(comment('gg'), 0, 3);
    list.add(comment('gg'), 0, 3);
    list.add(comment('gg', PRIORITY.own), 0, 0);
    list.add(comment('gg', PRIORITY.own), 0, 0);
    assert.equal(list.size, 4);
  });

  it('does not merge into a comment that is already shown', () => {
    const list = new PendingQueue();
    list.add(comment('gg'), 0, 0);
    list.drain(() => true);
    assert.equal(list.add(comment('gg'), 0, 0), true);
  });

  it('drops comments of viewers evenly over time, and no others', () => {
    const list = new PendingQueue();
    for (let index = 0; index < 1_000; index++) list.add(comment(`t${index}`), index, Infinity);
    list.add(comment('me', PRIORITY.own), 0, Infinity);
    list.add(comment('host', PRIORITY.staff), 0, Infinity);
    assert.equal(list.sample(10), 990);
    const kept = all(list)
      .slice(2)
      .map(({ since }) => since);
    assert.equal(kept.length, 10);
    for (let index = 1; index < kept.length; index++)
      assert.equal((kept[index] as number) - (kept[index - 1] as number), 100);
  });

  it('drops expired comments of viewers before those of host and moderators, and own comments never', () => {
    const list = new PendingQueue();
    for (const rank of [PRIORITY.viewer, PRIORITY.staff, PRIORITY.own]) list.add(comment('x', rank), 0, Infinity);
    assert.equal(list.expire(2_000), 0);
    assert.equal(list.expire(3_000), 1);
    assert.equal(list.expire(60_000), 1);
    assert.deepEqual(
      all(list).map(({ comment: { priority } }) => priority),
      [PRIORITY.own],
    );
  });

  it('counts every comment that a merged one contains when it is dropped', () => {
    const list = new PendingQueue();
    for (let index = 0; index < 5; index++) list.add(comment('gg'), 0, 0);
    assert.equal(list.expire(10_000), 5);
  });
});
