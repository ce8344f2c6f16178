const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a page of this origin may use the emulator: those on this machine, those listed, and clients that are no pages (no Origin). */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  try {
    const { hostname, protocol } = new URL(origin);
    return (protocol === 'http:' || protocol === 'https:') && (LOOPBACK.has(hostname) || hostname.endsWith('.localhost'));
  } catch {
    return false; // "null" and the like
  }
}
