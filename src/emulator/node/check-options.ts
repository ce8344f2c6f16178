import { LENIENT_SETTINGS } from '../core/settings.js';
import type { EmulatorOptions } from './emulator-options.js';

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
