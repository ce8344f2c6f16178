// HMAC-SHA256 with the secret as UTF-8 text (it looks like hex, but Tencent does not decode it), through WebCrypto.
import { decodeBase64, encodeBase64 } from './base64.js';

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
