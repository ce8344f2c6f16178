// Standard base64 with atob and btoa, which every runtime with fetch has. The inputs are small (a ticket, a signature),
// so a string built byte by byte is fast enough.

const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;

/** Standard base64, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * The bytes of standard base64, padding optional; undefined for anything else, also for white space, which atob would
 * ignore.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!STANDARD.test(text)) return undefined;
  const unpadded = text.replaceAll('=', '');
  if (unpadded.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(unpadded), (character) => character.charCodeAt(0));
}

// HMAC-SHA256 by WebCrypto. The secret is used as UTF-8 text: it looks like hex, but Tencent does not decode it.

const encoder = new TextEncoder();

function importKey(secretKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encoder.encode(secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}

/** Base64 of the HMAC-SHA256 of `text`. */
export async function signHmac(text: string, secretKey: string): Promise<string> {
  return encodeBase64(
    new Uint8Array(await crypto.subtle.sign('HMAC', await importKey(secretKey), encoder.encode(text))),
  );
}

/** Whether `signature` (base64) is the HMAC-SHA256 of `text`; WebCrypto compares in constant time. */
export async function verifyHmac(text: string, signature: string, secretKey: string): Promise<boolean> {
  const bytes = decodeBase64(signature);
  return bytes !== undefined && crypto.subtle.verify('HMAC', await importKey(secretKey), bytes, encoder.encode(text));
}

/** SHA-256 of a text's UTF-8, in lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether two strings are equal, in a time that depends only on their lengths. */
export function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
