// The port over tim-js-sdk 2.27.6, the default: each login gets an SDK of its own, in a sandbox. ../attached is the port
// over an SDK that the page has logged in.
import { retryImport } from '../../util/retry-import.js';
import type { ImClientFactory } from '../im-client.js';
import { createImError } from '../im-failure.js';
import type { OpenSession } from '../tim/session.js';
import { TimClient } from '../tim/tim-client.js';
import type { TimSdkFactory } from '../tim/tim-sdk.js';
import { TimSession } from '../tim/tim-session.js';
import { withDeadline } from '../with-deadline.js';

/**
 * Fetches the SDK's chunk (130 kB gzipped) once, at the first call; after a failure a later call tries again. Rejects
 * with `ImError` `sdk-unavailable`.
 */
async function loadTimSdk(): Promise<TimSdkFactory> {
  try {
    return (await retryImport(() => import('tim-js-sdk/tim-js.es.js'), 'default')) as TimSdkFactory;
  } catch (error) {
    throw createImError(
      'sdk-unavailable',
      "Tencent's SDK (tim-sdk.js, in the same directory as our own file) could not be loaded.",
      { cause: error },
    );
  }
}

/** The SDK is fetched at the first login. */
const openSession: OpenSession = async (credentials, listener, options, signals) => {
  const createSdk = await withDeadline(loadTimSdk(), { signals, operation: 'loading the SDK' });
  return new TimSession(createSdk, credentials, listener, options);
};

/** The room's default connection to Tencent IM. Nothing is fetched and no socket is opened before `login`. */
export const createTimClient: ImClientFactory = (listener, options) => new TimClient(openSession, listener, options);
