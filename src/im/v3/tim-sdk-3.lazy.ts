// The chunk of @tencentcloud/chat 3.6.6: its two files, the SDK and the module for groups. Without that module the SDK
// refuses every call for a group with 2998.
import createChat from '@tencentcloud/chat/index.es.js';
import createGroupModule from '@tencentcloud/chat/modules/group-module.js';
import type { SandboxedSdk, TimInstance } from '../tim/tim-sdk.js';

/**
 * `Error` for the group module. It has a class of its own for errors of the SDK, takes those of the SDK's main file for
 * exceptions, and replaces their numbers by 2903 ("uncaught"). So here they are none.
 */
class ModuleError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== ModuleError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return value instanceof Error && !('code' in value);
  }
}

interface ChatSdk {
  create(options: object): TimInstance | null;
}

/**
 * What the Content Security Policy of a site lists: every host to which this SDK may open a socket. Its first host is
 * named by the application's id, under `my-imcloud.com`; the addresses are its last resort in each region.
 */
export const ORIGINS_OF_VERSION_3 = [
  'wss://*.im.qcloud.com',
  'wss://*.my-imcloud.com',
  'wss://*.my-cpaas.com',
  'wss://*.tim.qq.com',
  'wss://wss.im.tencent.cn',
  'wss://162.14.3.17',
  'wss://162.14.10.42',
  'wss://162.14.13.104',
  'wss://162.14.13.203',
  'wss://162.14.13.254',
  'wss://162.14.19.46',
  'wss://162.14.19.159',
  'wss://43.129.34.169',
] as const;

export const sandboxedSdk: SandboxedSdk = {
  create: (globals) => {
    const chat = createChat(globals) as ChatSdk;
    const groupModule = createGroupModule({ ...globals, Error: ModuleError });
    return { create: (options) => chat.create({ ...options, modules: { 'group-module': groupModule } }) };
  },
  origins: ORIGINS_OF_VERSION_3,
};
