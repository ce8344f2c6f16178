// The SDK as the package contains it (tools/sdk-scope.mjs), for tests that run from the sources.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import type { SdkFactory } from '../../src/doctor/sdk-page.js';
import { sdkScope } from '../../tools/sdk-scope.mjs';

const file = createRequire(import.meta.url).resolve('tim-js-sdk/tim-js.es.js');
const { code } = sdkScope().transform(readFileSync(file, 'utf8'), file) as { code: string };

/** Evaluated with a file name, and not imported as a data URL, which would fill the stack of every error. */
export const createSdk = runInThisContext(`(${code.replace('export default ', '')})`, {
  filename: 'scoped-tim-js-sdk.js',
}) as SdkFactory;
