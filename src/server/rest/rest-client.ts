// The service's REST API for a site's server: one method per command, with Tencent's names. Only for servers, because
// it signs with the administrator's account.
import { APP_ADMINISTRATOR } from '../../protocol/moderation.js';
import { requireSdkAppId, requireSigningKey, type SigningKey } from '../user-sig.js';
import { accountCommands } from './account-commands.js';
import { DEFAULT_BATCH_SIZES, type BatchSizes } from './batches.js';
import { dirtyWords, type DirtyWordsBackend } from './dirty-words.js';
import { groupCommands } from './group-commands.js';
import { memberCommands } from './member-commands.js';
import { messageCommands } from './message-commands.js';
import { createRestTransport } from './rest-transport.js';
import { roomDataCommands } from './room-data-commands.js';

/** Hosts of the REST API by region. */
export const HOSTS = {
  china: 'console.tim.qq.com',
  singapore: 'adminapisgp.im.qcloud.com',
  seoul: 'adminapikr.im.qcloud.com',
  tokyo: 'adminapijpn.im.qcloud.com',
  frankfurt: 'adminapiger.im.qcloud.com',
  'silicon-valley': 'adminapiusa.im.qcloud.com',
  jakarta: 'adminapiidn.im.qcloud.com',
} as const;

/** The application's region, as in the console. */
export type Region = keyof typeof HOSTS;

/** Options of `createRestClient`; `sdkAppId` and one key are required. */
export type RestClientOptions = SigningKey & {
  sdkAppId: number;
  /** An administrator of the application; default `administrator`. */
  identifier?: string;
  /** Default `china`. */
  region?: Region;
  /** In place of a region: the emulator's `restUrl`, or a proxy. https, or http on this machine. */
  baseUrl?: string;
  /** Milliseconds for one attempt; default 5000 (the service's own limit is 3000). */
  timeoutMs?: number;
  /** Retries after the first attempt, with full jitter, and only where a repeat is safe; default 3. */
  retries?: number;
  /** Maximum wait before the first retry, ms; doubles with each, up to 10 s. Default 250. */
  backoffMs?: number;
  /** Where `dirtyWords` keeps its words; default `legacy`, for which Tencent responds with 10042. */
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
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new TypeError(
      'baseUrl must be https (or http on this machine), because requests carry an administrator signature.',
    );
  return `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
}

/**
 * Makes a client. Every method rejects with `TencentError {code, message, retryable}`, or with the reason of its
 * `signal`. Throws TypeError when an option is not valid.
 */
export function createRestClient(options: RestClientOptions) {
  const {
    identifier = APP_ADMINISTRATOR,
    region = 'china',
    timeoutMs = 5000,
    retries = 3,
    backoffMs = 250,
    random = Math.random,
    now = Date.now,
  } = options;
  const sdkAppId = requireSdkAppId(options.sdkAppId);
  if (!Object.hasOwn(HOSTS, region)) throw new TypeError(`region must be one of ${Object.keys(HOSTS).join(', ')}.`);
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
    /** Any other command, `service/command` with its body; resolves to a reader of the response's fields. */
    call,
    ...groupCommands(call, sizes),
    ...messageCommands(call, sizes, random),
    ...memberCommands(call, sizes),
    ...roomDataCommands(call),
    ...accountCommands(call),
    dirtyWords: dirtyWords(options.dirtyWords ?? 'legacy', call, sizes, sdkAppId),
  };
}

/** A client of Tencent's REST API for live rooms. */
export type RestClient = ReturnType<typeof createRestClient>;
