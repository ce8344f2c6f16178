import { importAgain } from '../im/import-again.js';

let loading: Promise<typeof import('./shared-rooms.js')> | undefined;

/**
 * Fetches the room's code, once for all elements: a second copy of it would not know the rooms of the first. A failure is not
 * remembered, so that a later call tries again.
 */
export function loadSharedRooms(): Promise<typeof import('./shared-rooms.js')> {
  loading ??= importAgain(() => import('./shared-rooms.js')).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
