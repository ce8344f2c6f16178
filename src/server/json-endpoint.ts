// The shell around an endpoint that pages call with JSON: method, origin, media type, limits, errors as problem JSON.
// Knows nothing of tokens or moderation.
import { checkOrigin, normalizeOrigins } from './check-origin.js';
import { HttpProblem } from './http-problem.js';
import { addressPrefix, requestAddress } from './address-prefix.js';
import { RateLimiter, type RateLimit } from './rate-limiter.js';
import { readJsonObject, type ReadJsonLimits } from './read-json-object.js';

export interface JsonEndpointOptions {
  /** Exact origins beside the endpoint's own, such as `https://www.example.com`. None by default. */
  origins?: readonly string[];
  /**
   * Requests of one network address (IPv6: of one /64), `false` for no limit. Where many viewers share an address
   * (offices, schools), think before lowering it.
   */
  addressLimit?: RateLimit | false;
  /**
   * Where the request came from. Default: what `toNodeListener` saw. On other platforms read the header that the
   * platform itself sets.
   */
  address?: (request: Request) => string | undefined;
  /** Hears of failures of the application's own functions. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

export interface JsonEndpointSettings {
  limits: ReadJsonLimits;
  addressLimit: RateLimit;
}

/** Throws HttpProblem 429 with Retry-After when `limiter` has no room for `key`. */
export function enforceRate(limiter: RateLimiter | undefined, key: string | undefined): void {
  const wait = limiter && key !== undefined ? limiter.take(key) : 0;
  if (wait > 0)
    throw new HttpProblem(429, 'Too many requests', `Try again in ${wait} s.`, {
      code: 'too-fast',
      headers: { 'Retry-After': String(wait) },
    });
}

/**
 * Wraps `handle` into `(Request) => Promise<Response>` that never rejects. What `handle` returns is answered as JSON.
 */
export function jsonEndpoint(
  options: JsonEndpointOptions,
  settings: JsonEndpointSettings,
  handle: (body: ReadonlyMap<string, unknown>, request: Request) => Promise<unknown>,
): (request: Request) => Promise<Response> {
  const {
    address = requestAddress,
    onError = (error: unknown) => console.error(error),
    addressLimit = settings.addressLimit,
  } = options;
  const origins = normalizeOrigins(options.origins ?? []);
  const limiter = addressLimit === false ? undefined : new RateLimiter(addressLimit, options.now);

  return async (request) => {
    let headers: Record<string, string> = {};
    try {
      headers = checkOrigin(request, origins);
      if (request.method === 'OPTIONS') {
        return new Response(null, {
          status: 204,
          headers: {
            ...headers,
            'Access-Control-Allow-Methods': 'POST',
            'Access-Control-Allow-Headers': 'Content-Type',
            'Access-Control-Max-Age': '600',
          },
        });
      }
      if (request.method !== 'POST')
        throw new HttpProblem(405, 'Method not allowed', 'Use POST.', { headers: { Allow: 'POST, OPTIONS' } });
      // Forms, which other sites may post without asking, cannot have this type.
      if (!/^application\/json(\s*;\s*charset="?utf-?8"?)?\s*$/i.test(request.headers.get('content-type') ?? ''))
        throw new HttpProblem(415, 'Unsupported media type', 'Send application/json.');
      const from = address(request);
      enforceRate(limiter, from === undefined ? undefined : addressPrefix(from));
      const answer = await handle(await readJsonObject(request, settings.limits), request);
      return new Response(JSON.stringify(answer), {
        headers: {
          ...headers,
          'Content-Type': 'application/json',
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
        },
      });
    } catch (error) {
      if (error instanceof HttpProblem) return error.toResponse(headers);
      try {
        onError(error);
      } catch (second) {
        console.error(second);
      }
      return new HttpProblem(500, 'Internal error', 'The server could not answer this.').toResponse(headers);
    }
  };
}
