// The SDK as the package contains it (tools/sdk-scope.mjs), for tests that run from the sources.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sdkScope } from '../../../tools/sdk-scope.mjs';
import type { SdkFactory } from '../../../src/doctor/sdk-page.js';

const file = createRequire(import.meta.url).resolve('tim-js-sdk/tim-js.es.js');
const { code } = sdkScope().transform(readFileSync(file, 'utf8'), file) as { code: string };
const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as {
  default: SdkFactory;
};

export const createSdk = module.default;
