// The request for a token. The elements make the first one before the code of rooms has arrived.
import type { RoomOptions } from '../model/room-options.js';

export type TokenRequest = Pick<RoomOptions, 'groupId' | 'tokenEndpoint' | 'tokenCredentials'>;

/** An early response that nobody took by then is not used any more: its token may be for an older session. */
const EARLY_LIFE_MS = 15_000;

const early = new Map<string, Promise<Response>>();

const keyOf = (request: TokenRequest): string =>
  [request.tokenEndpoint, request.groupId, request.tokenCredentials ?? 'same-origin'].join('\n');

function request({ groupId, tokenEndpoint = '', tokenCredentials }: TokenRequest, signal?: AbortSignal) {
  return fetch(tokenEndpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ groupId }),
    credentials: tokenCredentials ?? 'same-origin',
    cache: 'no-store',
    ...(signal && { signal }),
  });
}

/** Requests a token ahead of `requestToken`, which then takes this response. */
export function requestTokenEarly(options: TokenRequest): void {
  const key = keyOf(options);
  if (early.has(key)) return;
  const response = request(options);
  response.catch(() => undefined); // reported to the one who takes it
  early.set(key, response);
  setTimeout(() => early.delete(key), EARLY_LIFE_MS);
}

/** The response of the token endpoint. Rejects like `fetch`. An early response is used once. */
export function requestToken(options: TokenRequest, signal: AbortSignal): Promise<Response> {
  const key = keyOf(options);
  const response = early.get(key);
  early.delete(key);
  return response ?? request(options, signal);
}
