// POST requests with a JSON body, and requests that are sent before the code that needs their response has arrived.

/** An older response is not used: its receiver may need a newer one. */
const MAX_AGE_MS = 10_000;

export interface JsonRequest {
  /** Absolute. */
  readonly url: string;
  /** The body, as JSON. */
  readonly body: string;
  readonly credentials: RequestCredentials | undefined;
}

/** The responses that nobody has taken yet, and when each was requested. */
const early = new Map<string, readonly [Promise<Response>, number]>();

const keyOf = (request: JsonRequest): string => JSON.stringify(request);

const send = ({ url, body, credentials }: JsonRequest, signal?: AbortSignal): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    credentials,
    cache: 'no-store',
    signal,
  });

/** Sends a request whose response `postJson` returns later; once for equal requests. Handle the rejection. */
export function preloadJson(request: JsonRequest): Promise<Response> {
  const key = keyOf(request);
  const response = early.get(key)?.[0] ?? send(request);
  early.set(key, [response, performance.now()]);
  return response;
}

/** The response: of the request that was sent early, once, otherwise of a new one. */
export function postJson(request: JsonRequest, signal: AbortSignal): Promise<Response> {
  const key = keyOf(request);
  const [response, sentAt = 0] = early.get(key) ?? [];
  early.delete(key);
  return response && performance.now() - sentAt < MAX_AGE_MS ? response : send(request, signal);
}
