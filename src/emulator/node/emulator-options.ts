import { type Profile, type Settings, LENIENT_SETTINGS } from '../core/settings.js';

/** The webhook of the application. */
export interface WebhookOptions {
  readonly url: string;
  /** Key of the signature in webhook calls. Without it the calls are not signed. */
  readonly token?: string;
  /** Default: 2,000, as at Tencent. */
  readonly timeoutMs?: number;
}

/** Options of `startEmulator()`. They include all settings of the service. */
export interface EmulatorOptions extends Partial<Settings> {
  /** Base of the settings. Default: `strict`. */
  readonly profile?: Profile;
  /** Port to listen on. Default: 0, a free port. */
  readonly port?: number;
  /** Address to listen on. Default: 127.0.0.1. Any other address admits other machines: use it in a trusted network. */
  readonly host?: string;
  /** Key of the application. Default: the published test key of the emulator. */
  readonly secretKey?: string;
  /** Public key (PEM) that verifies the UserSigs of older applications. */
  readonly publicKey?: string;
  /** Origins of pages that may connect, besides pages of this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Origins of pages that may also use the controls and the REST API. Default: none. */
  readonly controlOrigins?: readonly string[];
  readonly webhook?: WebhookOptions;
  /** Clock of the service, in ms since 1970. */
  readonly now?: () => number;
  /** Generator of random numbers from 0 (inclusive) to 1 (exclusive). */
  readonly random?: () => number;
}

/** Numeric settings that may be 0. */
const MAY_BE_ZERO = new Set([
  'historyCount',
  'historyMs',
  'onlineCountLagMs',
  'graceMs',
  'pageCloseGraceMs',
  'deduplicateMs',
  'tipsPerSecond',
  'rateWindowMs',
  'messagesPerSecond',
  'recallMs',
  'holdMs',
  'profileLagMs',
  'compressAboveBytes',
]);
const MAX_PORT = 65_535;

/** Throws TypeError for an invalid option. */
export function checkOptions(options: EmulatorOptions): void {
  const { port } = options;
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > MAX_PORT))
    throw new TypeError(`port must be an integer from 0 to ${MAX_PORT}.`);
  if (options.profile !== undefined && options.profile !== 'strict' && options.profile !== 'lenient')
    throw new TypeError('profile must be strict or lenient.');
  if (options.secretKey !== undefined && options.secretKey === '') throw new TypeError('secretKey must not be empty.');
  for (const [key, defaultValue] of Object.entries(LENIENT_SETTINGS)) {
    const value: unknown = options[key as keyof EmulatorOptions];
    if (value === undefined || typeof defaultValue !== 'number') continue;
    const least = MAY_BE_ZERO.has(key) ? 0 : 1;
    if (typeof value !== 'number' || Number.isNaN(value) || value < least)
      throw new TypeError(`${key} must be a number of at least ${least}.`);
  }
  if (options.sdkAppId !== undefined && !Number.isSafeInteger(options.sdkAppId))
    throw new TypeError('sdkAppId must be an integer.');
}
