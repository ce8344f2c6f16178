// Requests the two files that a login needs: the client, and Tencent's SDK, which is the larger one. Part of the first
// download, so that an element can request them before the code of rooms has arrived. It only starts the SDK's request;
// tim-sdk.ts, in the client's file, takes the loaded module and reports a failure.
import { retryImport } from '../../util/retry-import.js';
import type { ImClientFactory } from '../im-client.js';

/**
 * Starts to load the SDK (130 kB gzipped). A browser fetches a module once, so the client does not request it again. A
 * failure is not reported here.
 */
function preloadTimSdk(): void {
  import('tim-js-sdk/tim-js.es.js').catch(() => undefined);
}

/**
 * Loads the client and, at the same time, the SDK. Rejects when the client cannot be loaded; a failure of the SDK is
 * repeated and reported by the login.
 */
export function loadTimClient(): Promise<ImClientFactory> {
  preloadTimSdk();
  return retryImport(() => import('./tim-client.lazy.js'), 'createTimClient');
}
