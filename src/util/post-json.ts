// POST requests with a JSON body, and requests that are sent before the code that needs their response has arrived.

/** An older response is not used: its receiver may need a newer one. */
const MAX_AGE_MS = 10_000;

export interface JsonRequest {
  readonly url: string;
  /** JSON. */
  readonly body: string;
  readonly credentials: RequestCredentials;
}

/** The responses that nobody has taken yet, by their request. */
const early = new Map<string, Promise<Response>>();

function send({ url, body, credentials }: JsonRequest, signal?: AbortSignal): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body, credentials, cache: 'no-store', signal });
}

/** Sends a request whose response `postJson` returns later; once for equal requests. Handle the rejection. */
export function preloadJson(request: JsonRequest): Promise<Response> {
  const key = JSON.stringify(request);
  const response = early.get(key) ?? send(request);
  early.set(key, response);
  setTimeout(() => early.delete(key), MAX_AGE_MS);
  return response;
}

/** The response: of the request that was sent early, once, otherwise of a new one. */
export function postJson(request: JsonRequest, signal: AbortSignal): Promise<Response> {
  const key = JSON.stringify(request);
  const response = early.get(key) ?? send(request, signal);
  early.delete(key);
  return response;
}
