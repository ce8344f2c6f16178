// Tencent's SDKs as npm installs them, for the page that has a login of its own. The elements do not load these files:
// their package contains the SDKs.
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** The file of each path. @type {Record<string, string>} */
export const SDK_FILES = {
  '/sdk/tim-js-sdk.js': resolve('tim-js-sdk/tim-js.es.js'),
  '/sdk/chat.js': resolve('@tencentcloud/chat/index.es.js'),
  '/sdk/group-module.js': resolve('@tencentcloud/chat/modules/group-module.js'),
};
