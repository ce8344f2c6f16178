// What an element requests before the code of rooms has arrived. With a round trip of 100 ms a room is joined 0.2 s
// sooner than with one request after another (`npm run bench -- boot`). The token is not requested here: the code for
// it would take the first download over its budget.
import { loadTimClient } from '../im/tim/load-tim-client.js';

/**
 * Requests what a room needs to connect: the client and the SDK. An element calls this while it loads the code of
 * rooms, when its markup names a room of its own.
 *
 * Never fails and returns at once: the room requests again what is missing, and reports it. A call after the files are
 * there has no effect.
 */
export function preloadConnection(): void {
  loadTimClient().catch(ignoreFailure);
}

/** The room, which requests the files again, reports the failure as `im/unavailable` with a way to try again. */
function ignoreFailure(): void {
  // Nothing to do here.
}
