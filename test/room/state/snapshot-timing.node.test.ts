// When a snapshot is published, with the frames and timers of the test.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { MessageBuffer } from '../../../src/room/state/message-buffer.js';
import { SnapshotScheduler } from '../../../src/room/state/room-state.js';
import { noticeMessage } from '../../../src/room/messages/notices.js';
import { until } from '../../support/until.js';
import { openRoom } from '../support/open-room.js';
import { rowTexts } from '../support/row-texts.js';

/** A tab in Node: its frames run when the test says so. */
function useTab(test: TestContext) {
  const frames = new Map<number, () => void>();
  let last = 0;
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const globals = {
    document,
    requestAnimationFrame: (run: () => void) => (frames.set(++last, run), last),
    cancelAnimationFrame: (id: number) => frames.delete(id),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
    test.after(() => Reflect.deleteProperty(globalThis, name));
  }
  return {
    frames,
    frame: () => {
      const due = [...frames.values()];
      frames.clear();
      due.forEach((run) => run());
    },
    show: (state: 'visible' | 'hidden') => {
      document.visibilityState = state;
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
}
function scheduler(test: TestContext) {
  const state = { published: 0 };
  const made = new SnapshotScheduler(() => state.published++);
  test.after(() => made.close());
  return { made, state };
}

describe('a snapshot without a browser', () => {
  it('is published once for all changes of 16 ms', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { made, state } = scheduler(test);
    for (let index = 0; index < 3; index++) made.markChanged();
    test.mock.timers.tick(15);
    assert.equal(state.published, 0);
    test.mock.timers.tick(1);
    assert.equal(state.published, 1);
    test.mock.timers.tick(100);
    assert.equal(state.published, 1);
    made.markChanged();
    test.mock.timers.tick(16);
    assert.equal(state.published, 2);
  });

  it('is published by a flush only after a change, and then not again', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { made, state } = scheduler(test);
    made.flush();
    assert.equal(state.published, 0);
    made.markChanged();
    made.flush();
    made.flush();
    test.mock.timers.tick(100);
    assert.equal(state.published, 1);
  });

  it('is not published after the end until it begins again', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { made, state } = scheduler(test);
    made.markChanged();
    made.close();
    made.markChanged();
    made.flush();
    test.mock.timers.tick(100);
    assert.equal(state.published, 0);
    made.open();
    made.markChanged();
    test.mock.timers.tick(16);
    assert.equal(state.published, 1);
  });
});

describe('a snapshot in a tab', () => {
  it('is published in the next frame, and its frame is cancelled by a flush', (test) => {
    const { frames, frame } = useTab(test);
    const { made, state } = scheduler(test);
    made.markChanged();
    assert.equal(frames.size, 1);
    frame();
    assert.equal(state.published, 1);
    made.markChanged();
    made.flush();
    assert.deepEqual([state.published, frames.size], [2, 0]);
  });

  it('waits while the tab is hidden, and is published when it is visible again', (test) => {
    const { frames, show } = useTab(test);
    const { made, state } = scheduler(test);
    made.markChanged();
    show('hidden');
    assert.equal(frames.size, 0);
    show('visible');
    assert.equal(state.published, 1);
    show('hidden');
    made.markChanged();
    assert.deepEqual([frames.size, state.published], [0, 1]);
    show('visible');
    show('visible');
    assert.equal(state.published, 2);
  });

  it('is not published by a tab that returns after the end, but again after a new beginning', (test) => {
    const { frames, show } = useTab(test);
    const { made, state } = scheduler(test);
    show('hidden');
    made.markChanged();
    made.close();
    show('visible');
    assert.deepEqual([state.published, frames.size], [0, 0]);
    made.open();
    made.open();
    show('hidden');
    made.markChanged();
    show('visible');
    assert.equal(state.published, 1);
  });
});

describe('the time at which sending is possible again', () => {
  it('is published anew only when it has moved by half a second or more', async (test) => {
    const open = await openRoom(test);
    const control = {
      businessID: 'LiveChatElements_control',
      data: { action: 'metadata', text: '[live-chat slow=60]' },
    };
    const common = { description: '', extension: '' };
    open.im.client.receive(
      { ...open.im.text('', { userId: 'host' }), kind: 'custom', data: JSON.stringify(control), ...common },
      open.im.text('own', { userId: 'ana', isSelf: true }),
    );
    const first = await until(() => open.room.snapshot.canSendAt, 'slow mode is in force');
    const { now } = Date;
    let aheadMs = 0;
    test.mock.method(Date, 'now', () => now.call(Date) + aheadMs);
    const afterNextChange = async (text: string) => {
      open.im.client.receive(open.im.text(text));
      await until(() => rowTexts(open.room).includes(text), 'there is another snapshot');
      return open.room.snapshot.canSendAt;
    };
    aheadMs = 300;
    assert.equal(await afterNextChange('one'), first);
    aheadMs = 900;
    assert.ok((await afterNextChange('two')) >= first + 800);
  });
});

describe('the list of MessageBuffer', () => {
  it('is shortened now and then: what was removed takes no memory', (test) => {
    const lengths: number[] = [];
    const { slice } = Array.prototype;
    const restore = () => void Reflect.set(Array.prototype, 'slice', slice);
    test.after(restore);
    Reflect.set(Array.prototype, 'slice', function (this: unknown[], start?: number, end?: number) {
      lengths.push(this.length);
      return slice.call(this, start, end);
    });
    const buffer = new MessageBuffer(10);
    for (let index = 0; index < 1_000; index++) buffer.add({ ...noticeMessage({ type: 'gap' }), id: `${index}` });
    restore();
    assert.ok(lengths.length >= 50, `${lengths.length} times`);
    assert.ok(Math.max(...lengths) <= 22, `${Math.max(...lengths)} places`);
    assert.equal(buffer.size, 10);
  });
});
