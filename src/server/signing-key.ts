import { requireCompression } from './user-sig-ticket.js';
import type { SigningKey } from './user-sig.js';

/** Throws a TypeError unless `sdkAppId` can be an SDKAppID. */
export function requireSdkAppId(sdkAppId: number): number {
  if (!Number.isInteger(sdkAppId) || sdkAppId < 1 || sdkAppId > 0xffff_ffff)
    throw new TypeError(
      'sdkAppId must be the id of your application in the Tencent Cloud IM console, such as 1400000001.',
    );
  return sdkAppId;
}

/** Tencent's secrets have 64 characters; anything shorter than half of it was not copied completely. */
const MIN_SECRET_CHARACTERS = 32;
const PLACEHOLDER = /your|placeholder|change.?me|replace|example|todo|insert|paste|[<>]|x{6}|\*{3}|\.{3}/i;

/** Throws a TypeError when the application's key is missing, a placeholder, or too short. Never repeats the key. */
export function requireSigningKey(options: { secretKey?: string; privateKey?: string }): SigningKey {
  requireCompression();
  const { secretKey, privateKey } = options;
  if (Boolean(secretKey) === Boolean(privateKey))
    throw new TypeError(
      "Pass the application's secretKey (or privateKey, for an application from before July 2019); it is in the Tencent Cloud IM console.",
    );
  if (privateKey) {
    if (!/-----BEGIN (EC )?PRIVATE KEY-----[^-]{80,}-----END/.test(privateKey))
      throw new TypeError('privateKey is not a PEM private key ("-----BEGIN PRIVATE KEY-----" …).');
    return { privateKey };
  }
  const secret = secretKey as string;
  if (secret !== secret.trim()) throw new TypeError('secretKey has white space around it.');
  if (PLACEHOLDER.test(secret) || new Set(secret).size < 3)
    throw new TypeError(
      'secretKey is a placeholder. Use the secret of your application from the Tencent Cloud IM console.',
    );
  if (secret.length < MIN_SECRET_CHARACTERS)
    throw new TypeError(
      `secretKey is shorter than ${MIN_SECRET_CHARACTERS} characters; the secrets of Tencent Cloud IM have 64.`,
    );
  return { secretKey: secret };
}
