// Finds out why a request to another origin failed. Loaded after a failure only.

/** What a site changes to let a page of another origin use its endpoint. */
const UNREADABLE =
  'The token endpoint responds, but the browser does not let pages of this origin read the response. On the server, ' +
  'add the origin of this page to the option `origins`, or send CORS headers.';

/**
 * The reason if an endpoint of another origin responds, and the browser only does not let the page read it; otherwise
 * undefined. A request without cookies, whose response nobody can read, is enough to know it. Names the reason on the
 * console. Undefined in Node, which has no CORS. Rejects if the endpoint is no URL.
 */
export async function explainFailure(endpoint: string, signal: AbortSignal): Promise<string | undefined> {
  const page = globalThis.location as Location | undefined;
  if (!page) return undefined;
  const url = new URL(endpoint, globalThis.document?.baseURI ?? page.href);
  if (url.origin === page.origin) return undefined;
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
  } catch {
    return undefined;
  }
  console.error(`live-chat-elements: ${UNREADABLE}`);
  return UNREADABLE;
}
