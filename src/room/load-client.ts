// Part of the first download: an element calls this while it loads the code of rooms, so that client and SDK arrive at
// the same time as that code. The room calls it again and gets the same modules.
import type { ImClientFactory } from '../im/im-client.js';
import { retryImport } from '../util/retry-import.js';

/** Starts to load Tencent's SDK (130 or 163 kB gzipped). A browser fetches a module once: the client gets this one. */
function preloadSdk(isVersion3: boolean): void {
  (isVersion3 ? import('../im/v3/tim-sdk-3.lazy.js') : import('../im/v2/tim-sdk.lazy.js')).catch(() => {
    // The client loads it again when it logs in, and reports a failure.
  });
}

/**
 * Loads the client for Tencent IM and, at the same time, the SDK that the page names, unless the token is to name it
 * (`auto`). Rejects when the client cannot be loaded; a later call tries again.
 */
export function loadClient(sdk?: string): Promise<ImClientFactory> {
  if (sdk !== 'auto') preloadSdk(sdk === 'v3');
  return retryImport(() => import('../im/sandboxed/tim-client.lazy.js'), 'createTimClient');
}
