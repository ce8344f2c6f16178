import { loadTimClient } from '../im/tim/load-tim-client.js';
import { type TokenRequest, requestTokenEarly } from './connection/token-request.js';

/**
 * Requests what a room needs to connect: the client, the SDK and, if it is named here, the token. An element calls it
 * while it loads the code of rooms, so that nothing of this waits for that code. Never fails: the room requests again
 * what is missing, and reports it.
 */
export function preloadConnection(tokenRequest?: TokenRequest): void {
  loadTimClient().catch(() => undefined);
  if (tokenRequest) requestTokenEarly(tokenRequest);
}
