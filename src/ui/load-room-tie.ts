import { importAgain } from '../room/import-again.js';

let loading: Promise<typeof import('./room-tie.js')> | undefined;

/**
 * Fetches the code of rooms, once for all elements: a second copy of it would not know the rooms of the first. A failure is not
 * remembered, so that a later call tries again.
 */
export function loadRoomTie(): Promise<typeof import('./room-tie.js')> {
  // Shared with what flies danmaku, and so a file of its own: asked for beside, else it would be one more step.
  import('../room/plain-text.js').catch(() => undefined); // the code of rooms says what is missing
  return (loading ??= importAgain(() => import('./room-tie.js')).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}
