// Makes and checks a UserSig, the ticket with which a user logs in to Tencent IM, in both versions:
//   2.0  HMAC-SHA256 with the application's secret: applications since July 2019. Needs only WebCrypto.
//   1.0  ECDSA-SHA256 with a key pair: older applications. Needs @noble/curves, which is loaded when used.
// The key belongs on a server. Nothing of this module may be sent to a page.
import { decodeBase64, encodeBase64, signHmac, verifyHmac } from './crypto.js';
import { signEcdsa, verifyEcdsa } from './ecdsa.js';
import { UserSigError, packTicket, unpackTicket, requireCompression } from './user-sig-ticket.js';

export { UserSigError } from './user-sig-ticket.js';
export type { UserSigErrorKind } from './user-sig-ticket.js';

/**
 * The application's key: `secretKey`, or `privateKey` in PEM (applications from before July 2019). Not both, and
 * checked when it is used, so that a variable of the environment can be passed as it is.
 */
export type SigningKey =
  { secretKey: string | undefined; privateKey?: undefined } | { privateKey: string | undefined; secretKey?: undefined };

/** Options of `createUserSig`. */
export type CreateUserSigOptions = SigningKey & {
  sdkAppId: number;
  /** 1 to 32 printable ASCII characters, Tencent's limit. */
  userId: string;
  /** Lifetime in seconds; default 2 hours. */
  expire?: number;
  /** Issue time in unix seconds; default now. */
  now?: number;
  /** Bytes that are signed with the ticket (a string is encoded as UTF-8). Chat needs none. */
  userBuf?: Uint8Array | string;
};

/** Options of `verifyUserSig`: the expected application and user, and the key to check with. */
export interface VerifyUserSigOptions {
  sdkAppId: number;
  userId: string;
  /** For HMAC tickets. */
  secretKey?: string;
  /** For ECDSA tickets, PEM. */
  publicKey?: string;
  /** The time of the check in unix seconds; default now. */
  now?: number;
}

/** The content of a valid UserSig. */
export interface VerifiedUserSig {
  readonly userId: string;
  readonly sdkAppId: number;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Unix seconds; the ticket is still valid in this second. */
  readonly expiresAt: number;
  readonly userBuf?: Uint8Array;
}

const DEFAULT_EXPIRE_S = 7200;
/** The service stores the lifetime in 32 bits. */
const MAX_EXPIRE_S = 0xffff_ffff;
const HMAC_VERSION = '2.0';
/** The version that the vendor's Node library writes; it is not signed. */
const ECDSA_VERSION = '201610110000';

/** The signed fields of an ECDSA ticket, in their order; the first may be missing in tickets of other libraries. */
const ECDSA_FIELDS = [
  'TLS.appid_at_3rd',
  'TLS.account_type',
  'TLS.identifier',
  'TLS.sdk_appid',
  'TLS.time',
  'TLS.expire_after',
  'TLS.userbuf',
];
const HMAC_FIELDS = ['TLS.identifier', 'TLS.sdkappid', 'TLS.time', 'TLS.expire', 'TLS.userbuf'];

const unixSeconds = () => Math.floor(Date.now() / 1000);

function contentToSign(names: readonly string[], fields: ReadonlyMap<string, unknown>): string {
  let content = '';
  for (const name of names) {
    const value = fields.get(name);
    if (value === undefined) continue;
    // A line feed in a value could imitate another signed line.
    if ((typeof value !== 'string' && typeof value !== 'number') || String(value).includes('\n'))
      throw new UserSigError('not-a-ticket', `The UserSig's field ${name} is not usable.`);
    content += `${name}:${value}\n`;
  }
  return content;
}

function requireCount(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new TypeError(`${name} must be a whole number from ${least} to ${most}.`);
}

/**
 * Makes a UserSig. Throws TypeError when an option is not valid (id, lifetime, key); messages never contain the key.
 */
export async function createUserSig(options: CreateUserSigOptions): Promise<string> {
  const { sdkAppId, userId, expire = DEFAULT_EXPIRE_S, now = unixSeconds(), userBuf, secretKey, privateKey } = options;
  requireCount('sdkAppId', sdkAppId, 1, 0xffff_ffff);
  requireCount('expire', expire, 1, MAX_EXPIRE_S);
  requireCount('now', now, 0, Number.MAX_SAFE_INTEGER);
  if (typeof userId !== 'string' || !/^[\x20-\x7e]{1,32}$/.test(userId))
    throw new TypeError('userId must be 1 to 32 printable ASCII characters.');
  if (Boolean(secretKey) === Boolean(privateKey)) throw new TypeError('Pass either secretKey or privateKey.');
  const buffer =
    userBuf === undefined
      ? undefined
      : encodeBase64(typeof userBuf === 'string' ? new TextEncoder().encode(userBuf) : userBuf);

  if (privateKey) {
    const fields: Record<string, string> = {
      'TLS.account_type': '0',
      'TLS.identifier': userId,
      'TLS.appid_at_3rd': '0',
      'TLS.sdk_appid': String(sdkAppId),
      'TLS.expire_after': String(expire),
      'TLS.version': ECDSA_VERSION,
      'TLS.time': String(now),
    };
    if (buffer !== undefined) fields['TLS.userbuf'] = buffer;
    const signature = await signEcdsa(contentToSign(ECDSA_FIELDS, new Map(Object.entries(fields))), privateKey);
    return packTicket({ ...fields, 'TLS.sig': signature });
  }
  const fields: Record<string, string | number> = {
    'TLS.ver': HMAC_VERSION,
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': now,
    'TLS.expire': expire,
  };
  if (buffer !== undefined) fields['TLS.userbuf'] = buffer;
  const signature = await signHmac(contentToSign(HMAC_FIELDS, new Map(Object.entries(fields))), secretKey as string);
  return packTicket({ ...fields, 'TLS.sig': signature });
}

function wholeNumber(fields: ReadonlyMap<string, unknown>, name: string): number {
  const value = fields.get(name);
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0)
    throw new UserSigError('not-a-ticket', `The UserSig's field ${name} is missing or not a whole number.`);
  return number;
}

function text(fields: ReadonlyMap<string, unknown>, name: string): string {
  const value = fields.get(name);
  if (typeof value !== 'string')
    throw new UserSigError('not-a-ticket', `The UserSig's field ${name} is missing or not a string.`);
  return value;
}

/**
 * Checks a UserSig for one user of one application. Throws UserSigError with the service's code: 70002 empty,
 * 70003 and 70005 malformed, 70014 another application, 70013 another user, 70001 expired, 70009 signature.
 */
export async function verifyUserSig(userSig: string, options: VerifyUserSigOptions): Promise<VerifiedUserSig> {
  const { sdkAppId, userId, secretKey, publicKey, now = unixSeconds() } = options;
  if (!secretKey && !publicKey) throw new TypeError('Pass secretKey or publicKey.');
  const fields = await unpackTicket(userSig);
  const isHmac = fields.get('TLS.ver') === HMAC_VERSION;
  if (!isHmac && !fields.has('TLS.sdk_appid'))
    throw new UserSigError('not-a-ticket', 'The version of the UserSig is not known.');
  const ticketUserId = text(fields, 'TLS.identifier');
  const ticketAppId = wholeNumber(fields, isHmac ? 'TLS.sdkappid' : 'TLS.sdk_appid');
  const issuedAt = wholeNumber(fields, 'TLS.time');
  const expiresAt = issuedAt + wholeNumber(fields, isHmac ? 'TLS.expire' : 'TLS.expire_after');
  const signature = text(fields, 'TLS.sig');
  const content = contentToSign(isHmac ? HMAC_FIELDS : ECDSA_FIELDS, fields);

  // The vendor's own order: application, user, expiry, signature.
  if (ticketAppId !== sdkAppId) throw new UserSigError('app-mismatch', 'The UserSig was made for another SDKAppID.');
  if (ticketUserId !== userId) throw new UserSigError('user-mismatch', 'The UserSig was made for another user.');
  if (now > expiresAt) throw new UserSigError('expired', 'The UserSig has expired.');
  const key = isHmac ? secretKey : publicKey;
  if (!key)
    throw new UserSigError(
      'signature',
      `The UserSig is signed with ${isHmac ? 'HMAC: pass secretKey' : 'ECDSA: pass publicKey'} to check it.`,
    );
  const isValid = isHmac ? await verifyHmac(content, signature, key) : await verifyEcdsa(content, signature, key);
  if (!isValid)
    throw new UserSigError(
      'signature',
      "The UserSig's signature does not match: it was made with another key, or changed.",
    );

  if (!fields.has('TLS.userbuf')) return { userId, sdkAppId, issuedAt, expiresAt };
  const userBuf = decodeBase64(text(fields, 'TLS.userbuf'));
  if (!userBuf) throw new UserSigError('not-a-ticket', "The UserSig's user buffer is not base64.");
  return { userId, sdkAppId, issuedAt, expiresAt, userBuf };
}

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
      "Pass the application's secretKey (or privateKey, for an application from before July 2019); it is in the " +
        'Tencent Cloud IM console.',
    );
  if (privateKey) {
    if (!/-----BEGIN (EC )?PRIVATE KEY-----[^-]{80,}-----END/.test(privateKey))
      throw new TypeError('privateKey is not a PEM private key ("-----BEGIN PRIVATE KEY-----" …).');
    return { privateKey };
  }
  const secret = secretKey as string;
  if (secret !== secret.trim()) throw new TypeError('secretKey has white space around it.');
  if (/^["'`\u2018-\u201f]|["'`\u2018-\u201f]$/.test(secret))
    throw new TypeError('secretKey has quotation marks around it. A program that reads a .env file removes them.');
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
