import { after, afterEach, before } from 'node:test';
import { RoomFixture } from './room-fixture.js';

export interface UsedRoomFixture {
  /** There while the tests run. */
  readonly fixture: RoomFixture;
  /** The id of another group, for a test of its own. */
  newGroup(prefix: string): string;
}

/** One fixture for the tests of a `describe`. After each test its pages are closed, and what they logged is checked. */
export function useRoomFixture(options?: Parameters<typeof RoomFixture.start>[0]): UsedRoomFixture {
  let fixture: RoomFixture;
  let groups = 0;
  before(async () => {
    fixture = await RoomFixture.start(options);
  });
  after(() => fixture?.stop());
  afterEach(() => fixture.stopAndCheckLog());
  return {
    get fixture() {
      return fixture;
    },
    newGroup: (prefix) => `${prefix}-${++groups}`,
  };
}
