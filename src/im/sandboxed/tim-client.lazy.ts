// The port over an SDK that the room logs in itself: each login gets an SDK of its own, in a sandbox. Which version it
// is, the credentials say. ../attached is the port over an SDK that the page has logged in.
import { retryImport } from '../../util/retry-import.js';
import type { ImClientFactory, ImSdkVersion } from '../im-client.js';
import { createImError } from '../im-failure.js';
import { noop } from '../tim/sdk-globals.js';
import type { OpenSession } from '../tim/session.js';
import { TimClient } from '../tim/tim-client.js';
import { createSdkCopy, type SandboxedSdk, type SdkCopy } from '../tim/tim-sdk.js';
import { TimSession } from '../tim/tim-session.js';
import { withDeadline } from '../with-deadline.js';

const SDKS = new Map<unknown, () => Promise<{ readonly sandboxedSdk: SandboxedSdk }>>([
  ['v2', () => import('../v2/tim-sdk.lazy.js')],
  ['v3', () => import('../v3/tim-sdk-3.lazy.js')],
]);

/**
 * Fetches an SDK's chunk once, at the first call; after a failure a later call tries again. Rejects with `ImError`
 * `sdk-unavailable`, or `bad-argument` for a version that does not exist.
 */
function loadSdk(version: ImSdkVersion = 'v2'): Promise<SandboxedSdk> {
  const load = SDKS.get(version);
  if (!load) throw createImError('bad-argument', `sdk has to be v2, v3 or auto, not "${version}".`);
  return retryImport(load, 'sandboxedSdk').catch((cause: unknown) => {
    throw createImError('sdk-unavailable', "Tencent's SDK (tim-sdk*.js, beside our own file) could not be loaded.", {
      cause,
    });
  });
}

/** The copy for the first login, made while the room waits for its token; null after that login. */
let firstCopy: SdkCopy | null | undefined;

const openSession: OpenSession = async (credentials, listener, options, signals) => {
  const sdk = await withDeadline(loadSdk(credentials.sdk), { signals, operation: 'loading the SDK' });
  const copy = firstCopy?.version === sdk ? firstCopy : createSdkCopy(sdk);
  firstCopy = null;
  return new TimSession(copy, credentials, listener, options);
};

/** The room's default connection to Tencent IM. No socket is opened before `login`. */
export const createTimClient: ImClientFactory = (listener, options) => new TimClient(openSession, listener, options);

createTimClient.prepare = (version) => {
  SDKS.get(version || 'v2')?.()
    .then(({ sandboxedSdk }) => void (firstCopy === undefined && (firstCopy = createSdkCopy(sandboxedSdk))))
    .catch(noop); // the login loads it again, and reports a failure
};
