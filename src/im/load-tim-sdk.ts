import { IM_ERROR_CODE, ImError } from './im-error.js';
import { importAgain } from './import-again.js';
import type { TimSdkFactory } from './tim-sdk.js';

/**
 * Fetches the SDK's chunk (130 kB gzipped) at the first call, once; after a failure a later call tries again.
 * Rejects with `ImError` sdkUnavailable.
 */
export async function loadTimSdk(): Promise<TimSdkFactory> {
  try {
    const { default: createTim } = await importAgain(() => import('tim-js-sdk/tim-js.es.js'));
    return createTim as TimSdkFactory;
  } catch (error) {
    throw new ImError(
      IM_ERROR_CODE.sdkUnavailable,
      'The code of Tencent IM (tim-sdk.js, beside our own file) could not be loaded.',
      error,
    );
  }
}
