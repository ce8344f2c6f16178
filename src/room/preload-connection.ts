// What an element requests before the code of rooms has arrived. With a round trip of 100 ms a room is joined 0.3 s sooner
// than with one request after another (`npm run bench -- boot`).
import { loadTimClient } from '../im/tim/load-tim-client.js';
import { type TokenRequest, requestTokenEarly } from './connection/token-request.js';

/**
 * Requests what a room needs to connect: the client, the SDK and, if the endpoint is known, the token. An element calls
 * this while it loads the code of rooms, when its markup names a room of its own. Never fails: the room requests again
 * what is missing, and reports it.
 *
 * @param tokenRequest the endpoint as an absolute URL, the group and the credentials mode; absent when the page has a
 *   token provider, which is called only by the room
 */
export function preloadConnection(tokenRequest?: TokenRequest): void {
  loadTimClient().catch(() => undefined);
  if (tokenRequest) requestTokenEarly(tokenRequest);
}
