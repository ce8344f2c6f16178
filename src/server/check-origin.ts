// Which pages may call an endpoint that identifies its caller by a cookie. Browsers send Origin with every POST, and no
// page can forge it. A caller with neither Origin nor Sec-Fetch-Site is not a page, and sends no cookie of a user.
import type { Forwarded } from './forwarded.js';
import { HttpProblem } from './http-problem.js';

/** Exact origins such as `https://www.example.com`, checked once. TypeError for anything else, such as `*`. */
export function normalizeOrigins(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    if (origin === 'null' || origin.includes('*') || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(
        `origins: "${origin}" is not an exact origin such as "https://www.example.com" (no path, no wildcard).`,
      );
    }
  }
  return new Set(origins);
}

/**
 * Compares hosts and not schemes: when TLS ends at a proxy, the browser uses https and this server http. Some
 * frameworks (Next.js) write localhost into a request's URL; the Host header has the host that the browser requested,
 * and no page can forge it. Behind a proxy that is trusted, its own header has that host.
 */
function isSameHost(origin: string, ...hosts: readonly (string | null | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

const REFUSAL =
  'Pages of this origin may not call this endpoint. If the page is yours, add its origin to the option `origins`. ' +
  'If a proxy of yours replaces the Host header, let it keep the header, or let it set X-Forwarded-Host and use ' +
  '`trustProxy`.';

/**
 * The CORS headers for this caller; the same origin needs none. Throws HttpProblem 403 for a page of another origin.
 */
export function checkOrigin(
  request: Request,
  allowed: ReadonlySet<string>,
  forwarded?: Forwarded,
): Record<string, string> {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin !== null && allowed.has(origin)) {
    return {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'Retry-After',
      Vary: 'Origin',
    };
  }
  const url = new URL(request.url);
  const hasSameHost = origin !== null && isSameHost(origin, url.host, request.headers.get('host'), forwarded?.host);
  const isTls = (forwarded?.protocol ?? url.protocol.slice(0, -1)) === 'https';
  const isOwn =
    origin === null
      ? site === null || site === 'same-origin'
      : site === null
        ? hasSameHost && !(origin.startsWith('http:') && isTls)
        : site === 'same-origin' && hasSameHost;
  if (!isOwn) throw new HttpProblem(403, 'Forbidden', REFUSAL, { code: 'origin', headers: { Vary: 'Origin' } });
  return { Vary: 'Origin' };
}
