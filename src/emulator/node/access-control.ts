const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host name stands for this machine. */
function isThisMachine(hostname: string): boolean {
  return LOOPBACK.has(hostname) || hostname.endsWith('.localhost');
}

/**
 * Whether the Host header fits a server that listens on `host`: one that listens on this machine alone has no other
 * names, whatever a page's name server says.
 */
export function isOwnHost(header: string | undefined, host: string): boolean {
  if (!isThisMachine(host) && host !== '::1') return true;
  try {
    return isThisMachine(new URL(`http://${header ?? ''}`).hostname);
  } catch {
    return false; // no host name at all
  }
}

/**
 * Whether a page of this origin may use the emulator: those on this machine, those listed, and clients that are no
 * pages (no Origin).
 */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  try {
    const { hostname, protocol } = new URL(origin);
    return (protocol === 'http:' || protocol === 'https:') && isThisMachine(hostname);
  } catch {
    return false; // "null" and the like
  }
}
