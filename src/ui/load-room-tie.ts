import { importAgain } from '../room/import-again.js';

let loading: Promise<typeof import('./room-tie.js')> | undefined;
/** Who went without, to be told when it is there after all. */
const without = new Set<() => void>();

/**
 * Fetches the code of rooms, once for all elements: a second copy of it would not know the rooms of the first. A
 * failure is not
 * remembered: a later call, of whichever element, tries again, and calls `onLate` of those that failed when it
 * succeeds.
 */
export function loadRoomTie(onLate: () => void): Promise<typeof import('./room-tie.js')> {
  loading ??= importAgain(() => import('./room-tie.js'));
  return loading.then(
    (loaded) => {
      for (const tell of without) tell();
      without.clear();
      return loaded;
    },
    (error: unknown) => {
      loading = undefined;
      without.add(onLate);
      throw error;
    },
  );
}
