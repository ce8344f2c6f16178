import { expect } from 'chai';
import { SnapshotScheduler } from '../../../src/room/state/room-state.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';

function setVisibility(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}
const frames = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index++) await new Promise(requestAnimationFrame);
};

describe('SnapshotScheduler', () => {
  let published = 0;
  let publisher: SnapshotScheduler;

  beforeEach(() => {
    published = 0;
    publisher = new SnapshotScheduler(() => published++);
  });
  afterEach(() => {
    publisher.close();
    setVisibility('visible');
    Reflect.deleteProperty(document, 'visibilityState');
  });

  it('publishes once per frame however often it is marked as changed', async () => {
    for (let index = 0; index < 1000; index++) publisher.markChanged();
    expect(published).to.equal(0);
    await until(() => published === 1, 'it is published');
    await frames(3);
    expect(published).to.equal(1);
  });

  it('does nothing while the tab is hidden, and publishes at once when it is visible again', async () => {
    publisher.markChanged();
    setVisibility('hidden');
    publisher.markChanged();
    await frames(5);
    expect(published).to.equal(0);
    setVisibility('visible');
    expect(published).to.equal(1);
    await frames(2);
    expect(published).to.equal(1);
  });

  it('publishes nothing after it was closed', async () => {
    publisher.markChanged();
    publisher.close();
    publisher.markChanged();
    await frames(3);
    expect(published).to.equal(0);
  });
});
