const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host name is a loopback name. */
function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname) || hostname.endsWith('.localhost');
}

/**
 * Whether the Host header is valid for a server that listens on `host`. A server on a loopback address accepts loopback
 * names only, so that a page cannot reach it through a DNS name that resolves to 127.0.0.1 (DNS rebinding).
 */
export function isOwnHost(header: string | undefined, host: string): boolean {
  if (!isLoopback(host) && host !== '::1') return true;
  try {
    return isLoopback(new URL(`http://${header ?? ''}`).hostname);
  } catch {
    return false; // not a host name
  }
}

/**
 * Whether a request of this origin may use the emulator: pages of this machine, listed origins, and clients that are
 * not browsers (no Origin header).
 */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  try {
    const { hostname, protocol } = new URL(origin);
    return (protocol === 'http:' || protocol === 'https:') && isLoopback(hostname);
  } catch {
    return false; // "null", for example
  }
}

/**
 * Whether a request may use the controls and the REST API. Pages may not, whatever their origin, unless it is listed:
 * any page of this machine could otherwise change rooms and read messages. Browsers send Origin with every request that
 * changes something, and Sec-Fetch-Site with the others; the value `none` is an address that the user entered.
 */
export function mayControl(
  headers: { readonly origin?: string | undefined; readonly 'sec-fetch-site'?: string | string[] | undefined },
  allowed: readonly string[],
): boolean {
  if (headers.origin !== undefined) return allowed.includes(headers.origin);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'none';
}
