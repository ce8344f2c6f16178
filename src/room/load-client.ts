// Part of the first download: an element calls this while it loads the code of rooms, so that client and SDK arrive at
// the same time as that code. The room calls it again and gets the same modules.
import type { ImClientFactory } from '../im/im-client.js';
import { retryImport } from '../util/retry-import.js';

/** Starts to load Tencent's SDK (130 kB gzipped). A browser fetches a module once, so the client takes this one. */
function preloadSdk(): void {
  import('tim-js-sdk/tim-js.es.js').catch(() => {
    // The client loads it again when it logs in, and reports a failure.
  });
}

/**
 * Loads the client for Tencent IM and, at the same time, the SDK that it needs to log in. Rejects when the client
 * cannot be loaded; a later call tries again.
 */
export function loadClient(): Promise<ImClientFactory> {
  preloadSdk();
  return retryImport(() => import('../im/v2/tim-client.lazy.js'), 'createTimClient');
}
