import { retryImport } from '../../util/retry-import.js';
import type { ImClientFactory } from '../im-client.js';

/**
 * Loads the client and, at the same time, Tencent's SDK, which a login needs next. Rejects when the client cannot be
 * loaded; a failure of the SDK is repeated and reported by the login.
 */
export function loadTimClient(): Promise<ImClientFactory> {
  import('tim-js-sdk/tim-js.es.js').catch(() => undefined);
  return retryImport(() => import('./tim-client.lazy.js'), 'createTimClient');
}
