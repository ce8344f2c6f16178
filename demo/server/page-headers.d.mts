/**
 * The security headers of a page of the demo. `path` begins with a slash; without `emulator` the page may speak to
 * Tencent.
 */
export function pageHeaders(
  path: string,
  service: { readonly emulator: boolean },
): Readonly<Record<'Content-Security-Policy' | 'Referrer-Policy' | 'Cross-Origin-Opener-Policy', string>>;
