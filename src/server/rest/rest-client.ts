// The service's REST API for a site's server, one method per command, named as Tencent names it. Server only: its
// signature is the administrator's.
import { requireSdkAppId, requireSigningKey } from '../signing-key.js';
import type { SigningKey } from '../user-sig.js';
import { accountCommands } from './account-commands.js';
import { DEFAULT_BATCH_SIZES, type BatchSizes } from './batches.js';
import { dirtyWords, type DirtyWordsBackend } from './dirty-words.js';
import { groupCommands } from './group-commands.js';
import { memberCommands } from './member-commands.js';
import { messageCommands } from './message-commands.js';
import { createRestTransport } from './rest-transport.js';
import { roomDataCommands } from './room-data-commands.js';

const HOSTS = {
  china: 'console.tim.qq.com',
  singapore: 'adminapisgp.im.qcloud.com',
  seoul: 'adminapikr.im.qcloud.com',
  tokyo: 'adminapijpn.im.qcloud.com',
  frankfurt: 'adminapiger.im.qcloud.com',
  'silicon-valley': 'adminapiusa.im.qcloud.com',
  jakarta: 'adminapiidn.im.qcloud.com',
} as const;

/** Where the application lives; the console says it. */
export type Region = keyof typeof HOSTS;

/** What `createRestClient` wants; `sdkAppId` and one key are needed. */
export type RestClientOptions = SigningKey & {
  sdkAppId: number;
  /** An administrator of the application; default `administrator`. */
  identifier?: string;
  /** Default `china`. */
  region?: Region;
  /** Instead of a region: the emulator's `restUrl`, or a proxy. https, or http on this machine. */
  baseUrl?: string;
  /** Milliseconds for one attempt; default 5000 (the service's own limit is 3000). */
  timeoutMs?: number;
  /** Repeats after the first attempt, with full jitter, and only of what cannot happen twice; default 3. */
  retries?: number;
  /** Longest wait before the first repeat, ms; doubles with each, up to 10 s. Default 250. */
  backoffMs?: number;
  /** Where `dirtyWords` keeps its words; default `legacy`, which Tencent answers with 10042. */
  dirtyWords?: DirtyWordsBackend;
  batchSizes?: Partial<BatchSizes>;
  fetch?: typeof fetch;
  /** 0 ≤ x < 1, for tests. */
  random?: () => number;
  /** Unix ms, for tests. */
  now?: () => number;
};

function requireBaseUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) throw new TypeError('baseUrl is not a URL.');
  const url = new URL(baseUrl);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere))
    throw new TypeError('baseUrl must be https (or http on this machine): it carries an administrator signature.');
  return `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
}

/**
 * Makes a client. Every method rejects with `TencentError {code, message, retryable}`, or with the reason of the
 * `signal` it was given. Throws TypeError when an option cannot be right.
 */
export function createRestClient(options: RestClientOptions) {
  const {
    identifier = 'administrator',
    region = 'china',
    timeoutMs = 5000,
    retries = 3,
    backoffMs = 250,
    random = Math.random,
    now = Date.now,
  } = options;
  const sdkAppId = requireSdkAppId(options.sdkAppId);
  if (!(region in HOSTS)) throw new TypeError(`region must be one of ${Object.keys(HOSTS).join(', ')}.`);
  const sizes = { ...DEFAULT_BATCH_SIZES, ...options.batchSizes };
  for (const size of Object.values(sizes))
    if (!Number.isInteger(size) || size < 1) throw new TypeError('batchSizes must be whole numbers above 0.');
  const call = createRestTransport({
    key: requireSigningKey(options),
    sdkAppId,
    identifier,
    baseUrl: options.baseUrl === undefined ? `https://${HOSTS[region]}` : requireBaseUrl(options.baseUrl),
    fetch: options.fetch ?? ((...args) => fetch(...args)),
    timeoutMs,
    retries,
    backoffMs,
    random,
    now,
  });
  return {
    /** Any other command, `service/command` with its body; the answer's fields are read from it by name and type. */
    call,
    ...groupCommands(call, sizes),
    ...messageCommands(call, sizes, random),
    ...memberCommands(call, sizes),
    ...roomDataCommands(call),
    ...accountCommands(call),
    dirtyWords: dirtyWords(options.dirtyWords ?? 'legacy', call, sizes, sdkAppId),
  };
}

/** Tencent's REST commands for live rooms, each a method that rejects with a `TencentError`. */
export type RestClient = ReturnType<typeof createRestClient>;
