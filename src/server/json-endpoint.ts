// An endpoint that pages call with JSON: checks method, origin, media type and limits, and responds to errors with
// problem JSON. It knows nothing of tokens or moderation.
import { checkOrigin, normalizeOrigins } from './check-origin.js';
import { readForwarded, requireTrustProxy, type TrustProxy } from './forwarded.js';
import { HttpProblem } from './http-problem.js';
import { addressPrefix, requestAddress, type RequestHandler } from './request-context.js';
import { RateLimiter, type RateLimit } from './rate-limiter.js';
import { readJsonObject, type ReadJsonLimits } from './read-json-object.js';

export interface JsonEndpointOptions {
  /** Exact origins besides the endpoint's own, such as `https://www.example.com`. None by default. */
  origins?: readonly string[];
  /**
   * Requests of one network address (IPv6: of one /64); `false` for no limit. Many viewers may share an address
   * (offices, schools), so do not set it too low.
   */
  addressLimit?: RateLimit | false;
  /**
   * The network address of the request's sender. Default: the one that a trusted proxy names, then `address` of the
   * second argument of the handler, which `toNodeListener` passes. Where the platform sets a header of its own, read it
   * here.
   */
  address?: (request: Request) => string | null | undefined;
  /**
   * Uses the headers of a proxy of your own in a handler that gets its `Request` from a framework; see `TrustProxy`.
   * `toNodeListener` has an option of its own. Default false.
   */
  trustProxy?: TrustProxy;
  /** Called with failures of the application's own functions. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

interface JsonEndpointSettings {
  limits: ReadJsonLimits;
  addressLimit: RateLimit;
}

let hasWarned = false;
/** Once per process: a limit that does nothing must not stay unnoticed. */
function warnOfMissingAddress(): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(
    'live-chat-elements: the limit per network address has no effect, because the address of the client is not ' +
      'known. ' +
      'Pass it: handler(request, { address }), or set the option `address`, or `addressLimit: false`.',
  );
}

/** Throws HttpProblem 429 with Retry-After when `key` has reached the limit. */
export function enforceRate(limiter: RateLimiter | undefined, key: string | undefined): void {
  const wait = limiter && key !== undefined ? limiter.take(key) : 0;
  if (wait > 0)
    throw new HttpProblem(429, 'Too many requests', `Try again in ${wait} s.`, {
      code: 'too-fast',
      headers: { 'Retry-After': String(wait) },
    });
}

/**
 * Wraps `handle` into a `(Request) => Promise<Response>` that never rejects. The result of `handle` is sent as JSON.
 */
export function jsonEndpoint(
  options: JsonEndpointOptions,
  settings: JsonEndpointSettings,
  handle: (body: ReadonlyMap<string, unknown>, request: Request) => Promise<unknown>,
): RequestHandler {
  const {
    trustProxy = false,
    onError = (error: unknown) => console.error(error),
    addressLimit = settings.addressLimit,
  } = options;
  requireTrustProxy(trustProxy);
  const origins = normalizeOrigins(options.origins ?? []);
  const limiter = addressLimit === false ? undefined : new RateLimiter(addressLimit, options.now);

  return async (request, context) => {
    let headers: Record<string, string> = {};
    try {
      const forwarded = readForwarded((name) => request.headers.get(name), trustProxy);
      headers = checkOrigin(request, origins, forwarded);
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
      // A form, which another site can post without a preflight request, cannot have this type.
      if (!/^application\/json(\s*;\s*charset="?utf-?8"?)?\s*$/i.test(request.headers.get('content-type') ?? ''))
        throw new HttpProblem(415, 'Unsupported media type', 'Send application/json.');
      const from = options.address?.(request) ?? forwarded.address ?? context?.address ?? requestAddress(request);
      if (limiter && typeof from !== 'string') warnOfMissingAddress();
      enforceRate(limiter, typeof from === 'string' ? addressPrefix(from) : undefined);
      const result = await handle(await readJsonObject(request, settings.limits), request);
      return new Response(JSON.stringify(result), {
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
      return new HttpProblem(500, 'Internal error', 'The server could not process this request.').toResponse(headers);
    }
  };
}
