// The chunk of tim-js-sdk 2.27.6, the default. ../v3 is the chunk of its successor, @tencentcloud/chat, which a page or
// the application can choose.
import createTim from 'tim-js-sdk/tim-js.es.js';
import type { SandboxedSdk, TimSdk } from '../tim/tim-sdk.js';

/** What the Content Security Policy of a site lists: every host to which this SDK may open a socket. */
export const ORIGINS_OF_VERSION_2 = [
  'wss://*.im.qcloud.com',
  'wss://*.my-imcloud.com',
  'wss://*.tim.qq.com',
  'wss://162.14.13.203',
] as const;

export const sandboxedSdk: SandboxedSdk = {
  create: (globals) => createTim(globals) as TimSdk,
  origins: ORIGINS_OF_VERSION_2,
};

/** For the command `doctor`, which has globals of its own. */
export default createTim;
